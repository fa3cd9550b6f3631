import { type ClientSession, type Connection, Types } from 'mongoose';
import { inTransaction } from '../../../lib/mongodb/transaction.ts';
import { clientError, notFound, unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { background } from '../../../lib/kit/background.ts';
import { type CalendarStateDocument, calendarStateModel } from './calendar-state.model.ts';
import { type LeaveDayDocument, leaveDayModel } from './leave-day.model.ts';
import type { LocalDate } from '../../../lib/kit/local-date.ts';

/** The store of the days of leave and the version of the calendar. */
export interface CalendarStore {
  /** Null before any process has followed the calendar. */
  state(): Promise<CalendarStateDocument | null>;
  /** Makes the calendar count half days in this way, and returns its state. */
  adopt(halfDaysAreBusinessDays: boolean): Promise<CalendarStateDocument>;
  /** The days of leave of one version, earliest first, also when there are later versions. */
  leaveDaysOf(version: number): Promise<LeaveDayDocument[]>;
  /** @throws `CONFLICT` when the day is already a day of leave. */
  add(day: AddedDay): Promise<LeaveDayDocument>;
  /** @throws `NOT_FOUND` when the day is not a day of leave. */
  remove(day: RemovedDay): Promise<LeaveDayDocument>;
}

interface AddedDay {
  date: LocalDate;
  name: string;
  by: string;
}

interface RemovedDay {
  date: LocalDate;
  by: string;
}

const _id = 'calendar';

/** The calendar for which demonstration data are made. */
const first = { version: 0, halfDaysAreBusinessDays: true };

export function createCalendarStore(connection: Connection): CalendarStore {
  return {
    state: () =>
      calendarStateModel(connection)
        .findOne({ _id })
        .comment(background)
        .lean<CalendarStateDocument>(),
    adopt: (halfDaysAreBusinessDays) => adopt(connection, halfDaysAreBusinessDays),
    leaveDaysOf: (version) => leaveDaysOf(connection, version),
    add: (day) => inTransaction(connection, (session) => add(connection, day, session)),
    remove: (day) => inTransaction(connection, (session) => remove(connection, day, session)),
  };
}

async function adopt(
  connection: Connection,
  halfDaysAreBusinessDays: boolean,
): Promise<CalendarStateDocument> {
  const states = calendarStateModel(connection);
  const changedAt = new Date();
  await states.updateOne({ _id }, { $setOnInsert: { ...first, changedAt } }, { upsert: true });
  await states.updateOne(
    { _id, halfDaysAreBusinessDays: !halfDaysAreBusinessDays },
    { $set: { halfDaysAreBusinessDays, changedAt }, $inc: { version: 1 } },
  );
  const state = await states.findOne({ _id }).lean<CalendarStateDocument>();
  if (!state) throw unavailable(say`The calendar`);
  return state;
}

const leaveDaysOf = (connection: Connection, version: number): Promise<LeaveDayDocument[]> =>
  leaveDayModel(connection)
    .find({
      addedIn: { $lte: version },
      $or: [{ removedIn: null }, { removedIn: { $gt: version } }],
    })
    .sort({ date: 1 })
    .lean<LeaveDayDocument[]>();

async function add(
  connection: Connection,
  { date, name, by: addedBy }: AddedDay,
  session: ClientSession,
): Promise<LeaveDayDocument> {
  const addedAt = new Date();
  const addedIn = await nextVersion(connection, addedAt, session);
  if (await inForce(connection, date, session)) {
    const message = say`${date} is a day of administrative leave already.`;
    throw clientError('CONFLICT', message, { field: 'date' });
  }
  const _id = new Types.ObjectId();
  const never = { removedIn: null, removedAt: null, removedBy: null };
  const day = { _id, date, name, addedIn, addedAt, addedBy, ...never };
  await leaveDayModel(connection).collection.insertOne(day, { session });
  return day;
}

async function remove(
  connection: Connection,
  { date, by: removedBy }: RemovedDay,
  session: ClientSession,
): Promise<LeaveDayDocument> {
  const removedAt = new Date();
  const removedIn = await nextVersion(connection, removedAt, session);
  const day = await inForce(connection, date, session);
  if (!day) throw notFound(say`day of leave`);
  const removed = { removedIn, removedAt, removedBy };
  await leaveDayModel(connection).updateOne({ _id: day._id }, { $set: removed }, { session });
  return { ...day, ...removed };
}

/** Every change of the calendar writes to its state: of two at once, one is retried. */
async function nextVersion(connection: Connection, at: Date, session: ClientSession) {
  const state = await calendarStateModel(connection)
    .findOneAndUpdate(
      { _id },
      { $inc: { version: 1 }, $set: { changedAt: at } },
      { returnDocument: 'after', session },
    )
    .lean<CalendarStateDocument>();
  if (!state) throw unavailable(say`The calendar`);
  return state.version;
}

const inForce = (connection: Connection, date: LocalDate, session: ClientSession) =>
  leaveDayModel(connection)
    .findOne({ date, removedIn: null }, null, { session })
    .lean<LeaveDayDocument>();
