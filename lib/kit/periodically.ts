import type { Logger } from 'pino';
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
}

/**
 * Runs a job periodically, never twice at once in this process. Other processes run it too, so it must be safe to run
 * concurrently.
 */
export function periodically({ name, logger, ...options }: PeriodicJobOptions): PeriodicJob {
  const outage = createOutage({
    began: (err) => logger.error({ err, job: name }, 'a job failed; will retry'),
  });
  return repeat({ ...options, outage });
}
