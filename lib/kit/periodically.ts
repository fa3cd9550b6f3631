import type { Logger } from 'pino';
import type { JobRuns } from './job-runs.ts';
import { createOutage } from './outage.ts';
import { repeat, type Repeated } from './repeat.ts';

/** A scheduled job: `wake` runs it soon, without waiting for the interval. */
export type PeriodicJob = Repeated;

interface PeriodicJobOptions {
  /** For the log. */
  name: string;
  everyMs: number;
  /** The first run begins when this resolves. */
  after: Promise<unknown>;
  /** One run; ends early when the signal is aborted. An error is logged and the job is run again. */
  run(signal: AbortSignal): Promise<void>;
  logger: Logger;
  /** Counts its runs, for metrics. */
  runs?: JobRuns | undefined;
}

/**
 * Runs a job periodically, never twice at once in this process. Other processes run it too, so it must be safe to run
 * concurrently.
 */
export function periodically({ name, logger, runs, ...options }: PeriodicJobOptions): PeriodicJob {
  const outage = createOutage({
    began: (err) => logger.error({ err, job: name }, 'a job failed; will retry'),
  });
  const run = runs ? runs.watch(name, options.run) : options.run;
  return repeat({ ...options, run, outage });
}
