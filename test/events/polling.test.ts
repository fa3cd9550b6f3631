import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createCursorCodec } from '../../lib/kit/cursor.ts';
import { keyOf } from '../../lib/kit/versioned-keys.ts';
import { generateKeys } from '../../lib/platform/identity/keys.ts';
import { operations } from '../casework/operations.ts';
import { openTown, type Town } from '../casework/town.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { type EventPage, kindsOf, now, poll, pollUntil, refusedPoll } from './events-scene.ts';
import { wrongField } from '../support/wrong-field.ts';

/** `applicationEvents` and `asOf`, for those who may ask for them. */

let graph: TestGraph;
let town: Town;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
});

afterAll(() => graph?.stop());

test('the changes that concern a unit come in the order of commits, each with its place', async () => {
  const unitId = await town.make('Park ve Bahçeler');
  const officer = await town.officerOf(unitId);
  const after = await now(officer);
  const { number, referrals } = await town.referTo([unitId]);
  const [referral] = referrals;
  await officer.do(operations.accept, { referralId: referral?.id });

  const events = await pollUntil(officer, { after }, 2);

  const common = {
    cursor: expect.stringMatching(/^[\w.-]{1,80}$/),
    at: expect.any(String),
    application: { number },
  };
  const own = { id: referral?.id, unit: { id: unitId } };
  expect(events).toEqual([
    { ...common, kind: 'REFERRED', referral: own },
    { ...common, kind: 'ACCEPTED', referral: own },
  ]);
});

test('an inbox gives the position from which its changes follow', async () => {
  const unitId = await town.make('İmar');
  const officer = await town.officerOf(unitId);
  const first = await town.referTo([unitId]);
  await pollUntil(officer, { after: 'EARLIEST' }, 1);

  const inbox = await officer.do<{ asOf: string; nodes: { id: string }[] }>(
    'query Snapshot($unitId: ID!) { unitInbox(unitId: $unitId) { asOf nodes { id } } }',
    { unitId },
  );
  const second = await town.referTo([unitId]);

  expect(inbox.nodes.map(({ id }) => id)).toEqual([first.referrals[0]?.id]);
  const events = await pollUntil(officer, { after: inbox.asOf }, 1);
  expect(events.map(({ referral }) => referral?.id)).toEqual([second.referrals[0]?.id]);
});

onceInTheSuite('pages of changes', () => {
  test('are empty for the present moment, and lead from one to the next even if they are empty', async () => {
    const unitId = await town.make('Zabıta');
    const officer = await town.officerOf(unitId);
    const start = await now(officer);
    // Something that does not concern the unit.
    await town.referTo([await town.make('Fen İşleri')]);

    const moved = await until(
      () => poll(officer, { after: start }),
      ({ pageInfo }) => pageInfo.endCursor !== start,
    );

    expect(moved).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
    });
  });

  test('divide the history as they like, from any cursor on', async () => {
    const unitId = await town.make('Kültür');
    const officer = await town.officerOf(unitId);
    for (let count = 0; count < 4; count += 1) await town.referTo([unitId]);
    const all = await pollUntil(officer, { after: 'EARLIEST' }, 4);

    const first = await poll(officer, { after: 'EARLIEST', first: 3 });
    const second = await poll(officer, { after: first.pageInfo.endCursor, first: 3 });
    const third = await poll(officer, { after: all[1]?.cursor ?? '' });

    expect(first).toEqual({
      nodes: all.slice(0, 3),
      pageInfo: { hasNextPage: true, endCursor: all[2]?.cursor },
    });
    expect(second.nodes).toEqual(all.slice(3));
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect(third.nodes).toEqual(all.slice(2));
  });

  test('are the same from every process, and for other filters', async () => {
    const unitId = await town.make('Sağlık');
    const officer = await town.officerOf(unitId);
    await town.referTo([unitId]);
    const [event] = await pollUntil(officer, { after: 'EARLIEST' }, 1);
    const other = await graph.another();
    const viewer = { role: 'OFFICER', unitId, subject: 'officer-1' } as const;
    const elsewhere = await personOf({ ...graph, client: other.client }, viewer);
    expect(await pollUntil(elsewhere, { after: 'EARLIEST' }, 1)).toEqual([event]);
    const { nodes } = await poll(town.evaluator, { after: event?.cursor ?? '', first: 100 });
    expect(kindsOf(nodes)).toEqual([]);
    await other.stop();
  });

  test('of the centre have everything, unless it names a unit', async () => {
    const after = await now(town.evaluator);
    const unitId = await town.make('Ulaşım');
    const { number } = await town.referTo([unitId]);

    const all = await pollUntil(town.evaluator, { after }, 2);
    const ofUnit = await poll(town.evaluator, { after, unitId });

    expect(all.map(({ kind, application }) => [kind, application.number])).toEqual([
      ['FILED', number],
      ['REFERRED', number],
    ]);
    expect(kindsOf(ofUnit.nodes)).toEqual(['REFERRED']);
  });
});

onceInTheSuite('a position', () => {
  const codecOf = (keys: TestGraph['keys'], list: string) =>
    createCursorCodec(keyOf(keys, 'application/cursor'), list);

  test.each([
    ['of a list', () => codecOf(graph.keys, 'open referrals of a unit').seal('0'.repeat(24))],
    [
      'of another deployment',
      async () => codecOf(await generateKeys(), 'events').seal('0'.repeat(24)),
    ],
    ['that is none', () => codecOf(graph.keys, 'events').seal('a position')],
    ['that was altered', async () => `${(await now(town.evaluator)).slice(0, -2)}AA`],
    ['that is malformed', () => 'earliest'],
    ['that is empty', () => ''],
  ])('%s is refused', async (_name, cursor) => {
    expect(await refusedPoll(town.evaluator, { after: await cursor() })).toEqual(
      wrongField('after', 'CURSOR'),
    );
  });

  test('of events is refused by lists', async () => {
    const query =
      'query Queue($after: String) { evaluationQueue(after: $after) { nodes { type } } }';
    const after = await now(town.evaluator);
    expect(await town.evaluator.refused(query, { after })).toEqual(wrongField('after', 'CURSOR'));
  });

  test('is accepted from whoever got it', async () => {
    const unitId = await town.make('Veteriner');
    const officer = await town.officerOf(unitId);
    const after = await now(town.evaluator);
    await town.referTo([unitId]);
    expect(kindsOf(await pollUntil(officer, { after }, 1))).toEqual(['REFERRED']);
  });
});

onceInTheSuite('asking for changes', () => {
  test.each([
    [-1, wrongField('first', 'RANGE', { min: 0, max: 100 })],
    [101, { code: 'LIMIT_EXCEEDED', field: 'first', limit: 100 }],
  ])('%i at once is refused', async (first, expected) => {
    expect(await refusedPoll(town.evaluator, { first })).toEqual(expected);
  });

  test('none at once skips nothing', async () => {
    const start = await now(town.evaluator);
    await town.referTo([await town.make('Spor')]);
    const events = await pollUntil(town.evaluator, { after: start }, 2);

    const none = await poll(town.evaluator, { after: start, first: 0 });
    const { endCursor, hasNextPage } = none.pageInfo;

    expect([none.nodes, hasNextPage]).toEqual([[], true]);
    expect((await poll(town.evaluator, { after: endCursor })).nodes).toEqual(events);
  });

  test('of a unit that is malformed, unknown or elsewhere is refused', async () => {
    const officer = await town.officerOf(await town.make('Spor'));
    const elsewhere = await town.make('Gençlik');
    expect(await refusedPoll(officer, { unitId: 'x' })).toMatchObject({ field: 'unitId' });
    for (const unitId of ['99999999', elsewhere, town.parentId]) {
      expect(await refusedPoll(officer, { unitId })).toEqual({ code: 'NOT_FOUND' });
    }
  });

  test('is for officers and the centre', async () => {
    expect(await refusedPoll(town.citizen, {})).toEqual({ code: 'FORBIDDEN' });
    const analyst = await personOf(graph, { role: 'ANALYST' });
    expect(await refusedPoll(analyst, {})).toEqual({ code: 'FORBIDDEN' });
  });

  test('is refused by a process whose stream does not run, which serves the rest', async () => {
    const { connection } = graph.data.databases.application;
    const states = connection.collection('event_stream');
    const [state] = await states.find().toArray();
    if (!state) throw new Error('the stream has a state');
    await states.deleteMany({});
    const other = await graph.another({ awaitReady: false });
    const elsewhere = await personOf({ ...graph, client: other.client }, { role: 'EVALUATOR' });

    const page = await elsewhere.ask('{ applicationEvents { nodes { kind } } }');
    const unitId = await town.make('Temizlik');
    const inbox = await until(
      () =>
        elsewhere.ask(
          'query Snapshot($unitId: ID!) { unitInbox(unitId: $unitId) { asOf nodes { id } } }',
          { unitId },
        ),
      ({ data }) => data?.['unitInbox'] != null,
    );
    const health = await fetch(`${other.url}/health/ready`);
    const metrics = await fetch(`${other.url}/metrics`);

    const unavailable = {
      message: 'The stream of events cannot be reached at the moment. Try again later.',
      extensions: { code: 'UNAVAILABLE' },
    };
    expect(page).toMatchObject({ data: { applicationEvents: null }, errors: [unavailable] });
    expect(inbox).toMatchObject({
      data: { unitInbox: { asOf: null, nodes: [] } },
      errors: [{ ...unavailable, path: ['unitInbox', 'asOf'] }],
    });
    expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok' }]);
    expect(await metrics.text()).toMatch(/^\w*event_stream_live(\{.*\})? 0$/m);
    await states.insertOne(state);
    await until(
      () => elsewhere.ask('{ applicationEvents { nodes { kind } } }'),
      ({ errors }) => errors.length === 0,
    );
    await other.stop();
  });
});

describe('a page', () => {
  test('that is older than what is kept says how to go on', async () => {
    const officer = await town.officerOf(await town.make('Mezarlıklar'));
    const after = await now(officer);
    const { connection } = graph.data.databases.application;
    await connection
      .collection('event_stream')
      .updateOne({}, { $set: { keptAfter: `ffffffff${'0'.repeat(16)}` } });

    const refused = await until(
      () =>
        officer.ask(
          'query($after: String) { applicationEvents(after: $after) { nodes { kind } } }',
          { after },
        ),
      ({ errors }) => errors.length > 0,
    );

    expect(refused.errors).toEqual([
      {
        message:
          'This position is older than the events that are kept (30 days). Take a new position, read anew what you follow, and continue from there: units take asOf of unitInbox, the centre endCursor of applicationEvents without after; applicants subscribe without a position, and then read. Or start with EARLIEST.',
        path: ['applicationEvents'],
        extensions: { code: 'CURSOR_EXPIRED' },
      },
    ]);
    const page = refused.data?.['applicationEvents'] as EventPage | null; // as asked
    expect(page).toBeNull();
  });
});
