/** The runs of one periodic job so far. */
interface RunsOfJob {
  readonly name: string;
  succeeded: number;
  failed: number;
  /** The time that they took together. */
  ms: number;
  /** When the last one that succeeded ended, or the first one was awaited, by `performance.now()`. */
  lastSuccessAt: number;
}

/** Counts the runs of the periodic jobs of one subgraph. */
export class JobRuns {
  readonly all: RunsOfJob[] = [];

  /** Watches the runs of a job. @returns a function that has the same effect as `run`. */
  watch<Result>(
    name: string,
    run: (signal: AbortSignal) => Promise<Result>,
  ): (signal: AbortSignal) => Promise<Result> {
    const runs = { name, succeeded: 0, failed: 0, ms: 0, lastSuccessAt: performance.now() };
    this.all.push(runs);
    return async (signal) => {
      const startedAt = performance.now();
      try {
        const result = await run(signal);
        runs.succeeded += 1;
        runs.lastSuccessAt = performance.now();
        return result;
      } catch (error) {
        if (!signal.aborted) runs.failed += 1;
        throw error;
      } finally {
        runs.ms += performance.now() - startedAt;
      }
    };
  }
}
