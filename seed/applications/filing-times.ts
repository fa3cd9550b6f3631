import { type LocalDate, addDays, daysBetween, startOfDay } from '../../lib/kit/local-date.ts';
import type { BusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { sequenceSize } from '../../subgraphs/application/numbers/index.ts';

export const firstDay: LocalDate = '2024-01-02';
export const defaultUntil: LocalDate = '2026-11-15';

const hourMs = 3_600_000;
const hoursPerDay = 24;

/** The weight of a day, relative to a business day. */
const dayWeights = { businessDay: 1, saturday: 0.42, sunday: 0.36, holiday: 0.3 } as const;

/** The times of day at which people file, hour by hour: most in office hours, nearly all online. */
const hourWeights: readonly number[] = [
  14, 8, 5, 3, 3, 5, 10, 24, 52, 88, 100, 98, 80, 86, 94, 92, 84, 66, 46, 42, 40, 38, 32, 22,
];

/** Millions a year, as reported; a later year is assumed to equal the last known one. */
const yearlyVolume: Readonly<Record<number, number>> = { 2024: 4.59, 2025: 5.5 };
const laterVolume = 5.9;

/** One year's part of the applications: those from index `first` on, `count` of them. */
export interface FilingYear {
  year: number;
  first: number;
  count: number;
}

export interface FilingTimes {
  years: readonly FilingYear[];
  /** The year in which this application is filed. */
  yearOf(index: number): FilingYear;
  /**
   * When it is filed, in milliseconds; a higher index is never earlier. `fraction` (0 up to 1) places
   * it within its share of the year.
   */
  filedAt(index: number, fraction: number): number;
}

interface FilingTimesOptions {
  applications: number;
  /** The last day of filing. */
  until: LocalDate;
  calendar: BusinessCalendar;
}

/**
 * Spreads the applications over the days from `firstDay` to `until`. @throws RangeError when they
 * exceed the numbers of the years, or `until` comes before the first day.
 */
export function createFilingTimes({
  applications,
  until,
  calendar,
}: FilingTimesOptions): FilingTimes {
  if (!(until >= firstDay)) throw new RangeError(`until must be ${firstDay} or later`);
  const curves = curvesByYear(until, calendar);
  const counts = shareOut(
    applications,
    curves.map(({ weight }) => weight),
  );
  let first = 0;
  const parts = curves.map((curve, position) => {
    const count = counts[position] ?? 0;
    const part = { ...curve, first, count };
    first += count;
    return part;
  });

  function partOf(index: number) {
    const part = parts.find((part) => index < part.first + part.count);
    if (!part || index < 0) throw new RangeError(`there is no application ${index}`);
    return part;
  }

  return {
    years: parts.map(({ year, first, count }) => ({ year, first, count })),
    yearOf: partOf,
    filedAt(index, fraction) {
      const { first, count, startMs, bounds } = partOf(index);
      const total = bounds.at(-1) ?? 0;
      const point = ((index - first + fraction) / count) * total;
      let low = 0;
      let high = bounds.length - 2;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (point < (bounds[middle + 1] ?? total)) high = middle;
        else low = middle + 1;
      }
      const from = bounds[low] ?? 0;
      const within = (point - from) / ((bounds[low + 1] ?? total) - from);
      return startMs + Math.min(Math.floor((low + within) * hourMs), (low + 1) * hourMs - 1);
    },
  };
}

interface Curve {
  year: number;
  /** The weight of the year, relative to the other years. */
  weight: number;
  /** Midnight of its first day in Türkiye. */
  startMs: number;
  /** For each hour the weight of the hours before it, and of all at the end. */
  bounds: Float64Array;
}

function curvesByYear(until: LocalDate, calendar: BusinessCalendar): Curve[] {
  const curves: Curve[] = [];
  for (let year = Number(firstDay.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) {
    const from = year === Number(firstDay.slice(0, 4)) ? firstDay : `${year}-01-01`;
    const to = `${year}-12-31` < until ? `${year}-12-31` : until;
    const days = daysBetween(from, to) + 1;
    const bounds = new Float64Array(days * hoursPerDay + 1);
    for (let day = 0; day < days; day += 1) {
      const dayWeight = weightOf(addDays(from, day), calendar);
      for (let hour = 0; hour < hoursPerDay; hour += 1) {
        const cell = day * hoursPerDay + hour;
        bounds[cell + 1] = (bounds[cell] ?? 0) + dayWeight * (hourWeights[hour] ?? 0);
      }
    }
    const weight = (bounds.at(-1) ?? 0) * (yearlyVolume[year] ?? laterVolume);
    curves.push({ year, weight, startMs: startOfDay(from).getTime(), bounds });
  }
  return curves;
}

function weightOf(date: LocalDate, calendar: BusinessCalendar): number {
  if (calendar.isBusinessDay(date)) return dayWeights.businessDay;
  const weekday = new Date(date).getUTCDay();
  if (weekday === 6) return dayWeights.saturday;
  return weekday === 0 ? dayWeights.sunday : dayWeights.holiday;
}

/** Whole shares by weight, none above the numbers of a year: the excess goes to the others. */
function shareOut(applications: number, weights: readonly number[]): number[] {
  if (applications > weights.length * sequenceSize) {
    throw new RangeError(
      `${applications} applications are more than ${sequenceSize} a year in ${weights.length} years`,
    );
  }
  const full = new Set<number>();
  for (;;) {
    const rest = applications - full.size * sequenceSize;
    const restWeight = weights.reduce((sum, w, year) => (full.has(year) ? sum : sum + w), 0);
    const shares = weights.map((w, year) =>
      full.has(year) ? sequenceSize : (rest * w) / restWeight,
    );
    const overfull = shares.findIndex((share) => share > sequenceSize);
    if (overfull >= 0) {
      full.add(overfull);
      continue;
    }
    const counts = shares.map(Math.floor);
    let missing = applications - counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => {
      const more = Math.min(missing, sequenceSize - count);
      missing -= more;
      return count + more;
    });
  }
}
