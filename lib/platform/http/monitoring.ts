import type { FastifyInstance } from 'fastify';
import { reused } from '../../kit/reused.ts';
import { type HealthCheck, isReady, statusOf } from './health-check.ts';
import type { HttpMetrics } from './metrics.ts';

interface Monitoring {
  metrics: HttpMetrics;
  health: () => Promise<HealthCheck[]>;
  /** Aborted when the process is about to stop: it is then no longer ready. */
  stopping?: AbortSignal | undefined;
}

/** The routes that probes and scrapers poll. */
const routes = { live: '/health/live', ready: '/health/ready', metrics: '/metrics' } as const;
export const monitoringRoutes: ReadonlySet<string> = new Set(Object.values(routes));

/** The monitoring routes of a server. */
export type Monitored = 'ALL' | 'HEALTH' | 'NOTHING';

/** How long checks of the dependencies are reused, so that requests for them cost the dependencies nothing. */
const reusedForMs = 1_000;

/** Serves `/health/live`, `/health/ready` and `/metrics`, or the selected ones of them. */
export function serveMonitoring(
  server: FastifyInstance,
  { metrics, health, stopping }: Monitoring,
  monitored: Monitored,
): void {
  if (monitored === 'NOTHING') return;
  const checked = reused(health, reusedForMs);
  server.get(routes.live, async () => ({ status: 'ok' }));
  server.get(routes.ready, async (_request, reply) => {
    if (stopping?.aborted) return reply.code(503).send({ status: 'stopping', checks: [] });
    const found = await checked();
    const checks = found.map(({ name, ok }) => ({ name, ok }));
    return reply.code(isReady(found) ? 200 : 503).send({ status: statusOf(found), checks });
  });
  if (monitored === 'HEALTH') return;
  metrics.watchHealth(checked);
  server.get(routes.metrics, async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
}
