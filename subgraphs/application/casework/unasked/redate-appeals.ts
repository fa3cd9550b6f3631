import type { Connection, Types } from 'mongoose';
import { background } from '../../../../lib/kit/background.ts';
import type { LocalDate } from '../../../../lib/kit/local-date.ts';
import { BusyError, inTransaction } from '../../../../lib/mongodb/transaction.ts';
import { CalendarRangeError, type HeldCalendar } from '../../calendar/index.ts';
import { type AppealDocument, appealDateOf, appealModel } from '../../record/index.ts';
import { say } from '../../../../lib/kit/say.ts';
import { publishRedated } from '../../events/index.ts';

/** Appeals in one transaction; a concurrent decision has to wait for that long. */
const batchSize = 100;
/** A batch that another transaction holds is left for the next run. */
const timeoutMs = 1_000;
const mostLeft = 1_000;
/** The job searches when the calendar has changed, and at this interval: another process may store a date by the earlier. */
const searchEveryMs = 60_000;
const projection = { applicationId: 1, kind: 1, appealedAt: 1 } as const;

type Dated = Pick<AppealDocument, '_id' | keyof typeof projection>;

interface RedateAppealsOptions {
  connection: Connection;
  calendar(): HeldCalendar;
}

/**
 * Creates the job that recomputes the dates of pending appeals that follow an earlier calendar, or that a process of
 * an earlier release has stored without any. A decided appeal keeps its last date. The date follows from fields that
 * never change, so each write is conditional on state and version alone: idempotent, and safe to run in several
 * processes at once and to be killed. An event that nobody is shown goes with them, for copies of the data.
 */
export function createRedatingOfAppeals(options: RedateAppealsOptions) {
  const searched: Searched = { version: -1, at: 0 };
  return (signal: AbortSignal) => redatePending(options, searched, signal);
}

/** The version of the calendar by which all appeals were found to be dated, and when. */
interface Searched {
  version: number;
  at: number;
}

async function redatePending(
  { connection, calendar }: RedateAppealsOptions,
  searched: Searched,
  signal: AbortSignal,
): Promise<void> {
  const { version } = calendar();
  const now = Date.now();
  if (version === searched.version && now < searched.at + searchEveryMs) return;
  const impossible: Types.ObjectId[] = [];
  /** Those that the next run examines again. */
  const left: Types.ObjectId[] = [];
  while (!signal.aborted && left.length < mostLeft) {
    const held = calendar();
    const batch = await findBehind(connection, held, left);
    try {
      const undatable = await redateBatch(connection, batch, held);
      impossible.push(...undatable);
      left.push(...undatable);
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      left.push(...batch.map(({ _id }) => _id));
    }
    if (batch.length < batchSize) break;
  }
  const isDone = !signal.aborted && left.length === impossible.length;
  if (isDone) Object.assign(searched, { version, at: now });
  if (impossible.length > 0) {
    throw new CalendarRangeError(
      say`The dates of pending appeals lie outside the calendar: ${impossible.join(', ')}`,
    );
  }
}

const behind = ({ version }: HeldCalendar) => ({
  state: 'PENDING' as const,
  calendarVersion: { $not: { $gte: version } },
});

const findBehind = (
  connection: Connection,
  held: HeldCalendar,
  except: readonly Types.ObjectId[],
): Promise<Dated[]> =>
  appealModel(connection)
    .collection.find<Dated>(
      { ...behind(held), _id: { $nin: [...except] } },
      { projection, limit: batchSize, comment: background },
    )
    .toArray();

/** @returns the appeals whose dates lie outside the calendar. */
async function redateBatch(
  connection: Connection,
  batch: readonly Dated[],
  held: HeldCalendar,
): Promise<Types.ObjectId[]> {
  const dated = batch.map((appeal) => ({ appeal, targetDate: dateOf(appeal, held) }));
  const possible = dated.filter(({ targetDate }) => targetDate !== null);
  const updates = possible.map(({ appeal: { _id }, targetDate }) => ({
    updateOne: {
      filter: { _id, ...behind(held) },
      update: { $set: { targetDate, calendarVersion: held.version } },
    },
  }));
  if (updates.length > 0) {
    const applicationIds = possible.map(({ appeal: { applicationId } }) => applicationId);
    await inTransaction(
      connection,
      async (session) => {
        await appealModel(connection).collection.bulkWrite(updates, { session });
        await publishRedated(connection, applicationIds, session);
      },
      { timeoutMs },
    );
  }
  return dated.flatMap(({ appeal, targetDate }) => (targetDate === null ? [appeal._id] : []));
}

/** Null if it lies outside the calendar. */
function dateOf(
  { kind, appealedAt }: Omit<Dated, '_id'>,
  { calendar }: HeldCalendar,
): LocalDate | null {
  try {
    return appealDateOf(kind, appealedAt, calendar);
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
}
