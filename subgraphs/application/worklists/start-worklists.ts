import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import { periodically } from '../../../lib/kit/periodically.ts';
import type { UnitProjection } from '../units/index.ts';
import { createSubjectIndexing } from './closed/index-subjects.ts';
import { createScopeRepair } from './repair-scopes.ts';

interface StartWorklistsOptions {
  connection: Connection;
  units: UnitProjection;
  /** The jobs begin when this resolves. */
  after: Promise<unknown>;
  logger: Logger;
  runs?: JobRuns | undefined;
}

/** The work lists of this process, as long as it runs. */
interface RunningWorklists {
  /** Resolves when it is known how far the scopes are repaired. */
  readonly ready: Promise<void>;
  /** May be called twice. */
  stop(): Promise<void>;
}

/** Starts to maintain that by which lists are found: the scopes of referrals, and the subjects of what is closed. */
export function startWorklists(options: StartWorklistsOptions): RunningWorklists {
  const { connection, units, ...common } = options;
  const { run, recordRead } = createScopeRepair({ connection, units });
  const repair = periodically({ name: 'repair scopes', run, everyMs: 5_000, ...common });
  const index = createSubjectIndexing(connection);
  const indexing = periodically({
    name: 'index closed subjects',
    run: index,
    everyMs: 2_000,
    ...common,
  });
  units.onChange(() => repair.wake());
  return {
    ready: recordRead,
    async stop() {
      await Promise.all([repair.stop(), indexing.stop()]);
    },
  };
}
