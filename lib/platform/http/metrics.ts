import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { createMetrics, durationBuckets, type Metrics } from '../process/metrics.ts';
import type { Cut } from './http-limits.ts';
import type { HealthCheck } from './health-check.ts';

/** The metrics of a process that serves HTTP. */
export interface HttpMetrics extends Metrics {
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  /** Called with the reason for each connection cut because of a limit. */
  readonly observeCut: (cut: Cut) => void;
  /** Reports which parts of the process work, checked whenever metrics are requested. */
  watchHealth(health: () => Promise<readonly HealthCheck[]>): void;
}

export function createHttpMetrics(): HttpMetrics {
  const metrics = createMetrics();
  const registers = [metrics.registry];
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the end of its response.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: durationBuckets,
    registers,
  });
  /** Finding the histogram for given labels costs more than observing. */
  const requestObservers = new Map<string, { observe(seconds: number): void }>();
  const cuts = new Counter({
    name: 'http_connections_cut_total',
    help: 'Connections refused or ended because of a limit: their number, that of their address, a time.',
    labelNames: ['limit'] as const,
    registers,
  });
  return {
    ...metrics,
    observeRequest(method, route, status, value) {
      const key = `${method} ${route} ${status}`;
      const known = requestObservers.get(key);
      const observer = known ?? requests.labels(method, route, String(status));
      if (!known) requestObservers.set(key, observer);
      observer.observe(value);
    },
    observeCut: (limit) => cuts.inc({ limit }),
    watchHealth: (health) => watchHealth(registers, health),
  };
}

function watchHealth(registers: Registry[], health: () => Promise<readonly HealthCheck[]>): void {
  void new Gauge({
    name: 'health_check_ok',
    help: 'Whether a part that the process needs works.',
    labelNames: ['check'] as const,
    registers,
    async collect() {
      for (const { name, ok } of await health()) this.set({ check: name }, Number(ok));
    },
  });
}
