import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createHttpServer } from './http-server.ts';
import type { Monitoring } from './monitoring.ts';

/** Nobody sends more to it than a request line and headers. */
const maxBodyBytes = 1_000;

/** Serves health and metrics on a port of their own, for networks that clients do not reach. */
export function createMonitoringServer(
  options: Monitoring & { logger: Logger },
): Promise<FastifyInstance> {
  return createHttpServer({ ...options, corsOrigins: [], maxBodyBytes });
}
