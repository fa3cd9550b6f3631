import { type LocalDate, addDays, daysBetween, startOfDay } from '../../lib/kit/local-date.ts';
import type { BusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import type { Random } from '../random.ts';
import { firstDay } from './filing-times.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** The hours in which offices work, as milliseconds of the day in Türkiye. */
const opensMs = 8.5 * 60 * minuteMs;
const closesMs = 17.5 * 60 * minuteMs;

/** Work that has waited overnight is done within this many minutes of opening, on average. */
const morningBacklogMinutes = 50;
const longestBacklogMinutes = 300;

export interface OfficeHours {
  /** The first instant after the last day: nothing happens from here on. */
  horizonMs: number;
  /** The same instant when offices work then, otherwise one in the next working morning. */
  next(atMs: number, random: Random): number;
}

/** Office hours from the first day of filing to `until`. */
export function createOfficeHours(calendar: BusinessCalendar, until: LocalDate): OfficeHours {
  const startMs = startOfDay(firstDay).getTime();
  const days = daysBetween(firstDay, until) + 1;
  const horizonMs = startMs + days * dayMs;
  /** For each day the next one, itself included, on which offices work. */
  const workingDay = new Int32Array(days + 1).fill(days);
  for (let day = days - 1; day >= 0; day -= 1) {
    workingDay[day] = calendar.isBusinessDay(addDays(firstDay, day))
      ? day
      : (workingDay[day + 1] ?? days);
  }

  return {
    horizonMs,
    next(atMs, random) {
      if (atMs >= horizonMs) return atMs;
      const day = Math.floor((atMs - startMs) / dayMs);
      const timeMs = atMs - startMs - day * dayMs;
      const works = workingDay[day] === day;
      if (works && timeMs >= opensMs && timeMs < closesMs) return atMs;
      const morning = works && timeMs < opensMs ? day : (workingDay[day + 1] ?? days);
      const backlogMinutes = Math.min(
        random.exponential(morningBacklogMinutes),
        longestBacklogMinutes,
      );
      return startMs + morning * dayMs + opensMs + Math.floor(backlogMinutes * minuteMs);
    },
  };
}
