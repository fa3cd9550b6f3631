import type { Connection, mongo, Types } from 'mongoose';
import { background } from '../../../../lib/kit/background.ts';
import { CalendarRangeError, type HeldCalendar, type LocalDate } from '../../calendar/index.ts';
import { type AppealDocument, appealDateOf, appealModel } from '../../record/index.ts';
import { say } from '../../../../lib/kit/say.ts';

/** Appeals in one command. */
const batchSize = 500;
const mostLeft = 1_000;
/** The job searches when the calendar has changed, and at this interval: another process may store a date by the earlier. */
const searchEveryMs = 60_000;
const projection = { kind: 1, appealedAt: 1 } as const;

type Dated = Pick<AppealDocument, '_id' | keyof typeof projection>;

interface RedateAppealsOptions {
  connection: Connection;
  calendar(): HeldCalendar;
}

/**
 * Creates the job that recomputes the dates of pending appeals that follow an earlier calendar, or that a process of
 * an earlier release has stored without any. A decided appeal keeps its last date. The date follows from fields that
 * never change, so each write is conditional on state and version alone: idempotent, and safe to run in several
 * processes at once and to be killed.
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
  const appeals = appealModel(connection).collection;
  const impossible: Types.ObjectId[] = [];
  while (!signal.aborted && impossible.length < mostLeft) {
    const held = calendar();
    const behind = { state: 'PENDING', calendarVersion: { $not: { $gte: held.version } } };
    const batch: Dated[] = await appeals
      .find<Dated>(
        { ...behind, _id: { $nin: impossible } },
        { projection, limit: batchSize, comment: background },
      )
      .toArray();
    const updates: mongo.AnyBulkWriteOperation[] = [];
    for (const { _id, ...appeal } of batch) {
      const targetDate = dateOf(appeal, held);
      if (targetDate === null) impossible.push(_id);
      else updates.push(setting({ _id, ...behind }, { targetDate, calendarVersion: held.version }));
    }
    if (updates.length > 0)
      await appeals.bulkWrite(updates, { ordered: false, comment: background });
    if (batch.length < batchSize) break;
  }
  if (!signal.aborted) Object.assign(searched, { version, at: now });
  if (impossible.length > 0) {
    throw new CalendarRangeError(
      say`The dates of pending appeals lie outside the calendar: ${impossible.join(', ')}`,
    );
  }
}

const setting = (filter: object, $set: object): mongo.AnyBulkWriteOperation => ({
  updateOne: { filter, update: { $set } },
});

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
