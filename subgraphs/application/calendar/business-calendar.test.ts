import { describe, expect, it } from '@jest/globals';
import { say } from '../../../lib/kit/say.ts';
import * as fc from 'fast-check';
import { CalendarRangeError, createBusinessCalendar } from './business-calendar.ts';
import { addDays, daysBetween } from '../../../lib/kit/local-date.ts';
import holidays from './public-holidays.json' with { type: 'json' };

const calendar = createBusinessCalendar();
const wholeDaysOnly = createBusinessCalendar({ halfDaysAreBusinessDays: false });

/** A week of leave in summer, and days around a public holiday. */
const withLeave = createBusinessCalendar({
  leaveDays: ['2026-07-06', '2026-07-07', '2026-07-08', '2026-07-09', '2026-07-10', '2027-05-18'],
});

const calendars = fc.constantFrom(calendar, wholeDaysOnly, withLeave);
const { from, to } = calendar.range;
const allDays = Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));
const days = fc.constantFrom(...allDays);
/** Far enough from the end of the table that 200 business days still fit. */
const earlyDays = fc.constantFrom(...allDays.filter((date) => date < '2031-12-31'));

describe('the known answers', () => {
  it.each([
    ['2024-04-05', '2024-05-02', '2024-05-03', '2024-05-24'],
    ['2025-05-27', '2025-06-18', '2025-06-19', '2025-07-10'],
    ['2026-03-10', '2026-03-31', '2026-04-01', '2026-04-22'],
    ['2026-12-21', '2027-01-11', '2027-01-12', '2027-02-02'],
    ['2029-04-16', '2029-05-14', '2029-05-15', '2029-06-05'],
  ])('after %s the 14th business day is %s, the 15th %s, the 30th %s', (received, ...expected) => {
    expect([14, 15, 30].map((n) => calendar.addBusinessDays(received, n))).toEqual(expected);
  });
});

describe('isBusinessDay', () => {
  it('knows Saturdays, Sundays and whole-day holidays as days off, and nothing else', () => {
    const whole = new Set(Object.keys(holidays.full));
    for (const date of allDays) {
      const weekday = new Date(`${date}T12:00:00Z`).toLocaleDateString('en', {
        weekday: 'short',
        timeZone: 'UTC',
      });
      expect([date, calendar.isBusinessDay(date)]).toEqual([
        date,
        weekday !== 'Sat' && weekday !== 'Sun' && !whole.has(date),
      ]);
    }
  });

  it('counts half days as business days by default', () => {
    // A Tuesday between two working days.
    const eve = '2026-05-26';
    expect(calendar.isBusinessDay(eve)).toBe(true);
    expect(wholeDaysOnly.isBusinessDay(eve)).toBe(false);
    expect(calendar.addBusinessDays('2026-05-25', 1)).toBe(eve);
    expect(wholeDaysOnly.addBusinessDays('2026-05-25', 1)).toBe('2026-06-01');
  });

  it('counts a day with two holidays once', () => {
    expect(calendar.isBusinessDay('2027-05-19')).toBe(false);
    expect(calendar.businessDaysBetween('2027-05-18', '2027-05-19')).toBe(0);
    expect(calendar.businessDaysBetween('2027-05-18', '2027-05-20')).toBe(1);
  });

  it('prefers the whole day to the half day', () => {
    expect(calendar.isBusinessDay('2029-04-23')).toBe(false);
    expect(wholeDaysOnly.isBusinessDay('2029-04-23')).toBe(false);
  });

  it('leaves out days of administrative leave, once each', () => {
    // A Thursday, a Sunday and a public holiday.
    const leaveDays = ['2025-06-12', '2025-06-15', '2025-06-06', '2025-06-12'];
    const withLeave = createBusinessCalendar({ leaveDays });
    expect([...withLeave.leaveDays]).toEqual(['2025-06-12', '2025-06-15', '2025-06-06']);
    expect(withLeave.isBusinessDay('2025-06-12')).toBe(false);
    expect(withLeave.addBusinessDays('2025-06-11', 1)).toBe('2025-06-13');
    expect(withLeave.businessDaysBetween('2025-06-01', '2025-06-30')).toBe(
      calendar.businessDaysBetween('2025-06-01', '2025-06-30') - 1,
    );
  });
});

describe('addBusinessDays', () => {
  it('gives business days that grow strictly, whatever day it begins on', () => {
    fc.assert(
      fc.property(calendars, earlyDays, fc.nat({ max: 200 }), (calendar, date, n) => {
        const nth = calendar.addBusinessDays(date, n + 1);
        expect({ nth, isBusinessDay: calendar.isBusinessDay(nth) }).toEqual({
          nth,
          isBusinessDay: true,
        });
        expect(daysBetween(calendar.addBusinessDays(date, n), nth)).toBeGreaterThan(0);
      }),
    );
  });

  it('takes the day of receipt as day 0', () => {
    expect(calendar.addBusinessDays('2025-06-07', 0)).toBe('2025-06-07');
  });

  it.each([-1, 1.5, Number.NaN])('refuses to count %s days', (n) => {
    expect(() => calendar.addBusinessDays('2025-06-10', n)).toThrow(
      new RangeError(`${n} is not a whole number of business days`),
    );
  });
});

describe('businessDaysBetween', () => {
  it('undoes addBusinessDays', () => {
    fc.assert(
      fc.property(calendars, earlyDays, fc.nat({ max: 200 }), (calendar, date, n) => {
        const nth = calendar.addBusinessDays(date, n);
        expect(calendar.businessDaysBetween(date, nth)).toBe(n);
        expect(calendar.businessDaysBetween(nth, date)).toBe(0 - n);
      }),
    );
  });

  it('is undone by addBusinessDays for every business day to come', () => {
    fc.assert(
      fc.property(calendars, days, days, (calendar, from, to) => {
        fc.pre(from < to && calendar.isBusinessDay(to));
        const n = calendar.businessDaysBetween(from, to);
        expect(calendar.addBusinessDays(from, n)).toBe(to);
      }),
    );
  });

  it('counts the days one by one', () => {
    fc.assert(
      fc.property(calendars, earlyDays, fc.nat({ max: 60 }), (calendar, from, n) => {
        const after = Array.from({ length: n }, (_, index) => addDays(from, index + 1));
        const expected = after.filter((date) => calendar.isBusinessDay(date)).length;
        expect(calendar.businessDaysBetween(from, addDays(from, n))).toBe(expected);
      }),
    );
  });
});

describe('nextBusinessDayFrom', () => {
  it('is the day itself or the first business day after it', () => {
    fc.assert(
      fc.property(calendars, earlyDays, (calendar, date) => {
        let expected = date;
        while (!calendar.isBusinessDay(expected)) expected = addDays(expected, 1);
        expect(calendar.nextBusinessDayFrom(date)).toBe(expected);
      }),
    );
  });
});

describe('outside the years of the table', () => {
  const years = '2024-01-01 to 2032-12-31, the years whose public holidays are known.';

  it('says which days it knows', () => {
    expect(calendar.range).toEqual({ from: '2024-01-01', to: '2032-12-31' });
  });

  it.each(['2023-12-31', '2033-01-01', '1999-06-01'])('refuses %s in every function', (date) => {
    const error = new CalendarRangeError(say`${date} is outside ${years}`);
    expect(() => calendar.isBusinessDay(date)).toThrow(error);
    expect(() => calendar.addBusinessDays(date, 0)).toThrow(error);
    expect(() => calendar.addBusinessDays(date, 14)).toThrow(error);
    expect(() => calendar.nextBusinessDayFrom(date)).toThrow(error);
    expect(() => calendar.businessDaysBetween(date, '2025-01-02')).toThrow(error);
    expect(() => calendar.businessDaysBetween('2025-01-02', date)).toThrow(error);
    expect(() => createBusinessCalendar({ leaveDays: [date] })).toThrow(error);
  });

  it('refuses a result that would lie outside', () => {
    expect(calendar.addBusinessDays('2032-12-27', 4)).toBe('2032-12-31');
    expect(() => calendar.addBusinessDays('2032-12-27', 5)).toThrow(
      new CalendarRangeError(say`Business day 5 after 2032-12-27 is outside ${years}`),
    );
    const withLeave = createBusinessCalendar({ leaveDays: ['2032-12-31'] });
    expect(() => withLeave.nextBusinessDayFrom('2032-12-31')).toThrow(CalendarRangeError);
  });

  it('distinguishes an invalid day from a day outside', () => {
    expect(() => calendar.isBusinessDay('2025-02-29')).toThrow(
      new RangeError('"2025-02-29" is not a calendar day'),
    );
    expect(() => createBusinessCalendar({ leaveDays: ['soon'] })).toThrow(
      new RangeError('"soon" is not a calendar day'),
    );
  });
});
