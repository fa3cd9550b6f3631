import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import { type PeriodicJob, periodically } from '../../../lib/kit/periodically.ts';
import { createRehashing, type RehashOptions } from './rehash-citizens.ts';

interface StartRehashingOptions extends RehashOptions {
  /** The first run begins when this resolves. */
  after: Promise<unknown>;
  runs?: JobRuns | undefined;
}

/** Starts to rehash identity numbers under the current version of the key. */
export const startRehashing = ({ after, runs, ...options }: StartRehashingOptions): PeriodicJob =>
  periodically({
    name: 'rehash citizens',
    run: createRehashing(options),
    everyMs: 10 * 60_000,
    after,
    logger: options.logger,
    runs,
  });
