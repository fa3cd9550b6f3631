import type { Connection } from 'mongoose';
import type { LocalDate } from '../../../lib/kit/local-date.ts';
import { createBusinessCalendar, type HeldCalendar } from '../calendar/index.ts';

interface StoredState {
  _id: string;
  version: number;
  halfDaysAreBusinessDays: boolean;
}

interface StoredLeaveDay {
  date: LocalDate;
  addedIn: number;
  removedIn: number | null;
}

/** The calendar by which a migration computes dates; version -1, below every stored one, before any is followed. */
export async function calendarNow(connection: Connection): Promise<HeldCalendar> {
  const state = await connection.collection<StoredState>('calendar').findOne({ _id: 'calendar' });
  if (!state) return { calendar: createBusinessCalendar(), version: -1 };
  const { version, halfDaysAreBusinessDays } = state;
  const inForce = await connection
    .collection<StoredLeaveDay>('leaveDays')
    .find({
      addedIn: { $lte: version },
      $or: [{ removedIn: null }, { removedIn: { $gt: version } }],
    })
    .toArray();
  const leaveDays = inForce.map(({ date }) => date);
  return { calendar: createBusinessCalendar({ leaveDays, halfDaysAreBusinessDays }), version };
}
