import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operations, type Standing } from '../casework/operations.ts';
import { openTown, type Town } from '../casework/town.ts';
import { roles, scopesOfRole } from '../../lib/kit/viewer.ts';
import { scopesOfField } from '../viewers/field-scopes.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { now, pollUntil } from './events-scene.ts';
import { openSubgraph, type TestSubgraph } from './subscription-scene.ts';

const newQuery = /* GraphQL */ `
  subscription New(
    $unitId: ID
    $includeSubUnits: Boolean
    $types: [ApplicationType!]
    $topics: [ID!]
    $after: String
  ) {
    newApplications(
      unitId: $unitId
      includeSubUnits: $includeSubUnits
      types: $types
      topics: $topics
      after: $after
    ) {
      cursor
      application {
        number
        type
      }
      referral {
        id
        unit {
          id
        }
      }
    }
  }
`;

const changedQuery = /* GraphQL */ `
  subscription Changed($number: String, $referralId: ID, $after: String) {
    applicationChanged(number: $number, referralId: $referralId, after: $after) {
      cursor
      kind
      application {
        number
        stage
      }
    }
  }
`;

const reason = 'Konu başka birimin görev alanındadır.';
const text = 'Yerinde bakıldı.';

onceInTheSuite('subscriptions', () => {
  let graph: TestGraph;
  let town: Town;
  let subgraph: TestSubgraph;

  beforeAll(async () => {
    graph = await startGraph();
    town = await openTown(graph);
    subgraph = await openSubgraph(graph);
  });

  afterAll(async () => {
    await subgraph?.stop();
    await graph?.stop();
  });

  const officer = (unitId: string) => ({ role: 'OFFICER', unitId, subject: 'officer-1' }) as const;
  const centre = { role: 'EVALUATOR' } as const;
  const refusal = (...given: Parameters<TestSubgraph['subscribe']>) =>
    subgraph.subscribe(...given).catch((error: unknown) => error);

  /** Subscribes, and waits until everything after that moment is certain to be delivered. */
  async function subscribe(
    viewer: Parameters<TestSubgraph['subscribe']>[0],
    query: string,
    variables = {},
  ) {
    const subscription = await subgraph.subscribe(viewer, query, variables);
    await until(
      () => subscription.cursors,
      ({ length }) => length > 0,
    );
    return subscription;
  }

  const numbersOf = (events: readonly Record<string, unknown>[]) =>
    events.map(({ application }) => (application as { number: string }).number);
  const kindsOf = (events: readonly Record<string, unknown>[]) => events.map(({ kind }) => kind);

  test('an officer gets what is referred to the unit and to those below, once, with its cursor', async () => {
    const above = await town.make('Üst');
    const below = await town.make('Alt', { parentId: above });
    const whole = await subscribe(officer(above), newQuery);
    const alone = await subscribe(officer(above), newQuery, { includeSubUnits: false });

    const first = await town.referTo([below]);
    const second = await town.referTo([above], { type: 'COMPLAINT' });

    await whole.until(2);
    await alone.until(1);
    const own = (standing: typeof first, unitId: string) => ({
      id: standing.referrals[0]?.id,
      unit: { id: unitId },
    });
    expect(whole.events).toEqual([
      {
        cursor: whole.cursors.at(-2),
        application: { number: first.number, type: 'REQUEST' },
        referral: own(first, below),
      },
      {
        cursor: whole.cursors.at(-1),
        application: { number: second.number, type: 'COMPLAINT' },
        referral: own(second, above),
      },
    ]);
    expect(alone.events).toEqual(whole.events.slice(1));
    await whole.stop();
    await alone.stop();
  });

  test('filters of types and topics leave out the rest, and may change without losing the position', async () => {
    const unitId = await town.make('Süzülen');
    const [topic, other] = graph.data.directory.topics;
    const filter = { types: ['COMPLAINT'], topics: [other?._id] };
    const filtered = await subscribe(officer(unitId), newQuery, filter);
    const [start] = filtered.cursors;

    const all = [];
    for (const type of ['REQUEST', 'COMPLAINT']) {
      for (const topicId of [topic?._id, other?._id]) {
        all.push((await town.referTo([unitId], { type, topicId })).number);
      }
    }

    await filtered.until(1);
    expect(numbersOf(filtered.events)).toEqual(all.slice(3));
    const unfiltered = await subscribe(officer(unitId), newQuery, { after: start });
    await unfiltered.until(4);
    expect(numbersOf(unfiltered.events)).toEqual(all);
    await filtered.stop();
    await unfiltered.stop();
  });

  test('the centre gets what is filed, or what is referred to a unit that it names', async () => {
    const unitId = await town.make('Bakılan');
    const filed = await subscribe(centre, newQuery);
    const referred = await subscribe(centre, newQuery, { unitId });

    const { number, referrals } = await town.referTo([unitId]);

    await filed.until(1);
    await referred.until(1);
    expect(filed.events).toMatchObject([{ application: { number }, referral: null }]);
    expect(referred.events).toMatchObject([{ referral: { id: referrals[0]?.id } }]);
    await filed.stop();
    await referred.stop();
  });

  test('a cursor of polling continues in a subscription, and the other way round', async () => {
    const unitId = await town.make('Birlikte');
    const person = await town.officerOf(unitId);
    const first = await town.referTo([unitId]);
    const [polled] = await pollUntil(person, { after: 'EARLIEST' }, 1);
    const second = await town.referTo([unitId]);

    const subscription = await subscribe(officer(unitId), newQuery, { after: polled?.cursor });
    await subscription.until(1);
    const earliest = await subscribe(officer(unitId), newQuery, { after: 'EARLIEST' });
    await earliest.until(2);

    expect(numbersOf(subscription.events)).toEqual([second.number]);
    expect(numbersOf(earliest.events)).toEqual([first.number, second.number]);
    const cursor = subscription.cursors.at(-1) ?? '';
    const third = await town.referTo([unitId]);
    const [next] = await pollUntil(person, { after: cursor }, 1);
    expect(next?.application.number).toBe(third.number);
    await subscription.stop();
    await earliest.stop();
  });

  test('a subscription of a closed unit goes on with its successor', async () => {
    const [closed, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
    const subscription = await subscribe(officer(closed), newQuery, { unitId: closed });

    await town.close(closed, successor);
    const { number } = await town.referTo([successor]);

    await subscription.until(1);
    expect(numbersOf(subscription.events)).toEqual([number]);
    await subscription.stop();
  });

  test('nothing of a unit that was moved away is delivered, and everything where it is now', async () => {
    const [old, next] = [await town.make('Eski'), await town.make('Yeni')];
    const unitId = await town.make('Taşınan', { parentId: old });
    const ofOld = await subscribe(officer(old), newQuery);
    const ofUnit = await subscribe(officer(old), newQuery, { unitId });
    const ofNext = await subscribe(officer(next), newQuery);
    await town.referTo([unitId]);
    await ofOld.until(1);

    await town.move(unitId, next);
    const { number } = await town.referTo([unitId]);
    const last = await town.referTo([old]);

    await ofNext.until(1);
    await ofOld.until(2);
    expect(numbersOf(ofNext.events)).toEqual([number]);
    expect(numbersOf(ofOld.events).slice(1)).toEqual([last.number]);
    await expect(ofUnit.ended).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(ofUnit.events).toHaveLength(1);
    for (const one of [ofOld, ofNext]) await one.stop();
  });

  test('the citizen and the units each get the changes of an application that they see', async () => {
    const [first, second] = [await town.make('Birinci'), await town.make('İkinci')];
    const { number, referrals } = await town.referTo([first]);
    const referralId = referrals[0]?.id;
    const after = await now(town.evaluator);
    const facts = await graph.data.databases.application.connection
      .collection('applications')
      .findOne({ number });
    const citizen = { role: 'CITIZEN', citizenId: String(facts?.['citizenId']) } as const;
    const subscriptions = [
      await subscribe(citizen, changedQuery, { number, after }),
      await subscribe(officer(first), changedQuery, { referralId, after }),
      await subscribe(centre, changedQuery, { number, after }),
    ] as const;
    const one = await town.officerOf(first);
    const other = await town.officerOf(second);

    await one.do(operations.note, { referralId, text });
    await one.do(operations.forward, { referralId, unitId: second, reason });
    const { referrals: both } = await town.standing(number);
    await other.do(operations.accept, { referralId: both[1]?.id });

    const [ofCitizen, ofFirst, ofCentre] = subscriptions;
    await ofCentre.until(4);
    await ofCitizen.until(3);
    await ofFirst.until(2);
    expect(kindsOf(ofCentre.events)).toEqual(['NOTE_ADDED', 'FORWARDED', 'REFERRED', 'ACCEPTED']);
    expect(kindsOf(ofCitizen.events)).toEqual(['FORWARDED', 'REFERRED', 'ACCEPTED']);
    expect(kindsOf(ofFirst.events)).toEqual(['NOTE_ADDED', 'FORWARDED']);
    for (const subscription of subscriptions) await subscription.stop();
  });

  test('a unit gets the changes of an application also from before it was given it', async () => {
    const [first, second] = [await town.make('Önceki'), await town.make('Sonraki')];
    const { number, referrals } = await town.referTo([first]);
    await (await town.officerOf(first)).do(operations.note, { referralId: referrals[0]?.id, text });
    const { referrals: both } = await town.evaluator.do<Standing>(operations.refer, {
      number,
      unitIds: [second],
    });
    const referralId = both[1]?.id;
    const person = await town.officerOf(second);
    await person.do(operations.accept, { referralId });

    const { application } = await person.do<{ application: { timeline: { event: string }[] } }>(
      'query ($id: ID!) { referral(id: $id) { application { timeline { event } } } }',
      { id: referralId },
    );
    const subscription = await subscribe(officer(second), changedQuery, {
      referralId,
      after: 'EARLIEST',
    });

    await subscription.until(4);
    expect(kindsOf(subscription.events)).toEqual(['FILED', 'REFERRED', 'REFERRED', 'ACCEPTED']);
    expect(application.timeline.map(({ event }) => event)).toEqual(kindsOf(subscription.events));
    await subscription.stop();
  });

  test('by number end for an officer once the identity is hidden, by referral they go on', async () => {
    const unitId = await town.make('Gizlenen');
    const { number, referrals } = await town.referTo([unitId], { type: 'COMPLAINT' });
    const byNumber = await subscribe(officer(unitId), changedQuery, { number });
    const byReferral = await subscribe(officer(unitId), changedQuery, {
      referralId: referrals[0]?.id,
    });
    const ofCentre = await subscribe(centre, changedQuery, { number });

    await town.evaluator.do(operations.hideIdentity, { number });

    await expect(byNumber.ended).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(byNumber.events).toEqual([]);
    await byReferral.until(1);
    await ofCentre.until(1);
    expect(byReferral.events).toMatchObject([
      { kind: 'IDENTITY_HIDDEN', application: { number: null } },
    ]);
    expect(ofCentre.events).toMatchObject([{ kind: 'IDENTITY_HIDDEN', application: { number } }]);
    await byReferral.stop();
    await ofCentre.stop();
  });

  test.each([
    ['no handle', {}, 'BAD_USER_INPUT'],
    ['both handles', { number: '2400990673', referralId: 'ref_x' }, 'BAD_USER_INPUT'],
    ['a malformed number', { number: '1' }, 'BAD_USER_INPUT'],
    ['an unknown number', { number: '2400990673' }, 'NOT_FOUND'],
    ['an unknown referral', { referralId: 'referral-unknown' }, 'NOT_FOUND'],
  ])('of changes with %s is refused', async (_name, variables, code) => {
    expect(await refusal(centre, changedQuery, variables)).toMatchObject({ codes: [code] });
  });

  test.each([
    ['no types', { types: [] }, 'BAD_USER_INPUT'],
    ['no topics', { topics: [] }, 'BAD_USER_INPUT'],
    [
      'too many topics',
      { topics: Array.from({ length: 11 }, (_topic, index) => `topic-${index}`) },
      'LIMIT_EXCEEDED',
    ],
    ['a malformed unit', { unitId: 'x' }, 'BAD_USER_INPUT'],
    ['an unknown unit', { unitId: '99999999' }, 'NOT_FOUND'],
    ['a malformed cursor', { after: 'x' }, 'BAD_USER_INPUT'],
  ])('of new applications with %s is refused', async (_name, variables, code) => {
    expect(await refusal(centre, newQuery, variables)).toMatchObject({ codes: [code] });
  });

  test.each([
    ['topics', { topics: ['none'] }],
    ['includeSubUnits', { includeSubUnits: false }],
  ])('of new applications that nothing can match name the field %s', async (field, variables) => {
    const refused = { codes: ['BAD_USER_INPUT'], fields: [field] };
    expect(await refusal(centre, newQuery, variables)).toMatchObject(refused);
  });

  test('of the own unit may leave out those below it', async () => {
    const unitId = await town.make('Kendi Başına');
    const subscription = await subscribe(officer(unitId), newQuery, { includeSubUnits: false });
    expect(subscription.events).toEqual([]);
    await subscription.stop();
  });

  test.each(roles)('of the role %s need its scopes', async (role) => {
    const scopes: readonly string[] = scopesOfRole[role];
    for (const [field, query] of Object.entries({
      newApplications: newQuery,
      applicationChanged: changedQuery,
    })) {
      const isAllowed = scopesOfField[`Subscription.${field}`]?.some((one) => scopes.includes(one));
      const viewer = { role, unitId: role === 'OFFICER' ? town.parentId : null };
      const number = '2400990673';
      const found = await refusal(viewer, query, query === newQuery ? {} : { number });
      const codes = isAllowed ? (query === newQuery ? undefined : ['NOT_FOUND']) : ['FORBIDDEN'];
      expect({ field, codes: (found as { codes?: unknown }).codes }).toEqual({ field, codes });
      if (!codes) await (found as { stop(): Promise<void> }).stop();
    }
  });

  test('of a unit elsewhere is refused', async () => {
    const viewer = officer(await town.make('Kendi'));
    const unitId = await town.make('Başka');
    expect(await refusal(viewer, newQuery, { unitId })).toMatchObject({ codes: ['NOT_FOUND'] });
  });
});
