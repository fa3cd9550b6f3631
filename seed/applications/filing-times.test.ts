import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { localDateOf } from '../../lib/kit/local-date.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { createFilingTimes, defaultUntil, firstDay } from './filing-times.ts';

const calendar = createBusinessCalendar();
const timesOf = (applications: number, until = defaultUntil) =>
  createFilingTimes({ applications, until, calendar });

describe('createFilingTimes', () => {
  it('files a higher index later, in its year, from the first day to the last', () => {
    const times = timesOf(20_000);
    const instants = Array.from({ length: 20_000 }, (_, i) => times.filedAt(i, i % 2 ? 0.999 : 0));
    const wrong = instants.filter(
      (atMs, index) =>
        atMs <= (instants[index - 1] ?? 0) ||
        localDateOf(new Date(atMs)).slice(0, 4) !== String(times.yearOf(index).year),
    );
    expect(wrong).toEqual([]);
    expect(localDateOf(new Date(times.filedAt(0, 0)))).toBe(firstDay);
    expect(localDateOf(new Date(instants.at(-1) ?? 0))).toBe(defaultUntil);
  });

  it('files most in office hours of business days', () => {
    const times = timesOf(20_000);
    const instants = Array.from({ length: 20_000 }, (_, i) => new Date(times.filedAt(i, 0.5)));
    const shareOf = (matches: (at: Date) => boolean) => instants.filter(matches).length / 20_000;
    expect(shareOf((at) => calendar.isBusinessDay(localDateOf(at)))).toBeGreaterThan(0.8);
    // 9 to 18 o'clock in Türkiye
    expect(shareOf((at) => at.getUTCHours() >= 6 && at.getUTCHours() < 15)).toBeGreaterThan(0.6);
  });

  it('assigns every application to a year, and no year more than it has numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000_000 }), (applications) => {
        const { years } = timesOf(applications);
        let next = 0;
        for (const { first, count } of years) {
          expect(first).toBe(next);
          expect(count).toBeLessThanOrEqual(10_000_000);
          next += count;
        }
        expect(next).toBe(applications);
      }),
      { numRuns: 30 },
    );
  });

  it('fills a year before it assigns the rest to the others', () => {
    expect(timesOf(29_000_000).years.map(({ count }) => count)).toEqual([
      9_000_000, 10_000_000, 10_000_000,
    ]);
  });

  it('refuses more than the numbers, and a last day before the first', () => {
    expect(() => timesOf(30_000_001)).toThrow(RangeError);
    expect(() => timesOf(10, '2024-01-01')).toThrow(RangeError);
  });
});
