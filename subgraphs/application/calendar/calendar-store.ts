import { type ClientSession, type Connection, Types } from 'mongoose';
import { inTransaction } from '../../../lib/mongodb/transaction.ts';
import { clientError, notFound, unavailable } from '../../../lib/kit/errors.ts';
import { background } from '../../../lib/kit/background.ts';
import { type CalendarStateDocument, calendarStateModel } from './calendar-state.model.ts';
import { type LeaveDayDocument, leaveDayModel } from './leave-day.model.ts';
import type { LocalDate } from './local-date.ts';

/** Where the days of leave and the version of the calendar are stored. */
export interface CalendarStore {
  /** Null before anybody has followed the calendar. */
  state(): Promise<CalendarStateDocument | null>;
  /** The state, after the calendar was made to count half days in this way. */
  adopt(halfDaysAreBusinessDays: boolean): Promise<CalendarStateDocument>;
  /** The days of leave of one version, the earliest first, also when there are later versions. */
  leaveDaysOf(version: number): Promise<LeaveDayDocument[]>;
  /** @throws `CONFLICT` when the day is one of leave already. */
  add(day: { date: LocalDate; name: string; by: string }): Promise<LeaveDayDocument>;
  /** @throws `NOT_FOUND` when the day is none of leave. */
  remove(day: { date: LocalDate; by: string }): Promise<LeaveDayDocument>;
}

const _id = 'calendar';

/** The calendar that demonstration data are made by. */
const first = { version: 0, halfDaysAreBusinessDays: true };

export function createCalendarStore(connection: Connection): CalendarStore {
  const states = calendarStateModel(connection);
  const days = leaveDayModel(connection);

  /** Whoever changes the calendar writes to its state: of two at once one begins anew. */
  async function nextVersion(session: ClientSession, at: Date): Promise<number> {
    const state = await states
      .findOneAndUpdate(
        { _id },
        { $inc: { version: 1 }, $set: { changedAt: at } },
        { returnDocument: 'after', session },
      )
      .lean<CalendarStateDocument>();
    if (!state) throw unavailable('The calendar');
    return state.version;
  }

  const inForce = (date: LocalDate, session: ClientSession) =>
    days.findOne({ date, removedIn: null }, null, { session }).lean<LeaveDayDocument>();

  return {
    state: () => states.findOne({ _id }).comment(background).lean<CalendarStateDocument>(),

    async adopt(halfDaysAreBusinessDays) {
      const changedAt = new Date();
      await states.updateOne({ _id }, { $setOnInsert: { ...first, changedAt } }, { upsert: true });
      await states.updateOne(
        { _id, halfDaysAreBusinessDays: !halfDaysAreBusinessDays },
        { $set: { halfDaysAreBusinessDays, changedAt }, $inc: { version: 1 } },
      );
      const state = await states.findOne({ _id }).lean<CalendarStateDocument>();
      if (!state) throw unavailable('The calendar');
      return state;
    },

    leaveDaysOf: (version) =>
      days
        .find({
          addedIn: { $lte: version },
          $or: [{ removedIn: null }, { removedIn: { $gt: version } }],
        })
        .sort({ date: 1 })
        .lean<LeaveDayDocument[]>(),

    add: ({ date, name, by: addedBy }) =>
      inTransaction(connection, async (session) => {
        const addedAt = new Date();
        const addedIn = await nextVersion(session, addedAt);
        if (await inForce(date, session)) {
          const message = `${date} is a day of administrative leave already.`;
          throw clientError('CONFLICT', message, { field: 'date' });
        }
        const _id = new Types.ObjectId();
        const never = { removedIn: null, removedAt: null, removedBy: null };
        const day = { _id, date, name, addedIn, addedAt, addedBy, ...never };
        await days.collection.insertOne(day, { session });
        return day;
      }),

    remove: ({ date, by: removedBy }) =>
      inTransaction(connection, async (session) => {
        const removedAt = new Date();
        const removedIn = await nextVersion(session, removedAt);
        const day = await inForce(date, session);
        if (!day) throw notFound('day of leave');
        const removed = { removedIn, removedAt, removedBy };
        await days.updateOne({ _id: day._id }, { $set: removed }, { session });
        return { ...day, ...removed };
      }),
  };
}
