import type { Connection } from 'mongoose';
import {
  createBusinessCalendar,
  createCalendarStore,
  type HeldCalendar,
} from '../calendar/index.ts';

/** The calendar by which a migration computes dates; version -1, below every stored one, before any is followed. */
export async function calendarNow(connection: Connection): Promise<HeldCalendar> {
  const store = createCalendarStore(connection);
  const state = await store.state();
  if (!state) return { calendar: createBusinessCalendar(), version: -1 };
  const { version, halfDaysAreBusinessDays } = state;
  const leaveDays = (await store.leaveDaysOf(version)).map(({ date }) => date);
  return { calendar: createBusinessCalendar({ leaveDays, halfDaysAreBusinessDays }), version };
}
