import { checkAll } from '../../../lib/kit/check-all.ts';
import { forbidden } from '../../../lib/kit/errors.ts';
import { requireLocalDate } from '../../../lib/kit/local-date.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { plainName } from '../../../lib/kit/plain-text.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { FollowedCalendar } from './follow-calendar.ts';
import type { LeaveDayDocument } from './leave-day.model.ts';

const lengths = { name: { min: 1, max: 200 } } as const;

interface LeaveDaysDependencies {
  viewer: Viewer;
  store: CalendarStore;
  calendar: Pick<FollowedCalendar, 'current' | 'leaveDays' | 'refresh'>;
}

/** The days of administrative leave, as one viewer reads and changes them. */
export interface LeaveDays {
  /** Those in force, earliest first. @throws `UNAVAILABLE` until the calendar has been read. */
  all(): LeaveDayDocument[];
  /** @throws `BAD_USER_INPUT` with the field; `CONFLICT` when the day is already a day of leave. */
  add(given: { date: unknown; name: string }): Promise<LeaveDayDocument>;
  /** @throws `BAD_USER_INPUT` with the field; `NOT_FOUND` when the day is not a day of leave. */
  remove(given: { date: unknown }): Promise<LeaveDayDocument>;
}

export function createLeaveDays(dependencies: LeaveDaysDependencies): LeaveDays {
  return {
    all: () => [...dependencies.calendar.leaveDays()],
    add: (given) => add(dependencies, given),
    remove: (given) => remove(dependencies, given),
  };
}

async function add(
  { viewer, store, calendar }: LeaveDaysDependencies,
  given: { date: unknown; name: string },
): Promise<LeaveDayDocument> {
  if (!viewer) throw forbidden();
  const { range } = calendar.current().calendar;
  const { date, name } = checkAll({
    date: () => requireLocalDate(given.date, 'date', range),
    name: () => plainName(given.name, 'name', lengths.name),
  });
  return applied(calendar, await store.add({ date, name, by: viewer.subject }));
}

async function remove(
  { viewer, store, calendar }: LeaveDaysDependencies,
  given: { date: unknown },
): Promise<LeaveDayDocument> {
  if (!viewer) throw forbidden();
  const date = requireLocalDate(given.date, 'date');
  return applied(calendar, await store.remove({ date, by: viewer.subject }));
}

/** Has the following answers of this process reflect a change that is stored. */
async function applied(
  calendar: LeaveDaysDependencies['calendar'],
  day: LeaveDayDocument,
): Promise<LeaveDayDocument> {
  await calendar.refresh().catch(() => {}); // the change is made; the next poll will read it
  return day;
}
