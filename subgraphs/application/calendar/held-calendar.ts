import type { BusinessCalendar } from './business-calendar.ts';

/** The calendar in force, with the version that stored dates refer to. */
export interface HeldCalendar {
  readonly calendar: BusinessCalendar;
  /** Grows whenever a day of leave is added or removed, and when the rule for half days changes. */
  readonly version: number;
}
