import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Cut } from './http-limits.ts';
import type { ExecutionPath } from './operations/engine.ts';

/** What one process tells Prometheus; a registry of its own, so that a process may hold several. */
export interface Metrics {
  observeRequest(method: string, route: string, status: number, seconds: number): void;
  /** Prepared, since it is called for each fetch. */
  fetchObserver(subgraph: string): Record<'ok' | 'errors', (seconds: number) => void>;
  /** Prepared too, for each way of executing an operation. */
  readonly observeExecution: (path: ExecutionPath) => void;
  /** Called with each connection that is ended because of a limit. */
  readonly observeCut: (cut: Cut) => void;
  render(): Promise<{ contentType: string; text: string }>;
  stop(): void;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to the end of its response.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: seconds,
    registers: [registry],
  });
  /** Finding the histogram of some labels costs more than observing. */
  const requestObservers = new Map<string, { observe(seconds: number): void }>();
  const fetches = new Histogram({
    name: 'subgraph_fetch_duration_seconds',
    help: 'Time of one fetch of the gateway from a subgraph.',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: seconds,
    registers: [registry],
  });
  const executions = new Counter({
    name: 'graphql_executions_total',
    help: 'Executed operations: planned for this execution, by a compiled plan, by Apollo’s executor.',
    labelNames: ['path'] as const,
    registers: [registry],
  });
  // From the start, so that a rate can be told from the first execution on.
  for (const path of ['first', 'compiled', 'fallback']) executions.inc({ path }, 0);
  const executionCounters = {
    first: executions.labels('first'),
    compiled: executions.labels('compiled'),
    fallback: executions.labels('fallback'),
  };
  const cuts = new Counter({
    name: 'http_connections_cut_total',
    help: 'Connections refused or ended because of a limit: their number, that of their address, a time.',
    labelNames: ['limit'] as const,
    registers: [registry],
  });
  return {
    observeCut: (limit) => cuts.inc({ limit }),
    observeExecution: (path) => executionCounters[path].inc(),
    observeRequest(method, route, status, value) {
      const key = `${method} ${route} ${status}`;
      const known = requestObservers.get(key);
      const observer = known ?? requests.labels(method, route, String(status));
      if (!known) requestObservers.set(key, observer);
      observer.observe(value);
    },
    fetchObserver(subgraph) {
      const ok = fetches.labels(subgraph, 'ok');
      const errors = fetches.labels(subgraph, 'errors');
      return { ok: (value) => ok.observe(value), errors: (value) => errors.observe(value) };
    },
    async render() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
    stop: () => registry.clear(),
  };
}
