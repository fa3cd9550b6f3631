import type { Connection, Types } from 'mongoose';
import { background } from '../../../../lib/kit/background.ts';
import { localDateOf } from '../../../../lib/kit/local-date.ts';
import { unitAbove } from '../../../../lib/kit/unit-lineage.ts';
import {
  alarmsDue,
  raise,
  type ApplicationDocument,
  applicationModel,
} from '../../record/index.ts';
import type { Desk } from '../desk.ts';
import type { WorkflowDependencies } from '../workflow-dependencies.ts';
import { moveEach } from './unasked-moves.ts';

/** Applications read at a time. */
const batchSize = 100;
const mostLeft = 1_000;

interface DeadlinesDependencies extends WorkflowDependencies {
  connection: Connection;
}

/**
 * Creates the job that records, once for each application, that its target date and its statutory date have
 * passed, and raises it to the units above those that hold it. It uses only dates of the current calendar:
 * applications with earlier ones are redated first.
 */
export function createDeadlines(dependencies: DeadlinesDependencies) {
  return (signal: AbortSignal) => reportEach(dependencies, signal);
}

async function reportEach(dependencies: DeadlinesDependencies, signal: AbortSignal): Promise<void> {
  const { units, calendar } = dependencies;
  if (!units.loaded) return; // nobody to raise it to yet
  const report = (desk: Desk): boolean =>
    desk.application.calendarVersion === calendar().version && reportPassedDates(desk);
  const faults: unknown[] = [];
  /** Applications that the next run examines again. */
  const left: Types.ObjectId[] = [];
  while (!signal.aborted && left.length < mostLeft) {
    const batch = await findDue(dependencies, left);
    if (batch.length === 0) break;
    const outcome = await moveEach(dependencies, batch, report, signal);
    left.push(...outcome.left);
    faults.push(...outcome.faults);
  }
  if (faults.length > 0) throw new AggregateError(faults, 'passed dates could not be reported');
}

async function findDue(
  { connection, calendar }: DeadlinesDependencies,
  except: readonly Types.ObjectId[],
): Promise<Types.ObjectId[]> {
  const found = await applicationModel(connection)
    .collection.find<Pick<ApplicationDocument, '_id'>>(
      {
        alarmOn: { $type: 'string', $lte: localDateOf(new Date()) },
        calendarVersion: calendar().version,
        _id: { $nin: [...except] },
      },
      { projection: { _id: 1 }, comment: background },
    )
    .limit(batchSize)
    .toArray();
  return found.map(({ _id }) => _id);
}

/** Reports the dates that have passed and marks them as reported. @returns whether there were any. */
export function reportPassedDates(desk: Desk): boolean {
  const { application, referrals, today, units } = desk;
  const due = alarmsDue(application, today);
  if (due.length === 0) return false;
  const [lead, ...others] = raise(referrals, (unitId) => unitAbove(application, unitId, units));
  for (const { event, reportedField } of due) {
    application[reportedField] = true;
    desk.addEntry({ event, public: false }, { unitId: lead ?? null }, others);
  }
  return true;
}
