import type { FastifyInstance } from 'fastify';
import type { HttpMetrics } from './metrics.ts';

/** A dependency of a process, and whether it is available. */
export interface HealthCheck {
  name: string;
  ok: boolean;
}

export interface Monitoring {
  metrics: HttpMetrics;
  health: () => Promise<HealthCheck[]>;
}

/** Which monitoring routes a server has. */
export type Monitored = 'ALL' | 'HEALTH' | 'NOTHING';

/** How long checks of the dependencies are reused, so that requests for them cost the dependencies nothing. */
const reusedForMs = 1_000;

/** Serves `/health/live`, `/health/ready` and `/metrics`, or the selected ones of them. */
export function serveMonitoring(
  server: FastifyInstance,
  { metrics, health }: Monitoring,
  monitored: Monitored,
): void {
  if (monitored === 'NOTHING') return;
  const checked = reused(health);
  server.get('/health/live', async () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const checks = await checked();
    const ready = checks.every(({ ok }) => ok);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  });
  if (monitored === 'HEALTH') return;
  server.get('/metrics', async (_request, reply) => {
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
