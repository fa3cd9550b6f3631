import { Gauge, Histogram, type Registry } from 'prom-client';
import { durationBuckets } from '../../platform/process/metrics.ts';

export interface TransportMetrics {
  /** Prepared once per subgraph, since it is called for each fetch. */
  fetchObserver(subgraph: string): Record<'ok' | 'errors', (seconds: number) => void>;
  /** Reports the number of connections over which events of a subgraph arrive. */
  watchUpstream(subgraph: string, upstream: { readonly isConnected: boolean }): void;
  /** Reports whether the gateway considers a subgraph down, for each queried over HTTP. */
  watchCircuit(subgraph: string, circuit: { readonly isOpen: boolean }): void;
}

export function createTransportMetrics(registry: Registry): TransportMetrics {
  const registers = [registry];
  const fetches = new Histogram({
    name: 'subgraph_fetch_duration_seconds',
    help: 'Time of one fetch of the gateway from a subgraph.',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: durationBuckets,
    registers,
  });
  const upstreams = new Map<string, { readonly isConnected: boolean }>();
  void new Gauge({
    name: 'subgraph_subscription_connections',
    help: 'Connections over which events of a subgraph arrive.',
    labelNames: ['subgraph'] as const,
    registers,
    collect() {
      for (const [subgraph, { isConnected }] of upstreams)
        this.set({ subgraph }, Number(isConnected));
    },
  });
  const circuits = new Map<string, { readonly isOpen: boolean }>();
  void new Gauge({
    name: 'subgraph_circuit_open',
    help: 'Whether requests to a subgraph are refused because it failed several times in a row.',
    labelNames: ['subgraph'] as const,
    registers,
    collect() {
      for (const [subgraph, { isOpen }] of circuits) this.set({ subgraph }, Number(isOpen));
    },
  });
  return {
    fetchObserver(subgraph) {
      const ok = fetches.labels(subgraph, 'ok');
      const errors = fetches.labels(subgraph, 'errors');
      return { ok: (value) => ok.observe(value), errors: (value) => errors.observe(value) };
    },
    watchUpstream(subgraph, upstream) {
      upstreams.set(subgraph, upstream);
    },
    watchCircuit(subgraph, circuit) {
      circuits.set(subgraph, circuit);
    },
  };
}
