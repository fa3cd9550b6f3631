import { badInput, forbidden } from '../../../lib/kit/errors.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { plainText } from '../../../lib/kit/plain-text.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { FollowedCalendar } from './follow-calendar.ts';
import type { LeaveDayDocument } from './leave-day.model.ts';
import { requireLocalDate } from './require-local-date.ts';

const lengths = { name: { min: 1, max: 200 } } as const;

export type LeaveDays = ReturnType<typeof createLeaveDays>;

/** The days of administrative leave, as one viewer reads and changes them. */
export function createLeaveDays({
  viewer,
  store,
  calendar,
}: {
  viewer: Viewer;
  store: CalendarStore;
  calendar: Pick<FollowedCalendar, 'current' | 'leaveDays' | 'refresh'>;
}) {
  /** The following answers of this process reflect the change. */
  async function changing(change: Promise<LeaveDayDocument>): Promise<LeaveDayDocument> {
    const day = await change;
    await calendar.refresh().catch(() => {}); // the change is made; the next poll will read it
    return day;
  }

  return {
    all: () => [...calendar.leaveDays()],

    /** @throws `BAD_USER_INPUT` with the field; `CONFLICT` when the day is already a day of leave. */
    async add(given: { date: unknown; name: string }): Promise<LeaveDayDocument> {
      if (!viewer) throw forbidden();
      const date = requireLocalDate(given.date, 'date');
      const name = plainText(given.name, 'name', lengths.name);
      const { from, to } = calendar.current().calendar.range;
      if (date < from || date > to) {
        throw badInput('date', 'RANGE', `date must be ${from} to ${to}.`);
      }
      return changing(store.add({ date, name, by: viewer.subject }));
    },

    /** @throws `BAD_USER_INPUT` with the field; `NOT_FOUND` when the day is not a day of leave. */
    async remove(given: { date: unknown }): Promise<LeaveDayDocument> {
      if (!viewer) throw forbidden();
      const date = requireLocalDate(given.date, 'date');
      return changing(store.remove({ date, by: viewer.subject }));
    },
  };
}
