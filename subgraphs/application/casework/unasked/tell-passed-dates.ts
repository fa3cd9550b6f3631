import type { Connection, Types } from 'mongoose';
import { background } from '../../../../lib/kit/background.ts';
import {
  alarmsDue,
  raise,
  type ApplicationDocument,
  applicationModel,
  unitAbove,
} from '../../record/index.ts';
import { localDateOf } from '../../calendar/index.ts';
import type { Desk } from '../desk.ts';
import type { WorkflowDependencies } from '../workflow.ts';
import { moveEach } from './unasked-moves.ts';

/** Applications looked for at a time. */
const batchSize = 100;
const mostLeft = 1_000;

interface DeadlinesDependencies extends WorkflowDependencies {
  connection: Connection;
}

/**
 * Makes the job that records, once for each application, that its promised date and that of the law have
 * passed, and raises it to the units above those that hold it. Only by dates of the calendar as it stands:
 * what has earlier ones is dated anew first.
 */
export function createDeadlines(dependencies: DeadlinesDependencies) {
  return (signal: AbortSignal) => tellEach(dependencies, signal);
}

async function tellEach(dependencies: DeadlinesDependencies, signal: AbortSignal): Promise<void> {
  const { units, calendar } = dependencies;
  if (!units.loaded) return; // it could not be raised to anybody
  const tell = (desk: Desk): boolean =>
    desk.application.calendarVersion === calendar().version && tellPassedDates(desk);
  const faults: unknown[] = [];
  /** What the next run looks at again. */
  const left: Types.ObjectId[] = [];
  while (!signal.aborted && left.length < mostLeft) {
    const batch = await findDue(dependencies, left);
    if (batch.length === 0) break;
    const outcome = await moveEach(dependencies, batch, tell, signal);
    left.push(...outcome.left);
    faults.push(...outcome.faults);
  }
  if (faults.length > 0) throw new AggregateError(faults, 'passed dates could not be told');
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

/** Tells what has passed, and sets that it was told. @returns whether there was anything. */
export function tellPassedDates(desk: Desk): boolean {
  const { application, referrals, today, units } = desk;
  const due = alarmsDue(application, today);
  if (due.length === 0) return false;
  const [lead, ...others] = raise(referrals, (unitId) => unitAbove(application, unitId, units));
  for (const { event, told } of due) {
    application[told] = true;
    desk.tell({ event, public: false }, { unitId: lead ?? null }, others);
  }
  return true;
}
