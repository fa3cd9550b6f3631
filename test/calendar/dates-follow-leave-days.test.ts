import { expect } from '@jest/globals';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { appealDateOf, datesOf } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite, testOnceInTheSuite as test } from '../support/graph.ts';
import { daysAgo } from '../support/days.ts';
import { earlierAnswer } from '../support/earlier-answer.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { appealOf, operations } from '../casework/operations.ts';
import {
  addLeaveDay,
  businessDay,
  calendar,
  fileApplication,
  leaveDays,
  removeLeaveDay,
  today,
} from './operations.ts';
import { graph, applicant, citizen, admin, name, datesSeen, filed } from './leave-days-scene.ts';

onceInTheSuite('dates of open applications', () => {
  const fields = { type: 'INFORMATION_REQUEST', filedAt: new Date() } as const;
  const without = datesOf(fields.type, fields.filedAt, calendar);

  test('move with a day of leave before them and back when it is removed; other dates stay', async () => {
    const [unit, other] = ['34', '54'].map((provinceCode) =>
      graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode }),
    );
    if (!unit || !other) throw new Error('the test directory has such units');
    const { number, _id } = await graph.data.application({
      citizen: applicant,
      fields,
      referrals: [{ unit }, { unit: other, state: 'PENDING' }],
    });
    const timeline =
      'query ($number: String!) { application(number: $number) { timeline { at } } }';
    const before = {
      seen: await datesSeen(number),
      timeline: await citizen.do(timeline, { number }),
    };
    const shown = (targetDate: string, statutoryDate: string) => ({
      targetDate,
      statutoryDate,
      referrals: [1, 2].map(() => ({ targetDate, statutoryDate })),
    });
    expect(before.seen).toEqual({
      ...shown(without.targetDate, without.statutoryDate),
      remainingBusinessDays: 14,
      version: 1,
    });

    const date = businessDay(3);
    await admin.do(addLeaveDay, { date, name });
    const moved = await until(
      () => datesSeen(number),
      ({ targetDate }) => targetDate !== without.targetDate,
    );
    const stored = await graph.data
      .database('application')
      .collection('referrals')
      .find({ applicationId: _id })
      .toArray();
    await admin.do(removeLeaveDay, { date });
    const back = await until(
      () => datesSeen(number),
      ({ targetDate }) => targetDate === without.targetDate,
    );

    const withLeave = datesOf(
      fields.type,
      fields.filedAt,
      createBusinessCalendar({ leaveDays: [date] }),
    );
    expect(withLeave).toEqual({ targetDate: businessDay(15), statutoryDate: businessDay(16) });
    expect(moved).toEqual({
      ...shown(withLeave.targetDate, withLeave.statutoryDate),
      remainingBusinessDays: 14,
      version: 1,
    });
    expect(stored.map(({ statutoryDate }) => statutoryDate as string)).toEqual([
      withLeave.statutoryDate,
      withLeave.statutoryDate,
    ]);
    expect(back).toEqual(before.seen);
    expect(await citizen.do(timeline, { number })).toEqual(before.timeline);
  });

  test('of a new answer are counted from the decision on the appeal, and so is the date of a pending one', async () => {
    const reopenedAt = new Date();
    const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
    const dates = datesOf(fields.type, daysAgo(60), calendar);
    const earlier = earlierAnswer({ ...dates, reopenedAt, overdue: true });
    const reopened = await graph.data.application({
      citizen: applicant,
      fields: { ...fields, filedAt: daysAgo(60), earlierAnswers: [earlier] },
      referrals: [{ unit, state: 'ANSWERED', closedAt: daysAgo(1) }, { unit }],
    });
    const answered = await graph.data.application({
      citizen: applicant,
      fields: { ...fields, answeredAt: new Date() },
      referrals: ['REFUSED', 'GRANTED'].map((outcome) => ({
        unit,
        state: 'ANSWERED',
        closedAt: new Date(),
        replies: [
          { kind: 'FINAL', outcome: outcome as 'REFUSED', text: 'Cevap.', repliedAt: new Date() },
        ],
      })),
    });
    const { number } = answered;
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const text = 'Cevabı kabul etmiyorum, yeniden incelensin.';
    await citizen.do(operations.appeal, { number, text });
    const decision = { ...(await appealOf(citizen, number)), decision: 'DISMISSED', text };
    await superior.do(operations.decideAppeal, decision);
    await citizen.do(operations.appeal, { number, text });
    const appeals = /* GraphQL */ `
      query ($number: String!) {
        application(number: $number) {
          appeals {
            kind
            targetDate
          }
        }
      }
    `;
    interface Seen {
      appeals: { kind: string; targetDate: string }[];
    }
    const seen = () => citizen.do<Seen>(appeals, { number });
    const dateOf = (kind: 'APPEAL' | 'OBJECTION', by = calendar) => ({
      kind,
      targetDate: appealDateOf(kind, new Date(), by),
    });
    const appealDate = dateOf('APPEAL').targetDate;
    expect(await seen()).toEqual({ appeals: [dateOf('OBJECTION'), dateOf('APPEAL')] });

    // The day on which the term of the pending appeal ends.
    await admin.do(addLeaveDay, { date: appealDate, name });
    await admin.do(addLeaveDay, { date: businessDay(3), name });
    const moved = await until(
      () => datesSeen(reopened.number),
      ({ targetDate }) => targetDate !== without.targetDate,
    );
    const withLeave = createBusinessCalendar({ leaveDays: [appealDate, businessDay(3)] });
    await until(seen, ({ appeals: [, pending] }) => pending?.targetDate !== appealDate);

    expect(moved).toMatchObject(datesOf(fields.type, reopenedAt, withLeave));
    // The decided objection keeps its date.
    expect(await seen()).toEqual({ appeals: [dateOf('OBJECTION'), dateOf('APPEAL', withLeave)] });
  });

  test('do not move with a day of leave after them', async () => {
    const { number } = await graph.data.application({ citizen: applicant, fields });
    const weekend = [...Array(8).keys()]
      .map((n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10))
      .find((date) => date > today && !calendar.isBusinessDay(date));
    for (const date of [weekend, businessDay(40)]) await admin.do(addLeaveDay, { date, name });

    const applications = graph.data.database('application').collection('applications');
    const state = await graph.data.database('application').collection('calendar').findOne({});
    await until(
      () => applications.findOne({ number }),
      (found) => found?.['calendarVersion'] === state?.['version'],
    );

    expect(await datesSeen(number)).toMatchObject({ ...without, version: 1 });
  });

  test.each(['ANSWERED', 'WITHDRAWN', 'NOT_PROCESSED'] as const)(
    'are the only ones that move: an application that is %s keeps its last dates',
    async (stage) => {
      const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
      const ended = await graph.data.application({
        citizen: applicant,
        fields: {
          ...fields,
          stage,
          open: false,
          withdrawnAt: stage === 'WITHDRAWN' ? new Date() : null,
          refusalReason: stage === 'NOT_PROCESSED' ? 'NO_CONCRETE_FACT' : null,
        },
        referrals: stage === 'ANSWERED' ? [{ unit, state: 'ANSWERED' }] : [],
      });
      const open = await graph.data.application({ citizen: applicant, fields });

      await admin.do(addLeaveDay, { date: businessDay(3), name });
      await until(
        () => datesSeen(open.number),
        ({ targetDate }) => targetDate !== without.targetDate,
      );

      expect(await datesSeen(ended.number)).toMatchObject({
        ...without,
        remainingBusinessDays: null,
        version: 1,
      });
    },
  );

  test('are redated, however old the calendar by which they were computed', async () => {
    await admin.do(addLeaveDay, { date: businessDay(3), name });
    // As written by a process with an older calendar, and by a release without calendar versions.
    const late = await graph.data.application({ citizen: applicant, fields });
    const early = await graph.data.application({
      citizen: applicant,
      fields: { ...fields, calendarVersion: -1, alarmOn: null },
    });

    for (const { number } of [late, early]) {
      const seen = await until(
        () => datesSeen(number),
        ({ targetDate }) => targetDate !== without.targetDate,
      );
      expect(seen).toMatchObject({ targetDate: businessDay(15), statutoryDate: businessDay(16) });
    }
    const stored = await graph.data
      .database('application')
      .collection('applications')
      .findOne({ number: early.number });
    expect(stored?.['alarmOn']).toBe(
      new Date(Date.parse(businessDay(15)) + 86_400_000).toISOString().slice(0, 10),
    );
  });
});

test('an application filed right after a day of leave was added is dated by it', async () => {
  await admin.do(addLeaveDay, { date: businessDay(3), name });

  expect(await citizen.do(fileApplication, filed('right-after'))).toMatchObject({
    targetDate: businessDay(15),
    statutoryDate: businessDay(16),
  });
});

test('each process follows changes made by another one, and dates by them', async () => {
  const other = await graph.another();
  const token = await graph.token({ role: 'CITIZEN', citizenId: applicant.id });
  const adminToken = await graph.token({ role: 'ADMIN' });
  const [first, second] = [businessDay(3), businessDay(4)];

  await admin.do(addLeaveDay, { date: first, name });
  await until(
    () => other.client.data(leaveDays),
    ({ leaveDays }) => (leaveDays as unknown[]).length === 1, // the form of the query
  );
  const there = await other.client.data(fileApplication, {
    variables: filed('filed-there'),
    token,
  });
  await other.client.data(addLeaveDay, { variables: { date: second, name }, token: adminToken });
  await until(
    () => admin.do<unknown[]>(leaveDays),
    (days) => days.length === 2,
  );
  const here = await citizen.do(fileApplication, filed('filed-here'));
  await other.stop();

  expect(there['fileApplication']).toMatchObject({
    targetDate: businessDay(15),
    statutoryDate: businessDay(16),
  });
  expect(here).toMatchObject({ targetDate: businessDay(16), statutoryDate: businessDay(17) });
});

test('a target date beyond the known years is an explained error at that field alone', async () => {
  const database = graph.data.database('application');
  const { number } = await graph.data.application({ citizen: applicant });
  // As dated by the present calendar, or the next run of the redating would replace the date.
  const calendarVersion = (await database.collection('calendar').findOne())?.['version'] as number; // as stored
  await database
    .collection('applications')
    .updateOne({ number }, { $set: { targetDate: '2033-01-04', calendarVersion } });

  const { data, errors } = await citizen.ask(
    'query ($number: String!) { application(number: $number) { stage remainingBusinessDays } }',
    { number },
  );

  expect(data).toEqual({ application: { stage: 'RECEIVED', remainingBusinessDays: null } });
  expect(errors).toEqual([
    {
      message:
        '2033-01-04 is outside 2024-01-01 to 2032-12-31, the years whose public holidays are known.',
      path: ['application', 'remainingBusinessDays'],
      extensions: { code: 'UNAVAILABLE' },
    },
  ]);
});
