import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AnotherProcess, startAnotherProcess } from '../support/another-process.ts';
import { onceInTheSuite } from '../support/graph.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { wrongField } from '../support/wrong-field.ts';
import { graph, inside, town, ways } from './closed-units-scene.ts';
import { draftOf } from './drafts.ts';
import { operations, type ReferralStanding, type Standing } from './operations.ts';
import { checkStored } from './stored.ts';
import { referralsOf } from './town.ts';

/** The referrals of a closed unit go to its successor, once, whichever process moves them. */

onceInTheSuite('when a unit is closed', () => {
  let another: AnotherProcess;

  beforeAll(async () => {
    another = await startAnotherProcess(graph);
  });

  afterAll(() => another?.stop());

  test.each(Object.keys(ways))(
    'a referral that was %s goes to its successor in the same state',
    async (state) => {
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
    },
  );

  test('the citizen answers its question, and the successor continues with the answer', async () => {
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

  test('its draft waits for approval at the successor, by an officer other than its drafter', async () => {
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

  test('the applicant is notified of the new unit and the reason', async () => {
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
              automaticReason
            }
          }
        }
      `,
      { number },
    );

    const none = { note: null, automaticReason: null };
    expect(timeline.slice(-3)).toEqual([
      { event: 'REFERRED', actor: 'EVALUATOR', unit: { id: unit }, ...none },
      {
        event: 'FORWARDED',
        actor: null,
        unit: { id: unit },
        note: null,
        automaticReason: 'UNIT_CLOSED',
      },
      { event: 'TAKEN_OVER', actor: null, unit: { id: successor }, ...none },
    ]);
    const messages = graph.data.database('application').collection('notifications');
    const [message] = await messages.find({ number }).sort({ version: -1 }).limit(1).toArray();
    expect(message).toMatchObject({ event: 'TAKEN_OVER' });
  });

  test('the successor works on it to the end', async () => {
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

  test('an application about the head of the successor goes to the unit above', async () => {
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

  test('answered and returned referrals are unchanged', async () => {
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

  test('two processes pass on many referrals, each once', async () => {
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

  test('a referral by a process with an outdated tree is passed on as well', async () => {
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

  describe('its officers', () => {
    const read = 'query ($id: ID!) { administrativeUnit(id: $id) { officers { subject } } }';
    const officersOf = async (person: Person, id: string) => {
      const { officers } = await person.do<{ officers: { subject: string }[] | null }>(read, {
        id,
      });
      return officers?.map(({ subject }) => subject).toSorted() ?? null;
    };
    const actFor = async (unitId: string, ...subjects: string[]) => {
      const { number, referrals } = await town.referTo([unitId]);
      const variables = { referralId: referrals[0]?.id, text: 'İlgileniyorum.' };
      for (const subject of subjects) {
        await (await town.officerOf(unitId, subject)).do(operations.note, variables);
      }
      return number;
    };
    const assign = async (referralId: string | undefined, unitId: string, assignee: string) => {
      const officer = await town.officerOf(unitId, 'yeni');
      const { errors } = await officer.ask(operations.assign, { referralId, assignee });
      return errors[0]?.extensions ?? 'OK';
    };

    test('are those of its successor, also after two closings and a merger', async () => {
      const above = await town.make('Üst');
      const make = (name: string) => town.make(name, { parentId: above });
      const [first, second] = [await make('Birinci'), await make('İkinci')];
      const [third, last] = [await make('Üçüncü'), await make('Sonuncu')];
      const number = await actFor(first, 'ali');
      await actFor(second, 'ali', 'veli');
      await actFor(third, 'can');
      await town.close(first, second);
      await town.close(second, last);
      await town.close(third, last); // a merger
      const { referrals } = await town.leftBy(number, first, second);
      const referralId = referrals.at(-1)?.id;

      const everybody = ['ali', 'can', 'veli'];
      const viewers = [town.evaluator, await town.officerOf(last, 'yeni')];
      for (const viewer of [...viewers, await town.officerOf(above), await town.officerOf(first)]) {
        for (const id of [first, second, third, last]) {
          expect(await officersOf(viewer, id)).toEqual(everybody);
        }
      }
      for (const subject of everybody) expect(await assign(referralId, last, subject)).toBe('OK');
      expect(await assign(referralId, last, 'kimse')).toEqual(wrongField('assignee', 'UNKNOWN'));
      // Once they act for the successor as well, they are listed for that day, once.
      await actFor(last, 'can');
      expect(await officersOf(town.evaluator, last)).toEqual([...everybody, 'yeni']);
    });

    test('are not those of another unit that is still active, nor known there', async () => {
      const [unit, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
      const sibling = await town.make('Komşu');
      await actFor(unit, 'ali');
      const referred = await town.referTo([sibling]);
      await town.close(unit, successor);

      expect(await officersOf(town.evaluator, sibling)).toEqual([]);
      expect(await assign(referred.referrals[0]?.id, sibling, 'ali')).toEqual(
        wrongField('assignee', 'UNKNOWN'),
      );
      const neighbour = await town.officerOf(sibling);
      for (const id of [unit, successor]) expect(await officersOf(neighbour, id)).toBeNull();
    });
  });
});
