import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../process/metrics.ts';

/** A dependency of a process, and whether it is available. */
export interface HealthCheck {
  name: string;
  ok: boolean;
}

export interface Monitoring {
  metrics: Metrics;
  health: () => Promise<HealthCheck[]>;
}

/** Which monitoring routes a server has. */
export type Monitored = 'ALL' | 'HEALTH' | 'NOTHING';

/** Serves `/health/live`, `/health/ready` and `/metrics`, or the selected ones of them. */
export function serveMonitoring(
  server: FastifyInstance,
  { metrics, health }: Monitoring,
  monitored: Monitored,
): void {
  if (monitored === 'NOTHING') return;
  server.get('/health/live', async () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const checks = await health();
    const ready = checks.every(({ ok }) => ok);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  });
  if (monitored === 'HEALTH') return;
  server.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
}
