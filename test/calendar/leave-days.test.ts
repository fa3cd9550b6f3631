import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../lib/kit/local-date.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { operations, type Standing } from '../casework/operations.ts';
import {
  addLeaveDay,
  businessDay,
  calendar,
  leaveDays,
  removeLeaveDay,
  today,
} from './operations.ts';
import { graph, applicant, citizen, admin, name, anyone } from './leave-days-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('days of leave', () => {
  test('move an appeal whose last day falls on one to the next business day', async () => {
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

  test('are added and removed by an administrator and read by anyone, in order of date', async () => {
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

  test('show administrators alone who added them', async () => {
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

  test('keep a record of who changed them and when, also after removal', async () => {
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
    'cannot be changed by the role %s',
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

  test('cannot be changed without an access token', async () => {
    const { data, errors } = await graph.client.ask(addLeaveDay, {
      variables: { date: businessDay(2), name },
    });

    expect({ data, code: errors[0]?.extensions['code'] }).toEqual({
      data: { addLeaveDay: null },
      code: 'UNAUTHENTICATED',
    });
  });

  test('are stored once, also when two administrators add the same one concurrently', async () => {
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

  test('that do not exist cannot be removed', async () => {
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
            extensions: wrongField('date', 'RANGE', { min: '2024-01-01', max: '2032-12-31' }),
          },
        ],
      });
    },
  );

  test.each(['1899-12-31', '3000-01-01'])(
    'that no argument can name, like %s, are not looked for',
    async (date) => {
      const { errors } = await admin.ask(removeLeaveDay, { date });

      expect(errors).toMatchObject([
        {
          message: 'date must be 1900-01-01 to 2999-12-31.',
          extensions: wrongField('date', 'RANGE', { min: '1900-01-01', max: '2999-12-31' }),
        },
      ]);
    },
  );

  describe.each([
    ['added', addLeaveDay],
    ['removed', removeLeaveDay],
  ])('that are not dates cannot be %s', (_what, mutation) => {
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
      expect(await admin.refused(mutation, { date, name })).toEqual(wrongField('date', 'FORMAT'));
    });

    test('like null', async () => {
      expect(await admin.refused(mutation, { date: null, name })).toEqual({
        code: 'BAD_USER_INPUT',
        reason: 'VALIDATION',
      });
    });
  });

  test.each(['"2027-02-29"', '20270104', '{ day: 4 }', '["2027-01-04"]', 'TODAY'])(
    'that are not dates are refused in the text of the operation, too, like %s',
    async (literal) => {
      expect(await admin.refused(`mutation { removeLeaveDay(date: ${literal}) { name } }`)).toEqual(
        wrongField('date', 'FORMAT'),
      );
    },
  );

  test.each([
    ['a name on two lines', 'Bayram\ntatili', 'FORMAT', {}],
    ['a name with a tab', 'Bayram\ttatili', 'FORMAT', {}],
    ['no name', '', 'RANGE', { min: 1, max: 200 }],
    ['a name of spaces', '   ', 'RANGE', { min: 1, max: 200 }],
    ['a name of 201 characters', 'a'.repeat(201), 'RANGE', { min: 1, max: 200 }],
    ['a NUL in its name', 'a\u0000b', 'FORMAT', {}],
    ['a lone surrogate in its name', 'a\ud800b', 'FORMAT', {}],
  ])('with %s are refused', async (_what, name, reason, limits) => {
    expect(await admin.refused(addLeaveDay, { date: businessDay(2), name })).toEqual(
      wrongField('name', reason, limits),
    );
  });

  test('keep markup in their name as text', async () => {
    const markup = '<script>alert(1)</script> {"$gt":""}';
    await admin.do(addLeaveDay, { date: businessDay(2), name: markup });

    expect(await admin.do(leaveDays)).toEqual([{ date: businessDay(2), name: markup }]);
  });
});
