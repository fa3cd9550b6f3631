import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays, daysBetween } from '../../../lib/kit/local-date.ts';
import { CalendarRangeError, createBusinessCalendar } from '../calendar/index.ts';
import {
  appealDateOf,
  canBeExtended,
  type ClockHistory,
  type OverdueFacts,
  datesOf,
  isOpenStage,
  isOverdue,
  remainingBusinessDays,
} from './clocks.ts';
import type { ApplicationType, Stage } from '../schema-types.ts';

const calendar = createBusinessCalendar();

const petitionTypes: ApplicationType[] = [
  'REQUEST',
  'COMPLAINT',
  'SUGGESTION',
  'OPINION',
  'REPORT',
  'THANKS',
];

const openStages: Stage[] = [
  'RECEIVED',
  'UNDER_EVALUATION',
  'REFERRED',
  'IN_PROGRESS',
  'AWAITING_APPROVAL',
  'AWAITING_CITIZEN',
];

const closedStages: Stage[] = ['ANSWERED', 'NOT_PROCESSED', 'WITHDRAWN'];

const noonOf = (date: string): Date => new Date(`${date}T09:00:00Z`);

/** The day of receipt, then the 14th, 15th and 30th business day after it. */
const knownAnswers = [
  ['2024-04-05', '2024-05-02', '2024-05-03', '2024-05-24'],
  ['2025-05-27', '2025-06-18', '2025-06-19', '2025-07-10'],
  ['2026-03-10', '2026-03-31', '2026-04-01', '2026-04-22'],
  ['2026-12-21', '2027-01-11', '2027-01-12', '2027-02-02'],
  ['2029-04-16', '2029-05-14', '2029-05-15', '2029-06-05'],
] as const;

describe('the dates of an information request', () => {
  it.each(knownAnswers)(
    'filed on %s: promised for %s, due by law on %s, extended on %s',
    (filedOn, targetDate, statutoryDate, extended) => {
      expect(datesOf('INFORMATION_REQUEST', noonOf(filedOn), calendar)).toEqual({
        targetDate,
        statutoryDate,
      });
      expect(
        datesOf('INFORMATION_REQUEST', noonOf(filedOn), calendar, { pauses: [], extended: true })
          .statutoryDate,
      ).toBe(extended);
    },
  );
});

describe('the date of an appeal', () => {
  it.each(knownAnswers)('made as an objection on %s is the 30th business day', (...known) => {
    const [appealedOn, , , targetDate] = known;
    expect(appealDateOf('OBJECTION', noonOf(appealedOn), calendar)).toBe(targetDate);
  });

  it.each([
    ['2025-06-10', '2025-07-10'],
    ['2025-05-29', '2025-06-30'],
    ['2026-04-01', '2026-05-04'],
  ])('made on %s is 30 calendar days later, on the next business day: %s', (made, targetDate) => {
    expect(appealDateOf('APPEAL', noonOf(made), calendar)).toBe(targetDate);
  });

  it('outside the calendar is refused', () => {
    expect(() => appealDateOf('APPEAL', noonOf('2032-12-10'), calendar)).toThrow(
      CalendarRangeError,
    );
  });
});

describe('the dates of a petition', () => {
  it.each([
    ['on a business day', '2025-06-10', '2025-06-30', '2025-07-10'],
    ['moved past a weekend', '2025-05-29', '2025-06-20', '2025-06-30'],
    ['moved past a public holiday', '2025-06-15', '2025-07-03', '2025-07-16'],
    ['moved past a holiday and the weekend after it', '2026-04-01', '2026-04-21', '2026-05-04'],
    ['left on a half day', '2026-04-26', '2026-05-15', '2026-05-26'],
  ])('30 calendar days %s', (_, filedOn, targetDate, statutoryDate) => {
    for (const type of petitionTypes) {
      expect(datesOf(type, noonOf(filedOn), calendar)).toEqual({ targetDate, statutoryDate });
    }
  });

  it.each(petitionTypes)('cannot be extended for a %s', (type) => {
    expect(canBeExtended(type)).toBe(false);
  });
});

describe('datesOf', () => {
  it('begins on the day in Türkiye', () => {
    const beforeMidnight = new Date('2025-06-10T20:59:59.999Z');
    const midnight = new Date('2025-06-10T21:00:00.000Z');
    expect(datesOf('REQUEST', beforeMidnight, calendar)).toEqual(
      datesOf('REQUEST', noonOf('2025-06-10'), calendar),
    );
    expect(datesOf('REQUEST', midnight, calendar)).toEqual(
      datesOf('REQUEST', noonOf('2025-06-11'), calendar),
    );
  });

  it('respects the setting for half days and administrative leave', () => {
    const filedAt = noonOf('2026-04-26');
    const wholeDaysOnly = createBusinessCalendar({ halfDaysAreBusinessDays: false });
    expect(datesOf('REQUEST', filedAt, wholeDaysOnly).statutoryDate).toBe('2026-06-01');
    const withLeave = createBusinessCalendar({ leaveDays: ['2026-05-26', '2026-05-15'] });
    expect(datesOf('REQUEST', filedAt, withLeave)).toEqual({
      targetDate: '2026-05-18',
      statutoryDate: '2026-06-01',
    });
  });

  it.each(['2023-12-31', '2032-12-13', '2033-01-03'])('refuses a filing on %s', (filedOn) => {
    expect(() => datesOf('REQUEST', noonOf(filedOn), calendar)).toThrow(CalendarRangeError);
    expect(() => datesOf('INFORMATION_REQUEST', noonOf(filedOn), calendar)).toThrow(
      CalendarRangeError,
    );
  });
});

describe('after any history, the dates', () => {
  /** Counting rules, each with its calendar. */
  const countings = [
    { halfDaysAreBusinessDays: true, leaveDays: [] },
    { halfDaysAreBusinessDays: false, leaveDays: [] },
    { halfDaysAreBusinessDays: true, leaveDays: ['2026-03-18', '2026-05-25', '2027-05-18'] },
  ].map((options) => ({ options, calendar: createBusinessCalendar(options) }));
  const types = fc.constantFrom<ApplicationType>(...petitionTypes, 'INFORMATION_REQUEST');
  const from = '2024-01-01';
  /** Far enough from the end of the table that everything below fits. */
  const filings = fc.nat({ max: daysBetween(from, '2031-01-01') }).map((n) => addDays(from, n));
  /** Days from one change to the next: to the question, to its answer, and so on. */
  const gaps = fc.array(fc.nat({ max: 20 }), { maxLength: 8 });
  const facts = {
    type: types,
    counting: fc.constantFrom(...countings),
    filedOn: filings,
    extended: fc.boolean(),
    gaps,
  };

  /** The pauses that begin and end after the given gaps in days. */
  function pausesOf(filedOn: string, gaps: readonly number[]): ClockHistory['pauses'] {
    const days: string[] = [];
    for (const gap of gaps) days.push(addDays(days.at(-1) ?? filedOn, gap));
    return days.flatMap((from, n) => {
      const to = days[n + 1];
      return n % 2 === 0 && to !== undefined ? { from, to } : [];
    });
  }

  it('are business days', () => {
    fc.assert(
      fc.property(fc.record(facts), ({ type, counting: { calendar }, filedOn, extended, gaps }) => {
        const history = { pauses: pausesOf(filedOn, gaps), extended };
        const dates = datesOf(type, noonOf(filedOn), calendar, history);
        expect(Object.values(dates).filter((date) => !calendar.isBusinessDay(date))).toEqual([]);
      }),
    );
  });

  it('move by the days of waiting, each in its own kind, however the pauses are split', () => {
    fc.assert(
      fc.property(fc.record(facts), ({ type, counting: { calendar }, filedOn, gaps }) => {
        const pauses = pausesOf(filedOn, gaps);
        const business = pauses.reduce(
          (sum, { from, to }) => sum + calendar.businessDaysBetween(from, to),
          0,
        );
        const days = pauses.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);
        expect(datesOf(type, noonOf(filedOn), calendar, { pauses, extended: false })).toEqual({
          targetDate: calendar.addBusinessDays(filedOn, 14 + business),
          statutoryDate:
            type === 'INFORMATION_REQUEST'
              ? calendar.addBusinessDays(filedOn, 15 + business)
              : calendar.nextBusinessDayFrom(addDays(filedOn, 30 + days)),
        });
      }),
    );
  });

  it('come no earlier for another pause, an extension, a later filing or a day of leave', () => {
    fc.assert(
      fc.property(
        fc.record({ ...facts, later: fc.nat({ max: 60 }), leave: fc.nat({ max: 120 }) }),
        ({ type, counting, filedOn, extended, gaps, later, leave }) => {
          const { options, calendar } = counting;
          const all = pausesOf(filedOn, gaps);
          const pauses = all.slice(0, -1);
          const day = addDays(filedOn, leave);
          const leaveDays = [...options.leaveDays, day];
          const withDayOfLeave = createBusinessCalendar({ ...options, leaveDays });
          const of = (history: ClockHistory, on = filedOn, by = calendar) =>
            datesOf(type, noonOf(on), by, history);
          const before = of({ pauses, extended: false });
          const atOnce = { pauses: [], extended: false };
          const pairs = [
            [before, of({ pauses: all, extended: false })],
            [before, of({ pauses, extended })],
            [before, of({ pauses, extended: false }, addDays(filedOn, later))],
            [of(atOnce), of(atOnce, filedOn, withDayOfLeave)],
          ] as const;
          for (const [earlier, later] of pairs) {
            const { targetDate, statutoryDate } = earlier;
            expect(daysBetween(targetDate, later.targetDate)).toBeGreaterThanOrEqual(0);
            expect(daysBetween(statutoryDate, later.statutoryDate)).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('isOverdue', () => {
  const open: OverdueFacts = {
    type: 'REQUEST',
    stage: 'IN_PROGRESS',
    statutoryDate: '2025-07-10',
    interimRepliedOn: null,
  };

  it('begins on the day after the statutory date', () => {
    const days = ['2025-07-09', '2025-07-10', '2025-07-11', '2026-01-01'];
    expect(days.filter((day) => isOverdue(open, day))).toEqual(['2025-07-11', '2026-01-01']);
  });

  it.each(openStages)('can apply to an application in the stage %s', (stage) => {
    expect(isOpenStage(stage)).toBe(true);
    expect(isOverdue({ ...open, stage }, '2025-07-11')).toBe(true);
  });

  it.each(closedStages)('never applies to one in the stage %s', (stage) => {
    expect(isOpenStage(stage)).toBe(false);
    expect(isOverdue({ ...open, stage }, '2025-07-11')).toBe(false);
  });

  it.each(petitionTypes)('is prevented by an interim reply in time for a %s', (type) => {
    const isOverdueIfRepliedOn = (interimRepliedOn: string) =>
      isOverdue({ ...open, type, interimRepliedOn }, '2025-09-01');
    const days = ['2025-07-01', '2025-07-10', '2025-07-11'];
    expect(days.filter(isOverdueIfRepliedOn)).toEqual(['2025-07-11']);
  });

  it('is not prevented by an interim reply for an information request', () => {
    const facts: OverdueFacts = {
      ...open,
      type: 'INFORMATION_REQUEST',
      interimRepliedOn: '2025-07-01',
    };
    const days = ['2025-07-10', '2025-07-11'];
    expect(days.filter((day) => isOverdue(facts, day))).toEqual(['2025-07-11']);
  });
});

describe('remainingBusinessDays', () => {
  it.each([
    ['2025-06-10', 14],
    ['2025-06-26', 2],
    ['2025-06-27', 1],
    ['2025-06-28', 1],
    ['2025-06-29', 1],
    ['2025-06-30', 0],
    ['2025-07-01', -1],
    ['2025-07-04', -4],
    ['2025-07-05', -5],
    ['2025-07-06', -5],
    ['2025-07-07', -5],
    ['2025-07-08', -6],
  ])('of a promise for Monday, 2025-06-30, on %s: %i', (today, remaining) => {
    expect(remainingBusinessDays('2025-06-30', today, calendar)).toBe(remaining);
  });

  it('is negative on the weekend after a promise for a Friday', () => {
    expect(remainingBusinessDays('2025-06-27', '2025-06-27', calendar)).toBe(0);
    expect(remainingBusinessDays('2025-06-27', '2025-06-28', calendar)).toBe(-1);
    expect(remainingBusinessDays('2025-06-27', '2025-06-30', calendar)).toBe(-1);
  });

  it('refuses days outside the calendar', () => {
    expect(() => remainingBusinessDays('2032-12-31', '2033-01-01', calendar)).toThrow(
      CalendarRangeError,
    );
  });
});
