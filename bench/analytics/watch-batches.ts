import { setTimeout as delay } from 'node:timers/promises';

/** What the metrics say of the batches in which analytics has followed changes so far. */
interface Batches {
  readonly count: number;
  readonly seconds: number;
}

interface WatchedBatches {
  /** Ends the watch. @returns the time of the longest batch since it began, in milliseconds. */
  stop(): Promise<number>;
}

/** Short enough that most batches are seen alone: there is a pause after each. */
const pollMs = 250;

/** Watches the batches of the process of analytics by the metrics of its graph. */
export function watchBatches(graph: { readonly url: string }): WatchedBatches {
  const stopping = new AbortController();
  const { signal } = stopping;
  const watching = (async () => {
    const seen = [await readBatches(graph)];
    while (!signal.aborted) {
      await delay(pollMs, undefined, { signal }).catch(() => {}); // stopped
      seen.push(await readBatches(graph));
    }
    return longestOf(seen);
  })();
  watching.catch(() => {}); // for whoever stops it
  return {
    stop() {
      stopping.abort();
      return watching;
    },
  };
}

async function readBatches({ url }: { readonly url: string }): Promise<Batches> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const valueOf = (name: string) => {
    const [, value] = new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(text) ?? [];
    if (value === undefined) throw new Error(`The graph reports no ${name}.`);
    return Number(value);
  };
  return {
    count: valueOf('analytics_batches_total'),
    seconds: valueOf('analytics_batch_seconds_total'),
  };
}

/** Of several batches between two readings, the mean. */
export function longestOf(seen: readonly Batches[]): number {
  const times = seen.slice(1).flatMap(({ count, seconds }, index) => {
    const before = seen[index] ?? { count, seconds };
    const batches = count - before.count;
    return batches > 0 ? [((seconds - before.seconds) / batches) * 1_000] : [];
  });
  if (times.length === 0) throw new Error('No batch was seen.');
  return Math.max(...times);
}
