import { destination, type Logger, pino } from 'pino';

/** Creates a logger that writes one JSON object per line to standard error. */
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
