import { describe, expect, it } from '@jest/globals';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { lastDayWithin } from './scene.ts';

describe('the last day within a number of business days', () => {
  const calendar = createBusinessCalendar();

  it('is the last one before the next business day', () => {
    // Monday to Friday, and the weekend after it.
    expect(lastDayWithin(calendar, '2026-11-16', 4)).toBe('2026-11-22');
    expect(lastDayWithin(calendar, '2026-11-16', 5)).toBe('2026-11-23');
    expect(lastDayWithin(calendar, '2026-11-20', 0)).toBe('2026-11-22');
  });
});
