import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ConfigurationError } from '../lib/platform/process/setting.ts';

/**
 * The options that a command was called with.
 * @throws ConfigurationError, which ends with the usage, for options that it does not have.
 */
export function readOptions<Options extends ParseArgsOptionsConfig>(
  options: Options,
  usage: string,
) {
  try {
    return parseArgs<{ options: Options }>({ options }).values;
  } catch (error) {
    throw new ConfigurationError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
}
