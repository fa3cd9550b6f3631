import type { FastifyInstance } from 'fastify';
import { type HealthCheck, isReady, statusOf } from './health-check.ts';
import type { HttpMetrics } from './metrics.ts';

export interface Monitoring {
  metrics: HttpMetrics;
  health: () => Promise<HealthCheck[]>;
  /** Aborted when the process is about to stop: it is then no longer ready. */
  stopping?: AbortSignal | undefined;
}

/** The routes that probes and scrapers poll. */
const routes = { live: '/health/live', ready: '/health/ready', metrics: '/metrics' } as const;
export const monitoringRoutes: ReadonlySet<string> = new Set(Object.values(routes));

/** Which monitoring routes a server has. */
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
  const checked = reused(health);
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

/** Calls again only when the last result is older than `reusedForMs`, or was a rejection. */
function reused<Result>(call: () => Promise<Result>): () => Promise<Result> {
  let last: { at: number; result: Promise<Result> } | null = null;
  return () => {
    const at = performance.now();
    if (last && at - last.at < reusedForMs) return last.result;
    const made = { at, result: call() };
    last = made;
    made.result.catch(() => {
      if (last === made) last = null;
    });
    return made.result;
  };
}
