import { expect, it } from '@jest/globals';
import { addDays, localDateOf } from '../../lib/kit/local-date.ts';
import { type ApplicationDocument, datesOf } from '../../subgraphs/application/record/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { calendar, justPast } from '../calendar/operations.ts';
import { draftOf } from './drafts.ts';
import { appealOf, operations, type ReferralStanding, type Standing } from './operations.ts';
import { daysAgo } from '../support/days.ts';
import {
  graph,
  citizen,
  evaluator,
  officer,
  colleague,
  unit,
  other,
  referral,
  now,
} from './unit-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

onceInTheSuite('after an answer, the citizen', () => {
  const answered = (
    repliedAt: Date,
    type: ApplicationDocument['type'],
    outcome: 'GRANTED' | 'REFUSED',
  ) =>
    referral(
      {
        state: 'ANSWERED',
        closedAt: repliedAt,
        replies: [{ kind: 'FINAL', outcome, text: 'Cevap.', repliedAt }],
      },
      { type, answeredAt: repliedAt },
    );
  const text = 'Cevabı kabul etmiyorum, yeniden incelensin.';

  it.each([
    ['a petition’s', 30, 'REQUEST', 'GRANTED', 'OK'],
    ['a petition’s', justPast(30), 'REQUEST', 'GRANTED', 'CONFLICT'],
    ['a refused information request’s', 15, 'INFORMATION_REQUEST', 'REFUSED', 'OK'],
    ['a refused information request’s', justPast(15), 'INFORMATION_REQUEST', 'REFUSED', 'CONFLICT'],
    ['a granted information request’s', justPast(15), 'INFORMATION_REQUEST', 'GRANTED', 'OK'],
  ] as const)(
    'appeals against %s answer on day %i (%s, %s): %s',
    async (_, days, type, outcome, expected) => {
      const { number } = await answered(daysAgo(days), type, outcome);
      const { errors } = await citizen.ask(operations.appeal, { number, text });
      expect(errors[0]?.extensions['code'] ?? 'OK').toBe(expected);
    },
  );

  it.each([
    ['REQUEST', 'REFUSED', false, 'OK'],
    ['REQUEST', 'REFUSED', true, 'CONFLICT'],
    ['INFORMATION_REQUEST', 'GRANTED', true, 'CONFLICT'],
    // A rating does not waive the legal right to object.
    ['INFORMATION_REQUEST', 'REFUSED', true, 'OK'],
  ] as const)(
    'appeals against an answer (%s, %s) that was rated with solved %s: %s',
    async (type, outcome, solved, expected) => {
      const { number } = await answered(now(), type, outcome);
      const rated = await citizen.do<Standing>(operations.rate, { number, score: 3, solved });
      const appeals = rated.availableActions.filter((action) => action === 'APPEAL');
      expect(appeals).toEqual(expected === 'OK' ? ['APPEAL'] : []);

      const { errors } = await citizen.ask(operations.appeal, { number, text });

      expect(errors[0]?.extensions).toEqual(
        expected === 'OK'
          ? undefined
          : expect.objectContaining({ code: 'CONFLICT', requirement: 'NOT_RATED_AS_SOLVED' }),
      );
    },
  );

  it('appeals once, and the unit above may let the answer stand', async () => {
    const { number } = await answered(now(), 'REQUEST', 'GRANTED');
    await citizen.do(operations.appeal, { number, text });
    expect(await citizen.refused(operations.appeal, { number, text })).toMatchObject({
      code: 'CONFLICT',
      requirement: 'NOT_APPEALED',
    });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const decided = await superior.do<Standing>(operations.decideAppeal, {
      ...(await appealOf(citizen, number)),
      decision: 'DISMISSED',
      text: 'Verilen cevap yerindedir, değişiklik gerekmez.',
    });
    expect(decided.stage).toBe('ANSWERED');
    expect(
      await superior.refused(operations.decideAppeal, {
        ...(await appealOf(citizen, number)),
        decision: 'UPHELD',
        text,
      }),
    ).toMatchObject({ code: 'CONFLICT', requirement: 'APPEAL_PENDING' });
  });

  /** The unit has answered, and the applicant appeals. */
  async function appealed(answering: { drafter: Person; approver: Person }) {
    const { number, referralId } = await referral({ state: 'IN_PROGRESS' });
    await answering.drafter.do(operations.draft, {
      referralId,
      kind: 'FINAL',
      outcome: 'REFUSED',
      text: 'Talebiniz yerinde görülmemiştir.',
    });
    await answering.approver.do(operations.approve, await draftOf(answering.approver, number));
    await citizen.do(operations.appeal, { number, text });
    return number;
  }

  it('an appeal is not decided by the officer who drafted or approved the answer', async () => {
    const inAbove = (subject: string) =>
      personOf(graph, { role: 'OFFICER', unitId: unit.parentId, subject });
    const [drafter, approver, third] = await Promise.all(
      ['superior-1', 'superior-2', 'superior-3'].map(inAbove),
    );
    if (!drafter || !approver || !third) throw new Error('There are fewer than three officers.');
    const number = await appealed({ drafter, approver });
    const decision = { ...(await appealOf(citizen, number)), decision: 'DISMISSED', text };

    for (const person of [drafter, approver]) {
      expect(await person.refused(operations.decideAppeal, decision)).toMatchObject({
        code: 'FORBIDDEN',
        requirement: 'OTHER_THAN_WHO_ANSWERED',
      });
    }

    const decided = await third.do<Standing>(operations.decideAppeal, decision);
    expect(decided.stage).toBe('ANSWERED');
  });

  it('an upheld appeal leads to a new answer, which the centre cannot prevent', async () => {
    const number = await appealed({ drafter: officer, approver: colleague });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const { referrals } = await superior.do<Standing>(operations.decideAppeal, {
      ...(await appealOf(citizen, number)),
      decision: 'UPHELD',
      text,
    });
    const cancelled = { referralId: referrals[1]?.id, reason: 'Gerek kalmamıştır.' };

    expect(await evaluator.refused(operations.cancel, cancelled)).toMatchObject({
      code: 'CONFLICT',
      requirement: 'NEW_ANSWER_TO_COME',
    });

    // Another unit may give it.
    await evaluator.do(operations.refer, { number, unitIds: [other._id] });
    const { state } = await evaluator.do<ReferralStanding>(operations.cancel, cancelled);
    expect(state).toBe('CANCELLED');
  });

  const clocks = /* GraphQL */ `
    query ($number: String!) {
      application(number: $number) {
        targetDate
        statutoryDate
        overdue
        remainingBusinessDays
        rating {
          score
        }
        referrals {
          state
          targetDate
          statutoryDate
          overdue
          raisedTo {
            id
          }
        }
        earlierAnswers {
          answeredAt
          targetDate
          statutoryDate
          overdue
          rating {
            score
            solved
          }
          appeal {
            state
            decisionText
          }
        }
      }
    }
  `;

  it('a new answer has clocks of its own from the day of the decision, and the contested one keeps its own', async () => {
    const type = 'INFORMATION_REQUEST';
    const [filedAt, repliedAt] = [daysAgo(90), daysAgo(10)];
    const pauses = [{ from: localDateOf(daysAgo(80)), to: localDateOf(daysAgo(77)) }];
    const extendedOn = localDateOf(daysAgo(76));
    const contested = datesOf(type, filedAt, calendar, { pauses, extended: true });
    const reply = { kind: 'FINAL', outcome: 'REFUSED', text: 'Cevap.', repliedAt } as const;
    const { number } = await referral(
      { state: 'ANSWERED', closedAt: repliedAt, replies: [reply], raisedToUnitId: unit.parentId },
      { type, filedAt, answeredAt: repliedAt, pauses, extendedOn, ...contested },
    );
    await citizen.do(operations.rate, { number, score: 2, solved: false });
    await citizen.do(operations.appeal, { number, text });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const decision = { ...(await appealOf(citizen, number)), decision: 'UPHELD', text };
    const { referrals } = await superior.do<Standing>(operations.decideAppeal, decision);

    const anew = datesOf(type, now(), calendar);
    expect(await evaluator.do(clocks, { number })).toEqual({
      ...anew,
      overdue: false,
      remainingBusinessDays: 14,
      rating: null,
      referrals: [
        { state: 'ANSWERED', ...anew, overdue: false, raisedTo: { id: unit.parentId } },
        { state: 'PENDING', ...anew, overdue: false, raisedTo: null },
      ],
      earlierAnswers: [
        {
          answeredAt: repliedAt.toISOString(),
          ...contested,
          overdue: true,
          rating: { score: 2, solved: false },
          appeal: { state: 'UPHELD', decisionText: text },
        },
      ],
    });
    const inbox = /* GraphQL */ `
      query ($unitId: ID!, $dueBefore: Date!) {
        unitInbox(unitId: $unitId, first: 100, filter: { overdue: false, dueBefore: $dueBefore }) {
          nodes {
            id
          }
        }
      }
    `;
    const { nodes } = await officer.do<{ nodes: { id: string }[] }>(inbox, {
      unitId: unit._id,
      dueBefore: addDays(anew.statutoryDate, 1),
    });
    expect(nodes.map(({ id }) => id)).toContain(referrals[1]?.id);

    // The time for the new answer can be extended, too.
    const referralId = referrals[1]?.id;
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.extend, { referralId, reason: 'Belgeler başka birimde.' });
    expect(await evaluator.do(clocks, { number })).toMatchObject(
      datesOf(type, now(), calendar, { pauses: [], extended: true }),
    );
  });

  it('each new answer has clocks of its own, with the days that the citizen is awaited', async () => {
    const number = await appealed({ drafter: officer, approver: colleague });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const uphold = async () =>
      superior.do<Standing>(operations.decideAppeal, {
        ...(await appealOf(citizen, number)),
        decision: 'UPHELD',
        text,
      });
    const first = (await uphold()).referrals[1]?.id;
    await officer.do(operations.accept, { referralId: first });
    const question = { referralId: first, question: 'Hangi sokak?' };
    await officer.do(operations.requestClarification, question);
    await citizen.do(operations.supplement, { number, text: 'Gül Sokak.' });
    const answer = { kind: 'FINAL', outcome: 'REFUSED', text: 'Talep yerinde görülmemiştir.' };
    await officer.do(operations.draft, { referralId: first, ...answer });
    await colleague.do(operations.approve, await draftOf(colleague, number, first));
    await citizen.do(operations.appeal, { number, text });
    await uphold();

    const seen = await citizen.do<{ earlierAnswers: unknown[] }>(clocks, { number });
    expect(seen).toMatchObject({ ...datesOf('REQUEST', now(), calendar), overdue: false });
    expect(seen.earlierAnswers).toHaveLength(2);
    const stored = await graph.data
      .database('application')
      .collection<ApplicationDocument>('applications')
      .findOne({ number });
    const today = localDateOf(now());
    expect(stored).toMatchObject({
      pauses: [],
      earlierAnswers: [{ pauses: [] }, { pauses: [{ from: today, to: today }] }],
    });
  });

  it('the rating is cleared while a new answer is pending, and until the new answer is rated', async () => {
    const rating = (number: string) =>
      citizen.do(
        `query ($number: String!) { application(number: $number) { rating { score solved } } }`,
        { number },
      );
    const number = await appealed({ drafter: officer, approver: colleague });
    await citizen.do(operations.rate, { number, score: 1, solved: false });
    expect(await rating(number)).toEqual({ rating: { score: 1, solved: false } });
    const superior = await personOf(graph, { role: 'OFFICER', unitId: unit.parentId });
    const { referrals } = await superior.do<Standing>(operations.decideAppeal, {
      ...(await appealOf(citizen, number)),
      decision: 'UPHELD',
      text,
    });
    expect(await rating(number)).toEqual({ rating: null });

    const referralId = referrals[1]?.id;
    await officer.do(operations.accept, { referralId });
    const answer = { kind: 'FINAL', outcome: 'GRANTED', text: 'Lambalar yenilenmiştir.' };
    await officer.do(operations.draft, { referralId, ...answer });
    await colleague.do(operations.approve, await draftOf(colleague, number, referralId));
    expect(await rating(number)).toEqual({ rating: null });

    await citizen.do(operations.rate, { number, score: 5, solved: true });
    expect(await rating(number)).toEqual({ rating: { score: 5, solved: true } });
    const { timeline } = await citizen.do<{ timeline: { rating: object | null }[] }>(
      'query ($number: String!) { application(number: $number) { timeline { rating { score solved } } } }',
      { number },
    );
    expect(timeline.flatMap((entry) => entry.rating ?? [])).toEqual([
      { score: 1, solved: false },
      { score: 5, solved: true },
    ]);
  });

  it('an appeal is not decided by officers whose units have passed it on, nor are they notified', async () => {
    const { number, referralId } = await referral({ state: 'IN_PROGRESS' });
    const forwarding = { referralId, unitId: other._id, reason: 'Görev alanımızda değildir.' };
    await officer.do(operations.forward, forwarding);
    const decision = { referralId, decision: 'DISMISSED', text };
    const refusal = { code: 'FORBIDDEN' }; // without the requirement, which would show it
    expect(await officer.refused(operations.decideAppeal, decision)).toEqual(refusal);

    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
    const next = referrals.find(({ unit: { id } }) => id === other._id);
    const there = ['one', 'another'].map((subject) =>
      personOf(graph, { role: 'OFFICER', unitId: other._id, subject }),
    );
    const [drafter, approver] = await Promise.all(there);
    const answer = { kind: 'FINAL', outcome: 'REFUSED', text: 'Talep yerinde görülmemiştir.' };
    await drafter?.do(operations.accept, { referralId: next?.id });
    await drafter?.do(operations.draft, { referralId: next?.id, ...answer });
    if (approver) {
      await approver.do(operations.approve, await draftOf(approver, number, next?.id));
    }
    await citizen.do(operations.appeal, { number, text });

    expect(await officer.refused(operations.decideAppeal, decision)).toEqual(refusal);
    const { referralId: contested } = await appealOf(citizen, number);
    expect(contested).toBe(next?.id);
    expect(
      await officer.refused(operations.decideAppeal, { ...decision, referralId: contested }),
    ).toEqual({ code: 'NOT_FOUND' });
  });

  it('cannot rate the matter as solved while an appeal is pending', async () => {
    const { number } = await answered(now(), 'REQUEST', 'GRANTED');
    await citizen.do(operations.appeal, { number, text });

    expect(
      await citizen.refused(operations.rate, { number, score: 5, solved: true }),
    ).toMatchObject({ code: 'CONFLICT', stage: 'ANSWERED' });

    const rated = await citizen.do<Standing>(operations.rate, { number, score: 1, solved: false });
    expect(rated.availableActions).toEqual([]);
  });

  it.each([0, 6, -1])('cannot rate with %i', async (score) => {
    const { number } = await answered(now(), 'REQUEST', 'GRANTED');
    expect(await citizen.refused(operations.rate, { number, score, solved: true })).toMatchObject(
      wrongField('score', 'RANGE', { min: 1, max: 5 }),
    );
  });
});
