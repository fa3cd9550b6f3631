import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChangedUnit, unitOperations } from '../directory/unit-operations.ts';
import { type AnotherProcess, startAnotherProcess } from '../support/another-process.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { operations, type ReferralStanding, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';

/** What a closed unit had goes to its successor, once, by whichever of several processes. */

let graph: TestGraph;
let another: AnotherProcess;
let admin: Person;
let evaluator: Person;
let citizen: Person;
let topicId: string;
let parentId: string;

beforeAll(async () => {
  graph = await startGraph();
  another = await startAnotherProcess(graph);
  admin = await personOf(graph, { role: 'ADMIN', subject: 'administrator' });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator-1' });
  const { id } = await graph.data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: id, subject: 'ayse' });
  topicId = graph.data.directory.topics[0]?._id ?? '';
  parentId = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id;
});

afterAll(async () => {
  await another?.stop();
  await graph?.stop();
});

async function make(name: string, input: Record<string, unknown> = {}): Promise<string> {
  const { id } = await admin.do<ChangedUnit>(unitOperations.create, {
    input: { name, kind: 'DEPARTMENT', parentId, ...input },
  });
  return id;
}

const close = (id: string, successorId: string) =>
  admin.do<ChangedUnit>(unitOperations.close, { id, successorId });

const officerOf = (unitId: string, subject = 'officer-1') =>
  personOf(graph, { role: 'OFFICER', unitId, subject });

/** Files an application and refers it. */
async function referTo(unitIds: string[], input: Record<string, unknown> = {}): Promise<Standing> {
  const { number } = await citizen.do<Standing>(operations.file, {
    input: {
      type: 'REQUEST',
      topicId,
      subject: 'Sokak lambaları yanmıyor',
      text: 'Sokağımızdaki lambalar üç haftadır yanmıyor, gereğini arz ederim.',
      provinceCode: '34',
      answerChannel: 'SMS',
      idempotencyKey: crypto.randomUUID(),
      ...input,
    },
  });
  return evaluator.do<Standing>(operations.refer, { number, unitIds });
}

const standing = (number: string) => evaluator.do<Standing>(operations.standing, { number });

/** Waits until no open referral is at a unit any more. */
const leftBy = async (number: string, unitId: string) => {
  await until(
    () => standing(number),
    ({ referrals }) =>
      referrals.every(({ unit, state }) => unit.id !== unitId || state === 'FORWARDED'),
  );
  await checkStored(graph.data.database('application'), number);
  // Read anew: what was read while it was passed on may be half of it.
  return standing(number);
};

const referralsOf = ({ referrals }: Standing) =>
  referrals.map(({ unit, state }) => [unit.id, state]);

/** Brings a referral that is pending to another state. */
const ways: Record<string, (referralId: string, unitId: string) => Promise<unknown>> = {
  async PENDING() {},
  async IN_PROGRESS(referralId, unitId) {
    await (await officerOf(unitId)).do(operations.accept, { referralId });
  },
  async AWAITING_APPROVAL(referralId, unitId) {
    const officer = await officerOf(unitId);
    await officer.do(operations.accept, { referralId });
    const text = 'Lambaların yenilenmesi programa alınmıştır.';
    await officer.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
  },
  async AWAITING_CITIZEN(referralId, unitId) {
    const officer = await officerOf(unitId);
    await officer.do(operations.accept, { referralId });
    await officer.do(operations.requestClarification, { referralId, question: 'Hangi sokak?' });
  },
};

describe('when a unit is closed', () => {
  test.each(Object.keys(ways))('what was %s goes to its successor as it stood', async (state) => {
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const { number, referrals } = await referTo([unit]);
    await ways[state]?.(referrals[0]?.id ?? '', unit);
    const before = await standing(number);
    expect(referralsOf(before)).toEqual([[unit, state]]);

    await close(unit, successor);
    const left = await leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, state],
    ]);
    expect(left).toMatchObject({ stage: before.stage, responsibleUnits: [{ id: successor }] });
  });

  test('the citizen answers its question, and the successor goes on with the answer', async () => {
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const { number, referrals } = await referTo([unit]);
    await ways['AWAITING_CITIZEN']?.(referrals[0]?.id ?? '', unit);
    await close(unit, successor);
    await leftBy(number, unit);

    const supplemented = await citizen.do<Standing>(operations.supplement, {
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
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const { number, referrals } = await referTo([unit]);
    const officer = await officerOf(unit);
    await officer.do(operations.assign, { referralId: referrals[0]?.id, assignee: 'officer-1' });
    await ways['AWAITING_APPROVAL']?.(referrals[0]?.id ?? '', unit);
    await close(unit, successor);
    const referralId = (await leftBy(number, unit)).referrals[1]?.id;

    const approver = await officerOf(successor, 'officer-2');
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
    expect(await approver.do(inside, { number })).toEqual({
      referrals: [
        { assignee: 'officer-1', draft: null },
        { assignee: 'officer-1', draft: { text: 'Lambaların yenilenmesi programa alınmıştır.' } },
      ],
    });
    expect(await officer.refused(operations.approve, { referralId })).toMatchObject({
      code: 'FORBIDDEN',
      requirement: 'OTHER_THAN_DRAFTER',
    });
    const approved = await approver.do<ReferralStanding>(operations.approve, { referralId });
    expect(approved.application.stage).toBe('ANSWERED');
    await checkStored(graph.data.database('application'), number);
  });

  test('the applicant is told where it went and why', async () => {
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const { number } = await referTo([unit]);
    await close(unit, successor);
    await leftBy(number, unit);

    const { timeline } = await citizen.do<{ timeline: unknown[] }>(
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
  });

  test('the successor goes on with it to the end', async () => {
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const { number } = await referTo([unit]);
    await close(unit, successor);
    const { referrals } = await leftBy(number, unit);
    const referralId = referrals[1]?.id;
    // An officer of the closed unit acts for the successor.
    const drafter = await officerOf(unit, 'officer-1');
    const approver = await officerOf(successor, 'officer-2');
    const text = 'Lambaların yenilenmesi programa alınmıştır.';

    await drafter.do(operations.accept, { referralId });
    await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'GRANTED', text });
    const done = await approver.do<ReferralStanding>(operations.approve, { referralId });

    expect(done.application).toMatchObject({
      stage: 'ANSWERED',
      responsibleUnits: [{ id: successor }],
    });
    await checkStored(graph.data.database('application'), number);
  });

  test('a successor that has the application already goes on with what it has', async () => {
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const { number, referrals } = await referTo([unit, successor]);
    const officer = await officerOf(successor);
    await officer.do(operations.accept, { referralId: referrals[1]?.id });

    await close(unit, successor);
    const left = await leftBy(number, unit);

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'IN_PROGRESS'],
    ]);
    expect(left.stage).toBe('IN_PROGRESS');
  });

  test.each(['AWAITING_CITIZEN', 'AWAITING_APPROVAL'])(
    'also a successor that has the application takes over what was %s',
    async (state) => {
      const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
      const { number, referrals } = await referTo([successor, unit]);
      await ways[state]?.(referrals[1]?.id ?? '', unit);

      await close(unit, successor);
      const left = await leftBy(number, unit);

      expect(referralsOf(left)).toEqual([
        [successor, 'PENDING'],
        [unit, 'FORWARDED'],
        [successor, state],
      ]);
      // Both go on where the successor is closed as well.
      const next = await make('Sonraki');
      await close(successor, next);
      expect(referralsOf(await leftBy(number, successor)).slice(3)).toEqual([
        [next, 'PENDING'],
        [next, state],
      ]);
    },
  );

  test('two units that are closed for the same one pass on one referral', async () => {
    const [one, other, successor] = [
      await make('Bir'),
      await make('Öteki'),
      await make('Devralan'),
    ];
    const { number } = await referTo([one, other]);

    await Promise.all([close(one, successor), close(other, successor)]);
    await leftBy(number, one);
    const left = await leftBy(number, other);

    expect(referralsOf(left)).toEqual([
      [one, 'FORWARDED'],
      [other, 'FORWARDED'],
      [successor, 'PENDING'],
    ]);
  });

  test('what is about the head of the successor goes to the unit above', async () => {
    const above = await make('Üst');
    const unit = await make('Kapanan');
    const successor = await make('Devralan', { parentId: above });
    const { number } = await referTo([unit], { meantUnitId: successor, aboutHeadOfUnit: true });

    await close(unit, successor);

    expect(referralsOf(await leftBy(number, unit))).toEqual([
      [unit, 'FORWARDED'],
      [above, 'PENDING'],
    ]);
  });

  test('what it has answered or returned stays as it is', async () => {
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const { number, referrals } = await referTo([unit, parentId]);
    const officer = await officerOf(unit);
    await officer.do(operations.return, {
      referralId: referrals[0]?.id,
      reason: 'Birimimizin görevi değildir.',
    });
    const before = await standing(number);
    const later = await referTo([unit]);

    await close(unit, successor);
    await leftBy(later.number, unit);

    expect(await standing(number)).toMatchObject({
      version: before.version,
      referrals: before.referrals.map(({ id, state }) => ({ id, state })),
    });
  });

  test('what it had to decide is for the successor to decide', async () => {
    const [above, successor] = [await make('Üst'), await make('Devralan')];
    const unit = await make('Yanıtlayan', { parentId: above });
    const { number, referrals } = await referTo([unit]);
    const referralId = referrals[0]?.id;
    const text = 'Lambaların yenilenmesi programa alınmıştır.';
    const drafter = await officerOf(unit, 'officer-1');
    await drafter.do(operations.accept, { referralId });
    await drafter.do(operations.draft, { referralId, kind: 'FINAL', outcome: 'REFUSED', text });
    await (await officerOf(unit, 'officer-2')).do(operations.approve, { referralId });
    await citizen.do(operations.appeal, { number, text: 'Lambalar hâlâ yanmıyor, itiraz ederim.' });

    await close(unit, successor);
    await close(above, successor);

    const officer = await officerOf(successor, 'officer-3');
    const appeals = /* GraphQL */ `
      query ($unitId: ID!) {
        unitAppeals(unitId: $unitId) {
          nodes {
            state
            unit {
              id
            }
          }
        }
      }
    `;
    expect(await officer.do(appeals, { unitId: successor })).toEqual({
      nodes: [{ state: 'PENDING', unit: { id: above } }],
    });
    const upheld = await officer.do<Standing>(operations.decideAppeal, {
      number,
      decision: 'UPHELD',
      text: 'İtiraz yerinde bulunmuştur.',
    });
    expect(referralsOf(upheld)).toEqual([
      [unit, 'ANSWERED'],
      [successor, 'PENDING'],
    ]);
  });

  test('two processes pass on many, each once', async () => {
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    const referred: Standing[] = [];
    for (let index = 0; index < 12; index += 1) referred.push(await referTo([unit]));

    await close(unit, successor);
    const left = await Promise.all(referred.map(({ number }) => leftBy(number, unit)));

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
    const [unit, successor] = [await make('Kapanan'), await make('Devralan')];
    await close(unit, successor);
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
      () => standing(number),
      (one) => one.referrals.length === 2,
    );

    expect(referralsOf(left)).toEqual([
      [unit, 'FORWARDED'],
      [successor, 'PENDING'],
    ]);
  });
});
