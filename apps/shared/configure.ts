import { type Configuration, readConfiguration } from '../../configuration/configuration.ts';
import { describeMisspelt } from '../../configuration/misspelt-settings.ts';

/** The configuration of this process. Says on standard error which variables are probably misspelt settings. */
export function configure(...how: Parameters<typeof readConfiguration>): Configuration {
  const configuration = readConfiguration(...how);
  for (const one of configuration.misspelt) process.stderr.write(`${describeMisspelt(one)}\n`);
  return configuration;
}
