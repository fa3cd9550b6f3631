/** The pause after a batch that changed nothing, and the longest after any. */
export const usualPauseMs = 1_000;

/** After a batch with changes, others probably follow: the pause is shorter, as far as following takes little work. */
const shortestPauseMs = 250;
/** Batches that follow one another take at most a fifth of the time of a core. */
const pausesOfWork = 4;

/** Counts what was followed. */
export interface BatchCounts {
  batches: number;
  /** How long all of them have taken, from the request for changes until they were visible. */
  batchSeconds: number;
}

/** Counts a batch. @returns the pause after it. */
export function countBatch(
  counts: BatchCounts,
  { tookMs, isChanged, everyMs }: { tookMs: number; isChanged: boolean; everyMs: number },
): number {
  counts.batches += 1;
  counts.batchSeconds += tookMs / 1_000;
  if (!isChanged) return everyMs;
  return Math.min(everyMs, Math.max(shortestPauseMs, tookMs * pausesOfWork));
}
