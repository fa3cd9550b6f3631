import type { BusinessCalendar } from './business-calendar.ts';

/** The calendar as it stands, with the version by which stored dates tell that they followed it. */
export interface HeldCalendar {
  readonly calendar: BusinessCalendar;
  /** Grows whenever a day of leave is added or removed, and when half days come to count otherwise. */
  readonly version: number;
}
