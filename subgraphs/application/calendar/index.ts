/** Business days, holidays and administrative leave: the calendar by which dates are counted. */

export {
  type BusinessCalendar,
  CalendarRangeError,
  createBusinessCalendar,
} from './business-calendar.ts';
export { calendarStateModel } from './calendar-state.model.ts';
export { type CalendarStore, createCalendarStore } from './calendar-store.ts';
export { followCalendar, type FollowedCalendar } from './follow-calendar.ts';
export type { HeldCalendar } from './held-calendar.ts';
export { inKnownYears, isOutsideKnownYears } from './known-years.ts';
export { type LeaveDayDocument, leaveDayModel } from './leave-day.model.ts';
export { createLeaveDays, type LeaveDays } from './leave-days.ts';
export { calendarSettings } from './settings.ts';
