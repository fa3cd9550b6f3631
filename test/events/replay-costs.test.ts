import { afterEach, expect, test } from '@jest/globals';
import type { Types } from 'mongoose';
import type { Budget } from '../../lib/platform/operations/budgets.ts';
import { HttpReader } from '../subscriptions/http-reader.ts';
import { profiled } from '../support/commands.ts';
import { withoutBuckets } from '../support/demand.ts';
import { file, numberOf } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { newEvent } from './new-event.ts';

/** Subscriptions that read much of what is stored: their viewers are charged for it, at the price of `applicationEvents`. */

/** A part has 200 documents, and the applications of the two events that are seen: 600 documents cost 800. */
const costOfPart = (202 * 800) / 600;

/** Three parts are charged before less is left than any one event may cost. It refills when a test says so. */
const smallBudget = () => ({ operation: 400, available: 1_200, restoreRate: 0.001 });

let graph: TestGraph;
let token: string;
let citizenToken: string;
let number: string;
let readers: HttpReader[] = [];
/** By the subject of the viewer. */
let charges: Record<string, number[]>;

afterEach(async () => {
  for (const reader of readers) reader.close();
  readers = [];
  await graph?.stop();
});

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** Begins with 1,000 events of an hour ago, of which an evaluator sees ten, and one of now. */
async function start(mode: 'enforce' | 'measure', budget: Budget): Promise<void> {
  charges = {};
  graph = await startGraph({
    execution: {
      subscriptionLimits: { heartbeatMs: 100 },
      demand: { mode, budgets: { ...withoutBuckets.budgets, EVALUATOR: budget } },
      policy: {
        // Called after demand control has charged it.
        afterReading({ request }, cost) {
          if (cost > 0) (charges[request.viewer?.subject ?? ''] ??= []).push(cost);
          return 0;
        },
      },
    },
  });
  token = await tokenOf('somebody');
  const { id: citizenId } = await graph.data.citizen();
  citizenToken = await graph.token({ role: 'CITIZEN', citizenId });
  number = numberOf(await file(graph, citizenToken));
  const events = graph.data.database('application').collection('events');
  const second = hex(Math.floor(Date.now() / 1_000) - 3_600, 8);
  const old = Array.from({ length: 1_000 }, (_, index) =>
    newEvent({ position: `${second}${hex(index + 1, 16)}` }),
  );
  const filed = await until(
    () => events.findOne<Filed>({ event: 'FILED', position: { $exists: true } }),
    (found) => found !== null,
  );
  await events.insertMany(old);
  const { applicationId, version, event } = filed ?? {};
  const seen = old.filter((_, index) => index % 100 === 50).map(({ _id }) => _id);
  // Not inserted like this: the stream would show them once more.
  await events.updateMany({ _id: { $in: seen } }, { $set: { applicationId, version, event } });
}

interface Filed {
  readonly applicationId: Types.ObjectId;
  readonly version: number;
  readonly event: string;
}

const tokenOf = (subject: string) => graph.token({ role: 'EVALUATOR', subject });

/** @param name each name has a stream of its own. */
async function replay(by = token, name = 'event', after = 'EARLIEST'): Promise<HttpReader> {
  const query = `subscription ($after: String) {
    ${name}: newApplications(after: $after) { cursor application { number } } }`;
  const ask = { accept: 'sse', query, variables: { after }, token: by } as const;
  const reader = await HttpReader.open(graph.url, ask);
  readers.push(reader);
  return reader;
}

interface Event {
  readonly cursor: string;
  readonly application: { readonly number: string };
}

interface Message {
  readonly data?: Readonly<Record<string, Event>>;
}

/** The first events; none in place of an error. */
const eventsOf = async (reader: HttpReader, count: number): Promise<(Event | undefined)[]> =>
  ((await reader.waitForEvents(count)) as Message[]).map(({ data = {} }) => Object.values(data)[0]);

/** Every event once. */
async function expectAll(reader: HttpReader): Promise<void> {
  const events = await eventsOf(reader, 11);
  expect(events.map((event) => event?.application)).toEqual(
    Array.from({ length: 11 }, () => ({ number })),
  );
  expect(new Set(events.map((event) => event?.cursor)).size).toBe(11);
}

test('a replay is charged for each document that it examines, and a usual resume for none', async () => {
  await start('enforce', withoutBuckets.budgets.EVALUATOR);

  const profile = await profiled(graph.data.database('application'), async () => {
    await expectAll(await replay());
  });

  const reads = await profile
    .find({
      'command.find': 'events',
      'command.maxTimeMS': { $exists: true },
      docsExamined: { $gt: 0 },
    })
    .toArray();
  expect(reads.map(({ docsExamined }) => docsExamined as number)).toEqual(Array(5).fill(200));
  // Once it gets what comes live, all that was read is charged.
  await file(graph, citizenToken);
  const [reader] = readers;
  const last = reader && (await eventsOf(reader, 12)).at(-1);
  expect(charges['somebody']?.slice(0, 5)).toEqual(Array(5).fill(costOfPart));
  charges = {};
  await file(graph, citizenToken);
  const resumed = await replay(token, 'resumed', last?.cursor);
  expect(await eventsOf(resumed, 1)).toHaveLength(1);
  expect(charges).toEqual({});
});

test('a replay pauses when the bucket of events is nearly empty, and goes on without a gap', async () => {
  const budget = smallBudget();
  await start('enforce', budget);

  const reader = await replay();
  await reader.waitForEvents(8);
  const paused = charges['somebody'];
  expect(paused).toEqual(Array(3).fill(costOfPart));
  budget.restoreRate = 1e6;

  await expectAll(reader);
  expect(charges['somebody']?.slice(0, 5)).toEqual(Array(5).fill(costOfPart));
});

test('a client that leaves while a replay pauses is charged for what was read, and may resume later', async () => {
  const budget = smallBudget();
  await start('enforce', budget);
  const reader = await replay();
  const last = (await eventsOf(reader, 8)).at(-1);
  // It shows the end of the part that is not charged yet.
  await until(
    () => reader.pieces.at(-1)?.id,
    (id) => id !== undefined && id !== last?.cursor,
  );

  reader.close();
  const charged = await until(
    () => charges['somebody'] ?? [],
    ({ length }) => length === 4,
  );
  const resumed = await replay(token, 'event', last?.cursor);
  budget.restoreRate = 1e6;

  expect(charged).toEqual(Array(4).fill(costOfPart));
  expect(await eventsOf(resumed, 3)).toHaveLength(3);
});

test('five replays of one viewer are charged as much as the one of another, and all of them end', async () => {
  const budget = smallBudget();
  await start('enforce', budget);
  const [one, another] = [await tokenOf('one'), await tokenOf('another')];

  const open: HttpReader[] = [];
  for (let count = 1; count <= 5; count += 1) open.push(await replay(one, `event${count}`));
  open.push(await replay(another));
  await until(
    () => [charges['one']?.length, charges['another']?.length],
    ([ofOne, ofAnother]) => ofOne === 3 && ofAnother === 3,
  );
  // Each has read one part that is not charged yet.
  for (const reader of open) await reader.waitForEvents(2);
  await open.at(-1)?.waitForEvents(8);
  expect([charges['one'], charges['another']]).toEqual(Array(2).fill(Array(3).fill(costOfPart)));
  budget.restoreRate = 1e6;

  for (const reader of open) await expectAll(reader);
});

test('where budgets are only measured, no replay pauses, and all of it is charged', async () => {
  await start('measure', smallBudget());

  const reader = await replay();

  await expectAll(reader);
  const charged = await until(
    () => charges['somebody'] ?? [],
    ({ length }) => length >= 5,
  );
  expect(charged.slice(0, 5)).toEqual(Array(5).fill(costOfPart));
});
