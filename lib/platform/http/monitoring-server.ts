import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createHttpServer } from './http-server.ts';
import type { Monitoring } from './monitoring.ts';

/** Its requests have no body. */
const maxBodyBytes = 1_000;

/** Serves health and metrics on a separate port, for networks that clients cannot reach. */
export function createMonitoringServer(
  options: Monitoring & { logger: Logger },
): Promise<FastifyInstance> {
  return createHttpServer({ ...options, corsOrigins: [], maxBodyBytes });
}
