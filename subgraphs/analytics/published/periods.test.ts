import { expect, test } from '@jest/globals';
import { lastClosed, lastClosedDay, lastDayOf, next, periodAt, wholePeriods } from './periods.ts';

test.each([
  ['WEEK', '2026-11-29', '2026-11-23', '2026-11-29'],
  ['WEEK', '2026-11-30', '2026-11-30', '2026-12-06'],
  ['MONTH', '2028-02-29', '2028-02-01', '2028-02-29'],
  ['QUARTER', '2026-11-29', '2026-10-01', '2026-12-31'],
  ['YEAR', '2026-11-29', '2026-01-01', '2026-12-31'],
] as const)('the %s of %s begins on %s and ends on %s', (unit, day, from, to) => {
  const period = periodAt(unit, day);
  expect([period.from, lastDayOf(period)]).toEqual([from, to]);
});

test.each([
  ['WEEK', '2026-11-29', '2026-11-23'],
  ['WEEK', '2026-11-28', '2026-11-16'],
  ['MONTH', '2026-01-30', '2025-12-01'],
  ['QUARTER', '2026-03-31', '2026-01-01'],
  ['YEAR', '2026-12-30', '2025-01-01'],
] as const)('the last %s closed on %s begins on %s', (unit, day, from) => {
  expect(lastClosed(unit, day).from).toBe(from);
});

test('periods are counted in both directions', () => {
  expect(next({ unit: 'MONTH', from: '2026-01-01' }, -1).from).toBe('2025-12-01');
  expect(next({ unit: 'QUARTER', from: '2026-10-01' }, 1).from).toBe('2027-01-01');
  expect(next({ unit: 'WEEK', from: '2026-12-28' }, 1).from).toBe('2027-01-04');
});

test('only whole periods lie in days', () => {
  const may = { from: '2026-05-01', to: '2026-05-31' };
  expect(wholePeriods('WEEK', may)).toEqual({ from: '2026-05-04', to: '2026-05-31' });
  expect(wholePeriods('MONTH', may)).toEqual(may);
  expect(wholePeriods('QUARTER', may)).toBeNull();
  expect(wholePeriods('MONTH', { from: '2026-05-04', to: '2026-05-10' })).toBeNull();
});

test('a day is closed ten minutes after its end in Türkiye', () => {
  expect(lastClosedDay(new Date('2026-11-28T21:09:59Z'))).toBe('2026-11-27');
  expect(lastClosedDay(new Date('2026-11-28T21:10:00Z'))).toBe('2026-11-28');
});
