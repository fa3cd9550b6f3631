import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Measure } from '../../kit/measure.ts';
import { type IncludedMetrics, mergeMetrics, type ReadMetrics } from './included-metrics.ts';

/**
 * The Prometheus metrics of one process, in a separate registry, so that a process may have several. Each folder that
 * counts declares its metrics in its `metrics.ts`.
 */
export interface Metrics {
  readonly registry: Registry;
  /** Reports what the parts of the process measure themselves. */
  watchMeasures(measures: readonly Measure[]): void;
  /** Serves the metrics of another process as well. While they cannot be read, the rest is served, and says so. */
  include(other: IncludedMetrics): void;
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
  const included: IncludedMetrics[] = [];
  let areIncluded: Gauge<'process'> | undefined;
  return {
    registry,
    watchMeasures(measures) {
      for (const measure of measures) watchMeasure(registry, watched, measure);
    },
    include(other) {
      included.push(other);
      areIncluded ??= new Gauge({
        name: 'included_metrics_ok',
        help: 'Whether the metrics of another process, which are served here, could be read.',
        labelNames: ['process'] as const,
        registers: [registry],
      });
    },
    async render() {
      const read = await Promise.all(included.map(readIncluded));
      for (const { process, text } of read) areIncluded?.set({ process }, Number(text !== null));
      const others = read.flatMap(({ process, text }): ReadMetrics[] =>
        text === null ? [] : [{ process, text }],
      );
      const text = mergeMetrics(await registry.metrics(), others);
      return { contentType: registry.contentType, text };
    },
    stop: () => registry.clear(),
  };
}

/** Its metrics, or null while they cannot be read. */
async function readIncluded(other: IncludedMetrics) {
  const { process } = other;
  try {
    return { process, text: await other.read() };
  } catch {
    return { process, text: null };
  }
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
