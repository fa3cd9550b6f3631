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
  const watched = new Map<string, Measure[]>();
  return {
    registry,
    watchMeasures(measures) {
      for (const measure of measures) watchMeasure(registry, watched, measure);
    },
    render: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    stop: () => registry.clear(),
  };
}

/** Measures of one name, which several parts of the process may report, are one metric. */
function watchMeasure(registry: Registry, watched: Map<string, Measure[]>, measure: Measure): void {
  const { name, help, isCount, labels = {} } = measure;
  const known = watched.get(name);
  if (known) {
    known.push(measure);
    return;
  }
  const all = [measure];
  watched.set(name, all);
  const declared = { name, help, labelNames: Object.keys(labels), registers: [registry] };
  if (isCount) {
    void new Counter({
      ...declared,
      async collect() {
        const values = await valuesOf(all);
        this.reset();
        for (const [of, value] of values) this.inc(of, value);
      },
    });
  } else {
    void new Gauge({
      ...declared,
      async collect() {
        const values = await valuesOf(all);
        this.reset();
        for (const [of, value] of values) this.set(of, value);
      },
    });
  }
}

/** The values that are known. */
async function valuesOf(
  measures: readonly Measure[],
): Promise<[labels: Record<string, string>, value: number][]> {
  const values = await Promise.all(
    measures.map(async (measure) => {
      try {
        return [{ ...measure.labels }, await measure.value()] as const;
      } catch {
        return [{}, null] as const; // such as MongoDB's absence, which has a metric of its own
      }
    }),
  );
  return values.flatMap(([labels, value]) => (value === null ? [] : [[labels, value]]));
}
