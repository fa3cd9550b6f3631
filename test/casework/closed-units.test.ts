import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AnotherProcess, startAnotherProcess } from '../support/another-process.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { draftOf } from './drafts.ts';
import { operations, type ReferralStanding, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';
import { openTown, referralsOf, type Town } from './town.ts';

/** What a closed unit had goes to its successor, once, by whichever of several processes. */

let graph: TestGraph;
let another: AnotherProcess;
let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  another = await startAnotherProcess(graph);
  town = await openTown(graph);
});

afterAll(async () => {
  await another?.stop();
  await graph?.stop();
});

/** Brings a referral that is pending to another state. */
const ways: Record<string, (referralId: string, unitId: string) => Promise<unknown>> = {
  async PENDING() {},
  async IN_PROGRESS(referralId, unitId) {
    await (await town.officerOf(unitId)).do(operations.accept, { referralId });
  },
  async AWAITING_APPROVAL(referralId, unitId) {
    const officer = await town.officerOf(unitId);
    await officer.do(operations.accept, { referralId });
    const text = 'Lambaların yenilenmesi programa alınmıştır.';
    await officer.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
  },
  async AWAITING_CITIZEN(referralId, unitId) {
    const officer = await town.officerOf(unitId);
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  },
};

const inside = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      referrals {
        assignee
        draft {
          text
        }
      }
    }
  }
`;

describe('when a unit is closed', () => {
  test.each(Object.keys(ways))('what was %s goes to its successor as it stood', async (state) => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit]);
    await ways[state]?.(referrals[0]?.id ?? '', unit);
    const before = await town.standing(number);
    expect(referralsOf(before)).toEqual([[unit, state]]);

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, state],
    ]);
    expect(left).toMatchObject({ stage: before.stage, responsibleUnits: [{ id: successor }] });
  });

  test('the citizen answers its question, and the successor goes on with the answer', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit]);
    await ways['AWAITING_CITIZEN']?.(referrals[0]?.id ?? '', unit);
    await town.close(unit, successor);
    await town.leftBy(number, unit);

    const supplemented = await town.citizen.do<Standing>(operations.supplement, {
      number,
      text: 'Çarşı Sokak.',
    });

    expect(referralsOf(supplemented)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
    ]);
    await checkStored(graph.data.database('application'), number);
  });

  test('its draft waits for approval at the successor, by another than its drafter', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit]);
    const officer = await town.officerOf(unit);
    await officer.do(operations.assign, { referralId: referrals[0]?.id, assignee: 'officer-1' });
    await ways['AWAITING_APPROVAL']?.(referrals[0]?.id ?? '', unit);
    await town.close(unit, successor);
    const referralId = (await town.leftBy(number, unit)).referrals[1]?.id;

    const approver = await town.officerOf(successor, 'officer-2');
    expect(await approver.do(inside, { number })).toEqual({
      referrals: [
        { assignee: 'officer-1', draft: null },
        { assignee: 'officer-1', draft: { text: 'Lambaların yenilenmesi programa alınmıştır.' } },
      ],
    });
    const draft = await draftOf(approver, number, referralId);
    expect(await officer.refused(operations.approve, draft)).toMatchObject({
      code: 'FORBIDDEN',
      requirement: 'OTHER_THAN_DRAFTER',
    });
    const approved = await approver.do<ReferralStanding>(operations.approve, draft);
    expect(approved.application.stage).toBe('ANSWERED');
    await checkStored(graph.data.database('application'), number);
  });

  test('the applicant is told where it went and why', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number } = await town.referTo([unit]);
    await town.close(unit, successor);
    await town.leftBy(number, unit);

    const { timeline } = await town.citizen.do<{ timeline: unknown[] }>(
      /* GraphQL */ `
        query ($number: String!) {
          application(number: $number) {
            timeline {
              event
              actor
              unit {
                id
              }
              note
            }
          }
        }
      `,
      { number },
    );

    const note = 'Birim kapandı; başvuru, görevlerini devralan birime geçti.';
    expect(timeline.slice(-3)).toEqual([
      { event: 'REFERRED', actor: 'EVALUATOR', unit: { id: unit }, note: null },
      { event: 'FORWARDED', actor: null, unit: { id: unit }, note },
      { event: 'TAKEN_OVER', actor: null, unit: { id: successor }, note: null },
    ]);
    const messages = graph.data.database('application').collection('notifications');
    const [message] = await messages.find({ number }).sort({ version: -1 }).limit(1).toArray();
    expect(message).toMatchObject({ event: 'TAKEN_OVER' });
  });

  test('the successor goes on with it to the end', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number } = await town.referTo([unit]);
    await town.close(unit, successor);
    const { referrals } = await town.leftBy(number, unit);
    const referralId = referrals[1]?.id;
    // An officer of the closed unit acts for the successor.
    const drafter = await town.officerOf(unit, 'officer-1');
    const approver = await town.officerOf(successor, 'officer-2');
    const text = 'Lambaların yenilenmesi programa alınmıştır.';

    await drafter.do(operations.accept, { referralId });
    await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
    const done = await approver.do<ReferralStanding>(
      operations.approve,
      await draftOf(approver, number, referralId),
    );

    expect(done.application).toMatchObject({
      stage: 'ANSWERED',
      responsibleUnits: [{ id: successor }],
    });
    await checkStored(graph.data.database('application'), number);
  });

  test('a successor that has the application already goes on with what it has', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit, successor]);
    const officer = await town.officerOf(successor);
    await officer.do(operations.accept, { referralId: referrals[1]?.id });

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
    ]);
    expect(left.stage).toBe('IN_PROGRESS');
  });

  test('a successor that has not begun goes on with what was begun there', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([successor, unit]);
    const referralId = referrals[1]?.id;
    await ways['AWAITING_APPROVAL']?.(referralId ?? '', unit);
    const officer = await town.officerOf(unit, 'officer-2');
    const rejected = await draftOf(officer, number, referralId);
    await officer.do(operations.reject, { ...rejected, reason: 'Tarih verilmemiş.' });
    await officer.do(operations.assign, { referralId, assignee: 'officer-1' });
    const before = await town.standing(number);

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [successor, 'IN_PROGRESS'],
      [unit, 'FORWARDED'],
    ]);
    expect(left.stage).toBe(before.stage);
    expect(await officer.do(inside, { number })).toEqual({
      referrals: [
        {
          assignee: 'officer-1',
          draft: { text: 'Lambaların yenilenmesi programa alınmıştır.' },
        },
        { assignee: 'officer-1', draft: null },
      ],
    });
  });

  test.each(['AWAITING_CITIZEN', 'AWAITING_APPROVAL'])(
    'also a successor that has the application takes over what was %s',
    async (state) => {
      const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
      const { number, referrals } = await town.referTo([successor, unit]);
      await ways[state]?.(referrals[1]?.id ?? '', unit);

      await town.close(unit, successor);
      const left = await town.leftBy(number, unit);

      expect(referralsOf(left)).toEqual([
        [successor, 'PENDING'],
        [unit, 'FORWARDED'],
        [successor, state],
      ]);
      // Both go on where the successor is closed as well.
      const next = await town.make('Sonraki');
      await town.close(successor, next);
      expect(referralsOf(await town.leftBy(number, successor))).toEqual([
        [successor, 'FORWARDED'],
        [next, 'PENDING'],
        [unit, 'FORWARDED'],
        [successor, 'FORWARDED'],
        [next, state],
      ]);
    },
  );

  test.each([
    ['PENDING', 'AWAITING_CITIZEN'],
    ['IN_PROGRESS', 'AWAITING_CITIZEN'],
    ['IN_PROGRESS', 'AWAITING_APPROVAL'],
  ])('what was %s there goes on beside what is %s at the successor', async (state, own) => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit, successor]);
    await ways[state]?.(referrals[0]?.id ?? '', unit);
    await ways[own]?.(referrals[1]?.id ?? '', successor);
    const before = await town.standing(number);

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, state],
      [successor, own],
    ]);
    expect(left.stage).toBe(before.stage);
  });

  test.each([
    ['first', 0],
    ['last', 1],
  ])('a question waits apart from what was begun when its unit is closed %s', async (_, asking) => {
    const closing = [await town.make('Bir'), await town.make('Öteki')] as const;
    const successor = await town.make('Devralan');
    const { number, referrals } = await town.referTo([...closing]);
    await ways['IN_PROGRESS']?.(referrals[0]?.id ?? '', closing[0]);
    await ways['AWAITING_CITIZEN']?.(referrals[1]?.id ?? '', closing[1]);

    for (const unit of asking === 0 ? closing.toReversed() : closing) {
      await town.close(unit, successor);
      await town.leftBy(number, unit);
    }

    const left = await town.standing(number);
    expect(referralsOf(left)).toEqual([
      [closing[0], 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
      [closing[1], 'FORWARDED'],
      [successor, 'AWAITING_CITIZEN'],
    ]);
    expect(left.stage).toBe('IN_PROGRESS');
  });

  test('of two rejected drafts each stays where it is', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit, successor]);
    const texts = ['Lambalar bu ay yenilenecektir.', 'Lambalar yenilenmiştir.'];
    for (const [index, unitId] of [unit, successor].entries()) {
      const referralId = referrals[index]?.id;
      const officer = await town.officerOf(unitId);
      await officer.do(operations.accept, { referralId });
      const draft = { kind: 'FINAL', outcome: 'GRANTED', text: texts[index] };
      await officer.do(operations.draft, { referralId, ...draft });
      const superior = await town.officerOf(unitId, 'officer-2');
      const rejected = await draftOf(superior, number, referralId);
      await superior.do(operations.reject, { ...rejected, reason: 'Tarih verilmemiş.' });
    }

    await town.close(unit, successor);
    const left = await town.leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
    ]);
    const stored = graph.data.database('application').collection('referrals');
    const drafts = await stored.find({ unitId: { $in: [unit, successor] } }).toArray();
    expect(new Map(drafts.map(({ unitId, draft }) => [unitId, draft?.text]))).toEqual(
      new Map([
        [unit, texts[0]],
        [successor, texts[1]],
      ]),
    );
  });

  test.each(['PENDING', 'IN_PROGRESS'])(
    'whoever had it works on the own one of the successor, %s, which tells so',
    async (own) => {
      const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
      const { number, referrals } = await town.referTo([unit, successor]);
      const officer = await town.officerOf(unit);
      await officer.do(operations.assign, { referralId: referrals[0]?.id, assignee: 'officer-2' });
      await ways[own]?.(referrals[1]?.id ?? '', successor);

      await town.close(unit, successor);
      const left = await town.leftBy(number, unit);

      expect(referralsOf(left)).toEqual([
        [unit, 'FORWARDED'],
        [successor, own],
      ]);
      const { referrals: assigned, timeline } = await town.evaluator.do<{
        referrals: { assignee: string }[];
        timeline: unknown[];
      }>(
        `query ($number: String!) { application(number: $number) {
          referrals { assignee } timeline { event actor unit { id } note } } }`,
        { number },
      );
      expect(assigned[1]).toEqual({ assignee: 'officer-2' });
      expect(timeline.at(-1)).toEqual({
        event: 'ASSIGNED',
        actor: null,
        unit: { id: successor },
        note: 'officer-2',
      });
    },
  );

  test('two units that are closed for the same one pass on one referral', async () => {
    const [one, other, successor] = [
      await town.make('Bir'),
      await town.make('Öteki'),
      await town.make('Devralan'),
    ];
    const { number } = await town.referTo([one, other]);

    await Promise.all([town.close(one, successor), town.close(other, successor)]);
    const left = await town.leftBy(number, one, other);

    // In the place of the first, whichever was closed first.
    expect(referralsOf(left)).toEqual([
      [one, 'FORWARDED'],
      [successor, 'PENDING'],
      [other, 'FORWARDED'],
    ]);
  });

  test.each([
    ['had nothing of it', false],
    ['has the application already', true],
  ])('a successor that %s is the lead where it was', async (_, hasIt) => {
    const [lead, other, successor] = [
      await town.make('Öncü'),
      await town.make('Öteki'),
      await town.make('Devralan'),
    ];
    const { number } = await town.referTo([lead, other, ...(hasIt ? [successor] : [])]);

    await town.close(lead, successor);

    expect(await town.leftBy(number, lead)).toMatchObject({
      responsibleUnits: [{ id: successor }, { id: other }],
    });
  });

  test('what is about the head of the successor goes to the unit above', async () => {
    const above = await town.make('Üst');
    const unit = await town.make('Kapanan');
    const successor = await town.make('Devralan', { parentId: above });
    const { number } = await town.referTo([unit], {
      meantUnitId: successor,
      aboutHeadOfUnit: true,
    });

    await town.close(unit, successor);

    expect(referralsOf(await town.leftBy(number, unit))).toEqual([
      [unit, 'FORWARDED'],
      [above, 'PENDING'],
    ]);
  });

  test('what it has answered or returned stays as it is', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const { number, referrals } = await town.referTo([unit, town.parentId]);
    const officer = await town.officerOf(unit);
    await officer.do(operations.return, {
      referralId: referrals[0]?.id,
      reason: 'Birimimizin görevi değildir.',
    });
    const before = await town.standing(number);
    const later = await town.referTo([unit]);

    await town.close(unit, successor);
    await town.leftBy(later.number, unit);

    expect(await town.standing(number)).toMatchObject({
      version: before.version,
      referrals: before.referrals.map(({ id, state }) => ({ id, state })),
    });
  });

  test('two processes pass on many, each once', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const referred: Standing[] = [];
    for (let index = 0; index < 12; index += 1) referred.push(await town.referTo([unit]));

    await town.close(unit, successor);
    const left = await Promise.all(referred.map(({ number }) => town.leftBy(number, unit)));

    expect(left.map((one) => [one.version, referralsOf(one)])).toEqual(
      referred.map(({ version }) => [
        version + 1,
        [
          [unit, 'FORWARDED'],
          [successor, 'PENDING'],
        ],
      ]),
    );
  });

  test('what is referred to it by somebody who had not heard of it goes on as well', async () => {
    const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    await town.close(unit, successor);
    const { data } = graph;
    const applicant = await data.citizen();
    const timeline = [
      {},
      { event: 'REFERRED', actor: 'EVALUATOR', unitId: unit, public: true },
    ] as const;
    const referrals = [{ unit: { _id: unit }, state: 'PENDING' }] as const;
    const { number } = await data.application({
      citizen: applicant,
      referrals: [...referrals],
      timeline: [...timeline],
    });

    const left = await until(
      () => town.standing(number),
      (one) => one.referrals.length === 2,
    );

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'PENDING'],
    ]);
  });
});
