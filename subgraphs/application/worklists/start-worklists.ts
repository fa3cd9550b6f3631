import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { periodically } from '../../../lib/kit/periodically.ts';
import type { UnitProjection } from '../units/index.ts';
import { createScopeRepair } from './repair-scopes.ts';

interface StartWorklistsOptions {
  connection: Connection;
  units: UnitProjection;
  /** The repair begins when this resolves. */
  after: Promise<unknown>;
  logger: Logger;
}

/** The work lists of this process, as long as it runs. */
export interface RunningWorklists {
  /** Resolves when it is known how far the scopes are repaired. */
  readonly ready: Promise<void>;
  /** May be called twice. */
  stop(): Promise<void>;
}

/** Starts to repair the stored scopes by which the inboxes of units are found. */
export function startWorklists(options: StartWorklistsOptions): RunningWorklists {
  const { connection, units, after, logger } = options;
  const { run, recordRead } = createScopeRepair({ connection, units });
  const repair = periodically({ name: 'repair scopes', run, everyMs: 5_000, after, logger });
  units.onChange(() => repair.wake());
  return { ready: recordRead, stop: () => repair.stop() };
}
