import { addDays, type LocalDate } from '../../../lib/kit/local-date.ts';
import type { HeldCalendar } from '../calendar/index.ts';
import type { BusinessDays } from '../schema-types.ts';

/** The days of the last calendars, computed once for each. */
const known = new WeakMap<HeldCalendar['calendar'], BusinessDays>();

/** Every day of a calendar, with the number of business days up to and including it. */
export function businessDaysOf({ calendar, version }: HeldCalendar): BusinessDays {
  let days = known.get(calendar);
  if (!days) known.set(calendar, (days = { version, days: countedDays(calendar) }));
  return days;
}

function countedDays(calendar: HeldCalendar['calendar']): BusinessDays['days'] {
  const { from, to } = calendar.range;
  const days: BusinessDays['days'] = [];
  let ordinal = 0;
  for (let date: LocalDate = from; date <= to; date = addDays(date, 1)) {
    const isBusinessDay = calendar.isBusinessDay(date);
    if (isBusinessDay) ordinal += 1;
    days.push({ date, ordinal, isBusinessDay });
  }
  return days;
}
