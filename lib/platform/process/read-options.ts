import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ConfigurationError } from './setting.ts';

/**
 * The options that a command was called with. `--help` never gets here: see `runMain`.
 * @throws ConfigurationError, which ends with the usage, for options that it does not have, and for arguments.
 */
export const readOptions = <Options extends ParseArgsOptionsConfig>(
  options: Options,
  usage: string,
) => read({ options, allowPositionals: false as const }, usage).values;

/** The same for a command that also has arguments without a name. */
export const readArguments = <Options extends ParseArgsOptionsConfig>(
  options: Options,
  usage: string,
) => read({ options, allowPositionals: true as const }, usage);

function read<Config extends { options: ParseArgsOptionsConfig; allowPositionals: boolean }>(
  config: Config,
  usage: string,
) {
  try {
    return parseArgs<Config>(config);
  } catch (error) {
    throw new ConfigurationError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
}
