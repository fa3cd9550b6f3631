import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, daysBetween, isLocalDate, localDateOf, startOfDay } from './local-date.ts';

const istanbul = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Istanbul' });

const dates = fc
  .date({ min: new Date('2017-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(localDateOf);

describe('localDateOf', () => {
  it.each([
    ['2025-06-30T20:59:59.999Z', '2025-06-30'],
    ['2025-06-30T21:00:00.000Z', '2025-07-01'],
    ['2025-12-31T20:59:59.999Z', '2025-12-31'],
    ['2025-12-31T21:00:00.000Z', '2026-01-01'],
    ['2028-02-28T21:00:00.000Z', '2028-02-29'],
  ])('gives for %s the day %s', (instant, date) => {
    expect(localDateOf(new Date(instant))).toBe(date);
  });

  it('agrees with the time-zone data of the platform since Türkiye has kept UTC+3', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2017-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (instant) => {
          expect(localDateOf(instant)).toBe(istanbul.format(instant));
        },
      ),
    );
  });

  it.each([Number.NaN, 8.64e15])('refuses the instant %s', (milliseconds) => {
    expect(() => localDateOf(new Date(milliseconds))).toThrow(RangeError);
  });
});

describe('startOfDay', () => {
  it('is the first instant of the day in Türkiye', () => {
    expect(startOfDay('2026-01-01')).toEqual(new Date('2025-12-31T21:00:00.000Z'));
    fc.assert(
      fc.property(dates, (date) => {
        const start = startOfDay(date);
        expect(localDateOf(start)).toBe(date);
        expect(localDateOf(new Date(start.getTime() - 1))).toBe(addDays(date, -1));
      }),
    );
  });

  it('refuses a day that does not exist', () => {
    expect(() => startOfDay('2025-02-29')).toThrow(RangeError);
  });
});

describe('isLocalDate', () => {
  it.each(['2024-02-29', '2025-12-31', '2000-01-01'])('accepts %s', (value) => {
    expect(isLocalDate(value)).toBe(true);
  });

  it.each([
    '2025-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-1-1',
    '2025',
    '20250101',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '٢٠٢٥-٠١-٠١',
    '',
  ])('refuses %j', (value) => {
    expect(isLocalDate(value)).toBe(false);
  });
});

describe('addDays', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2025-06-15', 0, '2025-06-15'],
    ['2025-06-01', 30, '2025-07-01'],
  ])('%s and %i days is %s', (date, n, result) => {
    expect(addDays(date, n)).toBe(result);
  });

  it('is undone by daysBetween and keeps the order of the days', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -10_000, max: 10_000 }), (date, n) => {
        const later = addDays(date, n);
        expect(isLocalDate(later)).toBe(true);
        expect(daysBetween(date, later)).toBe(n);
        expect(Math.sign(n)).toBe(later > date ? 1 : later < date ? -1 : 0);
      }),
    );
  });

  it('refuses an invalid day and a fraction of a day', () => {
    expect(() => addDays('2025-02-29', 1)).toThrow('"2025-02-29" is not a calendar day');
    expect(() => addDays('2025-02-28', 0.5)).toThrow('0.5 is not a whole number of days');
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => daysBetween('2025-02-28', 'tomorrow')).toThrow('"tomorrow" is not a calendar day');
  });
});
