import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addDays,
  daysBetween,
  endOfDay,
  firstOfMonth,
  isLocalDate,
  localDateOf,
  localHourOf,
  requireLocalDate,
  startOfDay,
} from './local-date.ts';

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

test('a day ends when the next one begins', () => {
  expect(endOfDay('2026-11-28')).toEqual(new Date('2026-11-28T21:00:00Z'));
  expect(endOfDay('2999-12-31')).toEqual(startOfDay('3000-01-01'));
});

test.each([
  ['2026-11-28T20:59:59.999Z', 23],
  ['2026-11-28T21:00:00.000Z', 0],
  ['2026-11-28T06:30:00.000Z', 9],
])('at %s, the hour in Türkiye is %i', (instant, hour) => {
  expect(localHourOf(new Date(instant))).toBe(hour);
});

test.each([
  [2026, 1, '2026-01-01'],
  [2026, 12, '2026-12-01'],
  [2026, 0, '2025-12-01'],
  [2026, 25, '2028-01-01'],
])('the month %i, %i begins on %s', (year, month, day) => {
  expect(firstOfMonth(year, month)).toBe(day);
});

describe('requireLocalDate', () => {
  it.each(['1900-01-01', '2024-02-29', '2999-12-31'])('accepts %s', (day) => {
    expect(requireLocalDate(day, 'day')).toBe(day);
  });

  it.each(['2025-02-29', '1900-02-29', 'tomorrow', '', 20250101, null, { $gt: '' }])(
    'refuses %j as no day',
    (value) => {
      expect(() => requireLocalDate(value, 'day')).toThrow(
        expect.objectContaining({
          message: 'day must be a day that exists, as YYYY-MM-DD.',
          details: { field: 'day', reason: 'FORMAT' },
        }),
      );
    },
  );

  it.each(['0000-01-01', '1899-12-31', '3000-01-01', '9999-12-31'])(
    'refuses %s with the limits',
    (day) => {
      expect(() => requireLocalDate(day, 'day')).toThrow(
        expect.objectContaining({
          message: 'day must be 1900-01-01 to 2999-12-31.',
          details: { field: 'day', reason: 'RANGE', min: '1900-01-01', max: '2999-12-31' },
        }),
      );
    },
  );

  it('takes narrower limits', () => {
    const days = { from: '2026-01-01', to: '2026-12-31' };

    expect(requireLocalDate('2026-12-31', 'day', days)).toBe('2026-12-31');
    expect(() => requireLocalDate('2027-01-01', 'day', days)).toThrow(
      'day must be 2026-01-01 to 2026-12-31.',
    );
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
