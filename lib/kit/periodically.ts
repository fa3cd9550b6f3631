import type { Logger } from 'pino';
import { createOutage } from './outage.ts';
import { repeat, type Repeated } from './repeat.ts';

/** A job under way: `wake` runs it soon, without waiting for its turn. */
export type PeriodicJob = Repeated;

export interface PeriodicJobOptions {
  /** For the log. */
  name: string;
  everyMs: number;
  /** Begins after this. */
  after: Promise<unknown>;
  /** Once; gives up early when the signal is aborted. What it throws is logged, and it is run again. */
  run(signal: AbortSignal): Promise<void>;
  logger: Logger;
}

/**
 * Runs a job again and again, never twice at once in this process. Other processes run it too: what it
 * does must bear that.
 */
export function periodically({ name, logger, ...options }: PeriodicJobOptions): PeriodicJob {
  const outage = createOutage({
    began: (err) => logger.error({ err, job: name }, 'a job failed; will retry'),
  });
  return repeat({ ...options, outage });
}
