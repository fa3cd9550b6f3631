import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Peers } from '../../../lib/federation/peers.ts';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import { periodically } from '../../../lib/kit/periodically.ts';
import type { FollowedCalendar } from '../calendar/index.ts';
import { notificationTimesOf } from '../notifications/index.ts';
import type { UnitProjection } from '../units/index.ts';
import { createOutside } from './outside.ts';
import { type CaseStore, createCaseStore } from './store.ts';
import { createUnitOfficers } from './unit-officers.ts';
import { createLeaving } from './unasked/leave-units.ts';
import { createReaddressing } from './unasked/readdress-appeals.ts';
import { createRedatingOfAppeals } from './unasked/redate-appeals.ts';
import { createRedating } from './unasked/redate-open.ts';
import { createDeadlines } from './unasked/report-passed-dates.ts';
import { createWorkflow, type Workflow } from './workflow.ts';

interface StartCaseworkOptions {
  connection: Connection;
  settings: Parameters<typeof notificationTimesOf>[0];
  units: UnitProjection;
  peers: Peers;
  calendar: FollowedCalendar;
  /** Called after each move and filing: the applicant may have to be notified. */
  onStored(): void;
  logger: Logger;
  runs?: JobRuns | undefined;
}

/** The casework of this process, as long as it runs. */
export interface RunningCasework {
  readonly store: CaseStore;
  readonly workflow: Workflow;
  /** Ends the jobs. May be called twice. */
  stop(): Promise<void>;
}

/** Starts the jobs that move cases unasked, which wait for the calendar, and makes the workflow for people. */
export function startCasework(options: StartCaseworkOptions): RunningCasework {
  const { connection, settings, units, peers, calendar, onStored, logger, runs } = options;
  const times = notificationTimesOf(settings);
  const store = createCaseStore(connection, { onStored, times });
  const officers = createUnitOfficers(connection, units);
  const held = { store, units, calendar: () => calendar.current() };
  const common = { after: calendar.ready, logger, runs };
  const clockJobs = [
    { name: 'redate open applications', run: createRedating({ ...held, connection, logger }) },
    { name: 'redate pending appeals', run: createRedatingOfAppeals({ ...held, connection }) },
    { name: 'report passed dates', run: createDeadlines({ ...held, connection }) },
  ].map((job) => periodically({ everyMs: 1_000, ...job, ...common }));
  const unitJobs = [
    { name: 'leave units', run: createLeaving({ ...held, connection }), everyMs: 5_000 },
    {
      name: 'readdress appeals',
      run: createReaddressing({ connection, units }),
      everyMs: 60_000,
    },
  ].map((job) => periodically({ ...job, ...common }));
  units.onChange(() => unitJobs.forEach((job) => job.wake()));
  return {
    store,
    workflow: createWorkflow({ ...held, officers, outside: createOutside({ peers, officers }) }),
    async stop() {
      await Promise.all([...clockJobs, ...unitJobs].map((job) => job.stop()));
    },
  };
}
