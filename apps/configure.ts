import { type Configuration, readConfiguration } from '../configuration/configuration.ts';

/** The configuration of this process. Says on standard error which variables are probably misspelt settings. */
export function configure(...how: Parameters<typeof readConfiguration>): Configuration {
  const configuration = readConfiguration(...how);
  for (const { given, meant } of configuration.misspelt) {
    process.stderr.write(`${given} is not a setting. Did you mean ${meant}?\n`);
  }
  return configuration;
}
