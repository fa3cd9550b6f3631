import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Measure } from '../../kit/measure.ts';

/**
 * The Prometheus metrics of one process, in a separate registry, so that a process may have several. Each folder that
 * counts declares its metrics in its `metrics.ts`.
 */
export interface Metrics {
  readonly registry: Registry;
  /** Reports what the parts of the process measure themselves. */
  watchMeasures(measures: readonly Measure[]): void;
  render(): Promise<{ contentType: string; text: string }>;
  stop(): void;
}

/** The buckets of durations, in seconds. */
export const durationBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    watchMeasures: (measures) => measures.forEach((measure) => watchMeasure(registry, measure)),
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    stop: () => registry.clear(),
  };
}

function watchMeasure(registry: Registry, { name, help, isCount, value }: Measure): void {
  const registers = [registry];
  if (isCount) {
    void new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  } else {
    void new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  }
}
