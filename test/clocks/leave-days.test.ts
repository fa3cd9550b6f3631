import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createBusinessCalendar, addDays } from '../../subgraphs/application/calendar/index.ts';
import { datesOf } from '../../subgraphs/application/record/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { operations, type Standing } from '../workflow/operations.ts';
import {
  addLeaveDay,
  businessDay,
  calendar,
  dates,
  fileApplication,
  leaveDays,
  removeLeaveDay,
  today,
} from './operations.ts';

let graph: TestGraph;
let applicant: TestCitizen;
let citizen: Person;
let admin: Person;

beforeAll(async () => {
  graph = await startGraph();
  applicant = await graph.data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  admin = await personOf(graph, { role: 'ADMIN', subject: 'admin-1' });
});

/** Each test begins without days of leave. */
afterEach(async () => {
  const left = await admin.do<{ date: string }[]>(leaveDays);
  for (const { date } of left) await admin.do(removeLeaveDay, { date });
});

afterAll(() => graph?.stop());

const name = 'İdari izin';
const anyone = (query: string) => graph.client.ask(query);
const datesSeen = (number: string) => citizen.do(dates, { number });

const filed = (key: string) => ({
  input: {
    type: 'INFORMATION_REQUEST',
    topicId: graph.data.directory.topics[0]?._id,
    subject: 'Toplantı tutanakları',
    text: 'Meclis toplantısının tutanaklarını istiyorum.',
    provinceCode: '34',
    answerChannel: 'SMS',
    idempotencyKey: key,
  },
});

describe('days of leave', () => {
  test('give an appeal whose last day they are the next business day', async () => {
    const lastDay = Array.from({ length: 30 }, (_, n) => addDays(today, -1 - n)).find(
      calendar.isBusinessDay,
    );
    const repliedAt = new Date(`${addDays(lastDay ?? today, -30)}T09:00:00Z`);
    const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
    const { number } = await graph.data.application({
      citizen: applicant,
      fields: { type: 'REQUEST', answeredAt: repliedAt },
      referrals: [
        {
          unit,
          state: 'ANSWERED',
          closedAt: repliedAt,
          replies: [{ kind: 'FINAL', outcome: 'REFUSED', text: 'Olmaz.', repliedAt }],
        },
      ],
    });
    const appeal = { number, text: 'Cevabı kabul etmiyorum, yeniden incelensin.' };
    expect(await citizen.refused(operations.appeal, appeal)).toMatchObject({
      code: 'CONFLICT',
      requirement: 'APPEAL_IN_TIME',
    });

    await admin.do(addLeaveDay, { date: lastDay, name });

    const { availableActions } = await citizen.do<Standing>(operations.appeal, appeal);
    expect(availableActions).not.toContain('APPEAL');
  });

  test('are added and removed by an administrator and read by anyone, the earliest first', async () => {
    const [sooner, later] = [businessDay(2), businessDay(5)];

    expect(await admin.do(addLeaveDay, { date: later, name: `  ${name} 2 ` })).toEqual({
      date: later,
      name: `${name} 2`,
      addedBy: 'admin-1',
    });
    await admin.do(addLeaveDay, { date: sooner, name });

    expect(await anyone(leaveDays)).toMatchObject({
      data: {
        leaveDays: [
          { date: sooner, name },
          { date: later, name: `${name} 2` },
        ],
      },
      errors: [],
    });
    expect(await admin.do(removeLeaveDay, { date: sooner })).toEqual({ date: sooner, name });
    expect((await anyone(leaveDays)).data).toEqual({
      leaveDays: [{ date: later, name: `${name} 2` }],
    });
  });

  test('tell who added them to administrators alone', async () => {
    await admin.do(addLeaveDay, { date: businessDay(2), name });

    const { data, errors } = await anyone('{ leaveDays { date addedAt addedBy } }');

    expect(data).toEqual({
      leaveDays: [{ date: businessDay(2), addedAt: expect.any(String), addedBy: null }],
    });
    expect(errors).toEqual([
      {
        message: 'Sign in first: this needs an access token.',
        path: ['leaveDays', 0, 'addedBy'],
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
  });

  test('keep who changed them and when, also after they are gone', async () => {
    const date = businessDay(3);
    await admin.do(addLeaveDay, { date, name });
    const other = await personOf(graph, { role: 'ADMIN', subject: 'admin-2' });
    await other.do(removeLeaveDay, { date });

    const kept = await graph.data.database('application').collection('leaveDays').findOne({ date });

    expect(kept).toMatchObject({
      addedBy: 'admin-1',
      addedAt: expect.any(Date),
      removedBy: 'admin-2',
      removedAt: expect.any(Date),
      removedIn: Number(kept?.['addedIn']) + 1,
    });
  });

  test.each(['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST'] as const)(
    'are changed by nobody of the role %s',
    async (role) => {
      const person = await personOf(graph, {
        role,
        citizenId: role === 'CITIZEN' ? applicant.id : null,
        unitId: role === 'OFFICER' ? '85316115' : null,
      });
      const date = businessDay(2);

      expect(await person.refused(addLeaveDay, { date, name })).toEqual({ code: 'FORBIDDEN' });
      expect(await person.refused(removeLeaveDay, { date })).toEqual({ code: 'FORBIDDEN' });
    },
  );

  test('are not changed without an access token', async () => {
    const { data, errors } = await graph.client.ask(addLeaveDay, {
      variables: { date: businessDay(2), name },
    });

    expect({ data, code: errors[0]?.extensions['code'] }).toEqual({
      data: { addLeaveDay: null },
      code: 'UNAUTHENTICATED',
    });
  });

  test('are each there once, also when two administrators add one at the same moment', async () => {
    const date = businessDay(4);

    const answers = await Promise.all([1, 2, 3].map(() => admin.ask(addLeaveDay, { date, name })));

    const lost = answers.filter(({ errors }) => errors.length > 0);
    expect(lost.map(({ data, errors }) => ({ data, errors }))).toEqual(
      [1, 2].map(() => ({
        data: { addLeaveDay: null },
        errors: [
          {
            message: `${date} is a day of administrative leave already.`,
            path: ['addLeaveDay'],
            extensions: { code: 'CONFLICT', field: 'date' },
          },
        ],
      })),
    );
    expect((await anyone(leaveDays)).data).toEqual({ leaveDays: [{ date, name }] });
  });

  test('that are none cannot be removed', async () => {
    expect(await admin.refused(removeLeaveDay, { date: businessDay(9) })).toEqual({
      code: 'NOT_FOUND',
    });
  });

  test.each(['2023-12-31', '2033-01-01', '0001-01-01', '9999-12-31'])(
    'outside the years of the calendar, like %s, are refused',
    async (date) => {
      const { data, errors } = await admin.ask(addLeaveDay, { date, name });

      expect({ data, errors }).toEqual({
        data: { addLeaveDay: null },
        errors: [
          {
            message: 'date must be 2024-01-01 to 2032-12-31.',
            path: ['addLeaveDay'],
            extensions: { code: 'BAD_USER_INPUT', field: 'date', reason: 'RANGE' },
          },
        ],
      });
    },
  );

  describe.each([
    ['added', addLeaveDay],
    ['removed', removeLeaveDay],
  ])('that are no day cannot be %s', (_what, mutation) => {
    test.each([
      '2027-02-29',
      '2027-2-1',
      'tomorrow',
      '2027-01-04T00:00:00Z',
      '',
      '2027-01-04\u0000',
      '２０２７-01-04',
      { $gt: '' },
      20270104,
      ['2027-01-04'],
      true,
    ])('like %j', async (date) => {
      expect(await admin.refused(mutation, { date, name })).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'date',
        reason: 'FORMAT',
      });
    });

    test('like null', async () => {
      expect(await admin.refused(mutation, { date: null, name })).toEqual({
        code: 'BAD_USER_INPUT',
        reason: 'VALIDATION',
      });
    });
  });

  test.each(['"2027-02-29"', '20270104', '{ day: 4 }', '["2027-01-04"]', 'TODAY'])(
    'that are no day are refused in the operation itself too, like %s',
    async (literal) => {
      expect(await admin.refused(`mutation { removeLeaveDay(date: ${literal}) { name } }`)).toEqual(
        { code: 'BAD_USER_INPUT', field: 'date', reason: 'FORMAT' },
      );
    },
  );

  test.each([
    ['no name', '', 'RANGE'],
    ['a name of spaces', '   ', 'RANGE'],
    ['a name of 201 characters', 'a'.repeat(201), 'RANGE'],
    ['a NUL in its name', 'a\u0000b', 'FORMAT'],
    ['half a surrogate pair in its name', 'a\ud800b', 'FORMAT'],
  ])('with %s are refused', async (_what, name, reason) => {
    expect(await admin.refused(addLeaveDay, { date: businessDay(2), name })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'name',
      reason,
    });
  });

  test('keep markup in their name as text', async () => {
    const markup = '<script>alert(1)</script> {"$gt":""}';
    await admin.do(addLeaveDay, { date: businessDay(2), name: markup });

    expect(await admin.do(leaveDays)).toEqual([{ date: businessDay(2), name: markup }]);
  });
});

describe('the dates of what is open', () => {
  const fields = { type: 'INFORMATION_REQUEST', filedAt: new Date() } as const;
  const without = datesOf(fields.type, fields.filedAt, calendar);

  test('move by a day of leave on the way, and back when it is removed; nothing else does', async () => {
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

  test('stay where the day of leave is not on the way', async () => {
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
    'are the only ones that move: what is %s keeps those it ended with',
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

  test('are found however old the calendar is that they were last counted by', async () => {
    await admin.do(addLeaveDay, { date: businessDay(3), name });
    // As a process that had not heard of it yet writes one, and as one from before there were versions.
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

test('what is filed right after a day of leave was added is dated by it', async () => {
  await admin.do(addLeaveDay, { date: businessDay(3), name });

  expect(await citizen.do(fileApplication, filed('right-after'))).toMatchObject({
    targetDate: businessDay(15),
    statutoryDate: businessDay(16),
  });
});

test('every process follows what another one changed, and dates by it', async () => {
  const other = await graph.another();
  const token = await graph.token({ role: 'CITIZEN', citizenId: applicant.id });
  const adminToken = await graph.token({ role: 'ADMIN' });
  const [first, second] = [businessDay(3), businessDay(4)];

  await admin.do(addLeaveDay, { date: first, name });
  await until(
    () => other.client.data(leaveDays),
    ({ leaveDays }) => (leaveDays as unknown[]).length === 1, // as asked
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

test('a target date beyond the known years is an error in words, at that field alone', async () => {
  const { number } = await graph.data.application({ citizen: applicant });
  await graph.data
    .database('application')
    .collection('applications')
    .updateOne({ number }, { $set: { targetDate: '2033-01-04' } });

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
