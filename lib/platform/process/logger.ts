import { destination, type Logger, pino } from 'pino';

/** Structured logs, one JSON object a line, on standard error. */
export function createLogger(options: { level: string; name: string }): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      redact: ['req.headers.authorization', 'headers.authorization'],
    },
    destination({ fd: 2, sync: true }),
  );
}
