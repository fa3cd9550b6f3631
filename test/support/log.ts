import { type Logger, pino } from 'pino';
import { createLogger } from '../../lib/platform/process/logger.ts';

/** Lines that are kept. */
const most = 20;

/**
 * Logs nothing, unless `TEST_LOG_LEVEL` says so. Keeps the log lines of unexpected errors, whose
 * answers contain only a reference.
 */
export function openTestLog(): { logger: Logger; unexpected: readonly string[] } {
  const unexpected: string[] = [];
  const level = process.env['TEST_LOG_LEVEL'];
  if (level) return { logger: createLogger({ level, name: 'test' }), unexpected };
  const write = (line: string) => {
    if (unexpected.length < most && line.includes('unexpected error')) unexpected.push(line);
  };
  return { logger: pino({ level: 'error', name: 'test' }, { write }), unexpected };
}
