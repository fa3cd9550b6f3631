import { describe, expect, test } from '@jest/globals';
import { periodBefore } from './periods.ts';

describe('the period before', () => {
  const before = (kind: Parameters<typeof periodBefore>[0], from: string, to: string) => {
    const { range } = periodBefore(kind, { from, to }, 'filter.filedOn');
    return [range.from, range.to];
  };

  test.each([
    ['as many days', 'PERIOD_BEFORE', '2026-03-01', '2026-03-31', '2026-01-29', '2026-02-28'],
    ['one day', 'PERIOD_BEFORE', '2026-03-01', '2026-03-01', '2026-02-28', '2026-02-28'],
    ['the last week so far', 'WEEK_BEFORE', '2026-11-30', '2026-12-02', '2026-11-23', '2026-11-25'],
    ['a month of weeks', 'WEEK_BEFORE', '2026-03-01', '2026-03-31', '2026-02-22', '2026-03-24'],
    ['a shorter month', 'MONTH_BEFORE', '2026-03-01', '2026-03-31', '2026-02-01', '2026-02-28'],
    ['a longer month', 'MONTH_BEFORE', '2026-02-01', '2026-02-28', '2026-01-01', '2026-01-31'],
    ['a longer month', 'MONTH_BEFORE', '2026-11-01', '2026-11-30', '2026-10-01', '2026-10-31'],
    [
      'months over the year',
      'MONTH_BEFORE',
      '2026-01-01',
      '2026-02-28',
      '2025-12-01',
      '2026-01-31',
    ],
    [
      'the last month so far',
      'MONTH_BEFORE',
      '2026-03-01',
      '2026-03-30',
      '2026-02-01',
      '2026-02-28',
    ],
    ['days of a month', 'MONTH_BEFORE', '2026-02-15', '2026-02-28', '2026-01-15', '2026-01-28'],
    [
      'a day that is missing',
      'MONTH_BEFORE',
      '2026-03-30',
      '2026-04-05',
      '2026-02-28',
      '2026-03-05',
    ],
    ['a whole quarter', 'QUARTER_BEFORE', '2026-10-01', '2026-12-31', '2026-07-01', '2026-09-30'],
    [
      'the last quarter so far',
      'QUARTER_BEFORE',
      '2026-10-01',
      '2026-11-15',
      '2026-07-01',
      '2026-08-15',
    ],
    [
      'two months of a quarter',
      'QUARTER_BEFORE',
      '2026-10-01',
      '2026-11-30',
      '2026-07-01',
      '2026-08-31',
    ],
    [
      'a February before a leap year',
      'YEAR_BEFORE',
      '2025-02-01',
      '2025-02-28',
      '2024-02-01',
      '2024-02-29',
    ],
    [
      'a February of a leap year',
      'YEAR_BEFORE',
      '2024-02-01',
      '2024-02-29',
      '2023-02-01',
      '2023-02-28',
    ],
    ['days of February', 'YEAR_BEFORE', '2025-02-15', '2025-02-28', '2024-02-15', '2024-02-28'],
    ['29 February', 'YEAR_BEFORE', '2024-02-29', '2024-02-29', '2023-02-28', '2023-02-28'],
    [
      'more days than there are',
      'PERIOD_BEFORE',
      '1900-01-01',
      '2026-12-31',
      '1900-01-01',
      '1900-01-01',
    ],
    ['the first year', 'YEAR_BEFORE', '1900-06-01', '1901-06-30', '1900-01-01', '1900-06-30'],
    ['a year', 'YEAR_BEFORE', '2025-01-01', '2025-12-31', '2024-01-01', '2024-12-31'],
  ] as const)('is of %s: %s, %s to %s', (_, kind, from, to, ...expected) => {
    expect(before(kind, from, to)).toEqual(expected);
  });

  test.each([{ from: '2026-01-01' }, { to: '2026-01-01' }, undefined])(
    'needs both ends',
    (range) => {
      expect(() => periodBefore('MONTH_BEFORE', range, 'filter.filedOn')).toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT' }),
      );
    },
  );
});
