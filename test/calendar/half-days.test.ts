import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays, daysBetween } from '../../lib/kit/local-date.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { datesOf } from '../../subgraphs/application/record/index.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { calendar, dates, today } from './operations.ts';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

test('open applications are redated when half days start to count differently; the last process to start decides', async () => {
  const applicant = await graph.data.citizen();
  const citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  const wholeDaysOnly = createBusinessCalendar({ halfDaysAreBusinessDays: false });
  const halfDay = Array.from({ length: 400 }, (_, days) => addDays(today, 8 + days)).find(
    (date) => calendar.isBusinessDay(date) && !wholeDaysOnly.isBusinessDay(date),
  );
  if (!halfDay) throw new Error('The calendar has no half day to come.');
  const filedAt = new Date(`${addDays(halfDay, -7)}T09:00:00Z`);
  const type = 'INFORMATION_REQUEST';
  const { number } = await graph.data.application({
    citizen: applicant,
    fields: { type, filedAt },
  });
  const datesSeen = () => citizen.do(dates, { number });
  const counted = datesOf(type, filedAt, calendar);
  const notCounted = datesOf(type, filedAt, wholeDaysOnly);
  const left = calendar.businessDaysBetween(today, counted.targetDate);
  expect(await datesSeen()).toMatchObject({
    ...counted,
    remainingBusinessDays: left,
    version: 1,
  });

  const other = await graph.another({ settings: { HALF_DAYS_ARE_BUSINESS_DAYS: false } });
  const moved = await until(datesSeen, ({ targetDate }) => targetDate !== counted.targetDate);
  // Also in the process that was started to count half days.
  const remaining = await until(
    async () => (await datesSeen())['remainingBusinessDays'],
    (days) => days === wholeDaysOnly.businessDaysBetween(today, notCounted.targetDate),
  );
  const last = await graph.another({ settings: { HALF_DAYS_ARE_BUSINESS_DAYS: true } });
  const back = await until(datesSeen, ({ targetDate }) => targetDate === counted.targetDate);
  await Promise.all([other.stop(), last.stop()]);

  expect(daysBetween(counted.targetDate, notCounted.targetDate)).toBeGreaterThan(0);
  expect(moved).toMatchObject(notCounted);
  expect(remaining).toEqual(expect.any(Number));
  expect(back).toMatchObject(counted);
});
