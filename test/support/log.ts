import { type Logger, pino } from 'pino';
import { createLogger } from '../../lib/platform/process/logger.ts';

/** Lines that are kept. */
const most = 20;

/**
 * Logs nothing, unless `TEST_LOG_LEVEL` says so. Keeps what the log says of unexpected errors, whose answers contain
 * only a reference: the path in the answer, the error and where it was thrown, each in one line that the end of a report
 * shows whole.
 */
export function openTestLog(): { logger: Logger; unexpected: readonly string[] } {
  const unexpected: string[] = [];
  const level = process.env['TEST_LOG_LEVEL'];
  if (level) return { logger: createLogger({ level, name: 'test' }), unexpected };
  const write = (line: string) => {
    if (unexpected.length < most && line.includes('unexpected error'))
      unexpected.push(briefly(line));
  };
  return { logger: pino({ level: 'error', name: 'test' }, { write }), unexpected };
}

/** The innermost functions of a stack that are shown. */
const mostFrames = 4;

interface LoggedError {
  readonly path?: readonly (string | number)[];
  readonly err?: { readonly message: string; readonly stack: string };
}

function briefly(line: string): string {
  const { path, err } = JSON.parse(line) as LoggedError; // as the masking of errors logs them
  const frames = err?.stack.split('\n').filter((each) => /^ +at /.test(each)) ?? [];
  const own = frames.filter((frame) => !frame.includes('node_modules')).slice(0, mostFrames);
  return [path?.join('.'), err?.message, ...own.map((frame) => frame.trim())].join(' | ');
}
