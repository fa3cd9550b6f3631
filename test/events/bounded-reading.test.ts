import { expect } from '@jest/globals';
import { Types } from 'mongoose';
import { everything, readLog } from '../../subgraphs/application/events/index.ts';
import { openTown } from '../casework/town.ts';
import { profiled, watchWork } from '../support/commands.ts';
import { startGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { type EventPage, now, poll, pollUntil } from './events-scene.ts';
import { Following } from './followings.ts';
import { newEvent } from './new-event.ts';
import { follow, openEventDatabase, readAll } from './stream-scene.ts';
import { openSubgraph } from './subscription-scene.ts';
import { Order } from './unit-history.ts';

/** How much is examined for those who ask for much and are shown little. */

const unknown = new Types.ObjectId();
const nothing = { ...everything, applicationId: unknown };

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** Positions of an hour ago, which is not as long as events are kept. */
const second = Math.floor(Date.now() / 1_000) - 3_600;
const positionOf = (index: number) => `${hex(second, 8)}${hex(index, 16)}`;

/** Old events, of applications that nobody can see. */
const hiddenEvents = (count: number) =>
  Array.from({ length: count }, (_, index) => newEvent({ position: positionOf(index + 1) }));

test('a page examines a limited number of changes, and the next one goes on from there', async () => {
  const graph = await startGraph();
  const town = await openTown(graph);
  const { connection } = graph.data.databases.application;
  await connection.collection('events').insertMany(hiddenEvents(1_000));
  const start = await now(town.evaluator);
  const { number } = await town.referTo([await town.make('Fen İşleri')]);
  await pollUntil(town.evaluator, { after: start }, 2);

  const watch = await watchWork(graph.data);
  const pages: EventPage[] = [];
  const documents: number[] = [];
  for (let after = 'EARLIEST'; pages.at(-1)?.pageInfo.hasNextPage !== false;) {
    const page = await poll(town.evaluator, { after, first: 10 });
    documents.push((await watch.take()).application.documents);
    pages.push(page);
    after = page.pageInfo.endCursor;
  }
  await watch.stop();

  expect(pages.slice(0, 3).map(({ nodes }) => nodes)).toEqual([[], [], []]);
  const numbers = pages.flatMap(({ nodes }) => nodes.map(({ application }) => application.number));
  expect(numbers.filter((one) => one === number)).toEqual([number, number]);
  expect(Math.max(...documents)).toBeLessThanOrEqual(620);
  expect(pages.length).toBeLessThanOrEqual(1_000 / 100);
  await graph.stop();
});

test('pages that end early and replays that are cut lead on without a gap, also for a closed unit', async () => {
  const graph = await startGraph();
  const town = await openTown(graph);
  const [closed, successor] = [await town.make('Kapanan'), await town.make('Devralan')];
  const officer = await town.officerOf(closed);
  const start = await now(officer);
  const { number } = await town.referTo([closed]);
  await town.referTo([closed]);
  await town.close(closed, successor);
  await town.leftBy(number, closed);
  for (let count = 0; count < 2; count += 1) await town.referTo([successor]);
  const expected = await pollUntil(officer, { unitId: closed, after: start }, 8);
  const kinds = expected.map(({ kind }) => kind);
  const counts = Map.groupBy(kinds, (kind) => kind);
  expect([...counts].map(([kind, { length }]) => [kind, length])).toEqual([
    ['REFERRED', 4],
    ['FORWARDED', 2],
    ['TAKEN_OVER', 2],
  ]);
  // Between them are others, of the same unit, that nobody sees.
  const { connection } = graph.data.databases.application;
  const events = connection.collection('events');
  const stored = await until(
    () => events.distinct('position'),
    (positions) => positions.length >= expected.length + 4,
  );
  const commits = new Set(stored.map((position: string) => position.slice(0, 16)));
  for (const commit of commits) {
    const between = Array.from({ length: 150 }, (_, index) =>
      newEvent({ position: `${commit}${hex(0x1000 + index, 8)}`, unitIds: [closed] }),
    );
    await events.insertMany(between);
  }
  // It has none of them in memory.
  const other = await graph.another();
  const viewer = { role: 'OFFICER', unitId: closed, subject: 'officer-1' } as const;
  const elsewhere = await personOf({ ...graph, client: other.client }, viewer);

  const pages: EventPage[] = [];
  for (let after = start; pages.at(-1)?.pageInfo.hasNextPage !== false;) {
    const page = await poll(elsewhere, { unitId: closed, after, first: 3 });
    pages.push(page);
    after = page.pageInfo.endCursor;
  }
  const following = new Following({
    graph: other,
    order: new Order(),
    protocol: 'sse',
    token: await graph.token(viewer),
    query: `subscription ($unitId: ID) {
      event: newApplications(unitId: $unitId, includeSubUnits: false) { cursor referral { id } } }`,
    variables: { unitId: closed },
    after: start,
  });
  const referred = expected.filter(({ kind }) => kind !== 'FORWARDED');
  for (let count = 1; count <= referred.length; count += 1) {
    await following.open();
    await until(
      () => following.delivered.length,
      (length) => length >= count,
    );
    following.cut();
  }

  expect(pages.flatMap(({ nodes }) => nodes)).toEqual(expected);
  const early = pages.filter(({ nodes, pageInfo }) => nodes.length < 3 && pageInfo.hasNextPage);
  expect(early.length).toBeGreaterThan(0);
  expect(Math.max(...pages.map(({ nodes }) => nodes.length))).toBeLessThanOrEqual(3);
  expect(following.delivered.map(({ cursor }) => cursor)).toEqual(
    referred.map(({ cursor }) => cursor),
  );
  await other.stop();
  await graph.stop();
});

test('a filter that nothing passes examines a limited number of the events in memory', async () => {
  const database = await openEventDatabase();
  const { services, stream } = await database.start();
  const start = stream.window?.head ?? '';
  await database.collection.insertMany(Array.from({ length: 150 }, () => newEvent()));
  await until(
    () => stream.counts.events,
    (count) => count === 150,
  );

  const request = { filter: nothing, limit: 10, mostWork: 10 };
  const first = await readLog(services.log, { ...request, after: start });
  const second = await readLog(services.log, { ...request, after: first.coveredTo });

  expect(first).toMatchObject({ events: [], isCurrent: false, work: 10 });
  expect(second).toMatchObject({ events: [], isCurrent: true, work: 5 });
  await database.stop();
});

test('a replay reads stored events in parts, reports progress after them, and ends at once', async () => {
  const database = await openEventDatabase();
  await database.collection.insertMany(hiddenEvents(30));
  const started = await database.start({ windowBytes: 0 });
  const { replays } = started.services;
  expect(await readAll(started, positionOf(0))).toHaveLength(30);

  const kinds = { ...everything, kinds: ['RATED'] as const };
  const following = follow(started, positionOf(0), kinds);
  await until(
    () => following.positions,
    (positions) => positions.includes(positionOf(30)),
  );
  const parts = Array.from({ length: 11 }, (_, index) => positionOf(3 * index));
  expect(following.positions.slice(0, parts.length)).toEqual(parts);
  following.stop();

  const { promise: held, resolve: end } = Promise.withResolvers<void>();
  const others = ['a', 'b', 'c', 'd'].map((owner) =>
    replays.run(owner, new AbortController().signal, () => held),
  );
  const waiting = follow(started, positionOf(0));
  await until(
    () => waiting.positions,
    (positions) => positions.length === 1,
  );
  waiting.stop();
  expect(waiting.events).toEqual([]);
  end();
  await Promise.all(others);
  await database.stop();
});

test('each part of a subscription that begins at the earliest event has a limit and a time', async () => {
  const graph = await startGraph();
  const { connection } = graph.data.databases.application;
  const subgraph = await openSubgraph(graph);
  await connection.collection('events').insertMany(hiddenEvents(500));
  const { db } = connection;
  if (!db) throw new Error('connected');

  const profile = await profiled(db, async () => {
    const query =
      'subscription { newApplications(after: "EARLIEST", types: [REQUEST]) { application { number } } }';
    const subscription = await subgraph.subscribe({ role: 'EVALUATOR' }, query);
    await until(
      async () => {
        const found = db.collection('system.profile').find({ 'command.find': 'events' });
        return (await found.toArray()).map(({ docsExamined }) => docsExamined as number);
      },
      (examined) => examined.reduce((sum, one) => sum + one, 0) >= 500,
    );
    await subscription.stop();
  });

  const reads = await profile
    .find({ 'command.find': 'events', 'command.maxTimeMS': { $exists: true } })
    .toArray();
  expect(reads.map(({ docsExamined }) => docsExamined)).toEqual([200, 200, 100]);
  expect(new Set(reads.map(({ command }) => command.maxTimeMS))).toEqual(new Set([10_000]));
  await subgraph.stop();
  await graph.stop();
});
