import type { Connection, Types } from 'mongoose';
import { BusyError } from '../../../database/transaction.ts';
import { background } from '../../shared/background.ts';
import { alarmsDue, raise } from '../alarms.ts';
import { type ApplicationDocument, applicationModel } from '../application.model.ts';
import { localDateOf } from '../calendar/local-date.ts';
import { Desk } from '../workflow/desk.ts';
import { StaleCaseError } from '../workflow/store.ts';
import type { WorkflowDependencies } from '../workflow/workflow.ts';
import { inAnyOrder } from './in-any-order.ts';

/** Applications looked for at a time. */
const batchSize = 100;
/** One that somebody else holds on to is left for the next run. */
const patienceMs = 200;
const mostLeft = 1_000;

/**
 * Makes the job that tells, once for each application, that its promised date and that of the law have
 * passed, and raises it to the units above those that hold it. The move is stored under the version that
 * it was made on, so of several processes one tells. Only by dates of the calendar as it stands: what has
 * earlier ones is dated anew first.
 */
export function createDeadlines({
  connection,
  store,
  units,
  calendar,
}: WorkflowDependencies & { connection: Connection }) {
  const applications = applicationModel(connection).collection;

  async function due(except: readonly Types.ObjectId[]): Promise<Types.ObjectId[]> {
    const found = await applications
      .find<Pick<ApplicationDocument, '_id'>>(
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

  /** @returns whether it was this process that told something. */
  async function tell(applicationId: Types.ObjectId): Promise<boolean> {
    const found = await store.byId(applicationId);
    if (found?.application.calendarVersion !== calendar().version) return false;
    const desk = new Desk(found, { actor: null, now: new Date(), calendar, units });
    if (!tellPassedDates(desk)) return false;
    desk.finish();
    try {
      await store.commit(desk, { patienceMs });
      return true;
    } catch (error) {
      if (error instanceof StaleCaseError || error instanceof BusyError) return false;
      throw error;
    }
  }

  return async function run(signal: AbortSignal): Promise<void> {
    if (!units.loaded) return; // it could not be raised to anybody
    const faults: unknown[] = [];
    /** What the next run looks at again: somebody else was first or at it, or it failed. */
    const left: Types.ObjectId[] = [];
    while (!signal.aborted && left.length < mostLeft) {
      const batch = await due(left);
      if (batch.length === 0) break;
      for (const id of inAnyOrder(batch)) {
        if (signal.aborted) return;
        try {
          if (!(await tell(id))) left.push(id);
        } catch (error) {
          left.push(id);
          faults.push(error);
        }
      }
    }
    if (faults.length > 0) throw new AggregateError(faults, 'passed dates could not be told');
  };
}

/** Tells what has passed, and sets that it was told. @returns whether there was anything. */
function tellPassedDates(desk: Desk): boolean {
  const { application, referrals, today } = desk;
  const due = alarmsDue(application, today);
  if (due.length === 0) return false;
  const [lead, ...others] = raise(referrals, (unitId) => unitAbove(desk, unitId));
  for (const { event, told } of due) {
    application[told] = true;
    desk.tell({ event, public: false }, { unitId: lead ?? null }, others);
  }
  return true;
}

/** The unit itself where there is none above. */
function unitAbove({ units }: Desk, unitId: string): string {
  const parentId = units.get(unitId)?.parentId;
  return parentId == null ? unitId : units.current(parentId);
}
