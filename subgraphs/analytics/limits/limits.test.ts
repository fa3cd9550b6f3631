import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Interruption, uninterrupted } from '../../../lib/platform/operations/interruption.ts';
import { type DuckDBConnection, openStore, type Store } from '../database/index.ts';
import { createLimits, type Limits } from './index.ts';

/** Questions to a real DuckDB file. */

let directory: string;
let store: Store;
const asOf = new Date();
const someone = { owner: 'someone', interruption: uninterrupted };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'limits-'));
  store = await openStore({ path: join(directory, 'copy.duckdb'), threads: 1, memoryMb: 128 });
});
afterAll(async () => {
  await store?.close();
  await rm(directory, { recursive: true, force: true });
});

const limitsOf = (
  settings: { questions?: number; waiting?: number; timeoutMs?: number } = {},
): Limits =>
  createLimits(
    { read: (work) => store.read((from, closing) => work(from, asOf, closing)) },
    {
      ANALYTICS_QUESTIONS: settings.questions ?? 1,
      ANALYTICS_QUESTIONS_WAITING: settings.waiting ?? 10,
      ANALYTICS_TIMEOUT_MS: settings.timeoutMs ?? 60_000,
    },
  );

/** It would take hours. */
const endless = (connection: DuckDBConnection) =>
  connection.runAndReadAll(
    'SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b WHERE a.range + b.range = -1',
  );

async function one(connection: DuckDBConnection): Promise<unknown> {
  const reader = await connection.runAndReadAll('SELECT 1');
  return reader.getRows()[0]?.[0];
}

/** A client that can disconnect. */
class Client extends EventEmitter {
  destroyed = false;

  disconnect(): void {
    this.destroyed = true;
    this.emit('close');
  }
}

describe('a question', () => {
  test('is interrupted at its time limit, and makes room for the next', async () => {
    const limits = limitsOf({ timeoutMs: 100 });
    await expect(limits.run(someone, endless)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      kind: 'TIMEOUT',
    });
    expect(limits.running).toBe(0);
    // In time of its own, which does not end on a busy machine.
    expect(await limitsOf().run(someone, one)).toBe(1);
  });

  test('is interrupted when its client disconnects', async () => {
    const limits = limitsOf();
    const client = new Client();
    const began = Promise.withResolvers<void>();
    const asked = limits.run(
      { owner: 'someone', interruption: new Interruption(client) },
      (connection) => {
        began.resolve();
        return endless(connection);
      },
    );
    await began.promise;
    client.disconnect();
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(limits.running).toBe(0);
    expect(await limits.run(someone, one)).toBe(1);
  });

  test('is refused when it needs more memory than it may have', async () => {
    const limits = limitsOf();
    const large = (connection: DuckDBConnection) =>
      connection.runAndReadAll('SELECT len(list(range)) FROM range(100000000)');
    await expect(limits.run(someone, large)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    expect(await limits.run(someone, one)).toBe(1);
  });

  test('is not begun for a client that has disconnected', async () => {
    const client = new Client();
    client.disconnect();
    let isAsked = false;
    const asked = limitsOf().run(
      { owner: 'someone', interruption: new Interruption(client) },
      async () => {
        isAsked = true;
      },
    );
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(isAsked).toBe(false);
  });
});

describe('questions', () => {
  const letGo: (() => void)[] = [];
  // Also those of a test that has failed.
  afterEach(() => {
    for (const end of letGo.splice(0)) end();
  });

  /** A question that ends when it is told. */
  function held(
    limits: Limits,
    {
      owner = 'someone',
      interruption = uninterrupted,
      began = () => {},
    }: { owner?: string; interruption?: Interruption; began?: () => void } = {},
  ) {
    const end = Promise.withResolvers<void>();
    letGo.push(end.resolve);
    const asked = limits.run({ owner, interruption }, async () => {
      began();
      await end.promise;
    });
    return { asked, end: end.resolve };
  }

  type Held = ReturnType<typeof held>;

  /** Ends questions in the order in which they begin. @returns whose they were, in this order. */
  async function orderOf(limits: Limits, owners: readonly string[]): Promise<string[]> {
    const beginnings = owners.map(() => Promise.withResolvers<string>());
    const order: string[] = [];
    const questions = new Map<string, Held[]>();
    let begun = 0;
    for (const owner of owners) {
      const began = () => beginnings[begun++]?.resolve(owner);
      const question = held(limits, { owner, began });
      questions.set(owner, [...(questions.get(owner) ?? []), question]);
    }
    for (const { promise } of beginnings) {
      const owner = await promise;
      order.push(owner);
      const question = questions.get(owner)?.shift();
      question?.end();
      await question?.asked;
    }
    return order;
  }

  test('take turns in the order in which they came, and the rest are refused', async () => {
    const limits = limitsOf({ questions: 1, waiting: 4 });
    const order: number[] = [];
    const questions = [0, 1, 2, 3, 4].map((place) =>
      held(limits, { began: () => order.push(place) }),
    );
    expect([limits.running, limits.waiting]).toEqual([1, 4]);
    await expect(limits.run(someone, one)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { waiting: 4 },
    });
    for (const { asked, end } of questions) {
      end();
      await asked;
    }
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect([limits.running, limits.waiting]).toEqual([0, 0]);
  });

  test('are worked on together as far as there are places', async () => {
    const limits = limitsOf({ questions: 2 });
    const questions = ['a', 'b', 'c'].map((owner) => held(limits, { owner }));
    expect([limits.running, limits.waiting]).toEqual([2, 1]);
    for (const { end } of questions) end();
    await Promise.all(questions.map(({ asked }) => asked));
    expect([limits.running, limits.waiting]).toEqual([0, 0]);
  });

  test('leave the line when their clients disconnect', async () => {
    const limits = limitsOf({ questions: 1 });
    const first = held(limits);
    const client = new Client();
    const gone = held(limits, { interruption: new Interruption(client) });
    const last = held(limits);
    expect(limits.waiting).toBe(2);
    client.disconnect();
    await expect(gone.asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(limits.waiting).toBe(1);
    first.end();
    last.end();
    await Promise.all([first.asked, last.asked]);
    expect(limits.running).toBe(0);
  });

  test('of one viewer take half of the places at most, however many are free', async () => {
    const limits = limitsOf({ questions: 3 });
    const greedy = ['a', 'a', 'a', 'a'].map((owner) => held(limits, { owner }));
    expect([limits.running, limits.waiting]).toEqual([2, 2]);
    expect([limits.hasRoomFor('a'), limits.hasRoomFor('b')]).toEqual([false, true]);
    const other = held(limits, { owner: 'b' });
    expect([limits.running, limits.waiting]).toEqual([3, 2]);
    for (const { end } of [...greedy, other]) end();
    await Promise.all([...greedy, other].map(({ asked }) => asked));
    expect([limits.running, limits.waiting]).toEqual([0, 0]);
  });

  test('wait for one of each other viewer at most', async () => {
    const limits = limitsOf({ questions: 1, waiting: 20 });
    const order = await orderOf(limits, ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'a']);
    expect(order.join('')).toBe('aabcabaaa');
  });

  test('are refused for those of another viewer only when as many of each wait', async () => {
    const limits = limitsOf({ questions: 1, waiting: 4 });
    const greedy = [0, 1, 2, 3, 4].map(() => held(limits, { owner: 'a' }));
    const others = [held(limits, { owner: 'b' }), held(limits, { owner: 'c' })];
    const refused = { code: 'LIMIT_EXCEEDED', details: { waiting: 4 } };
    // The last questions of the one who has most of them give way.
    await expect(greedy[4]?.asked).rejects.toMatchObject(refused);
    await expect(greedy[3]?.asked).rejects.toMatchObject(refused);
    await expect(held(limits, { owner: 'a' }).asked).rejects.toMatchObject(refused);
    const second = held(limits, { owner: 'b' });
    await expect(second.asked).rejects.toMatchObject(refused);
    expect([limits.running, limits.waiting]).toEqual([1, 4]);
    const left = [...greedy.slice(0, 3), ...others];
    for (const { end } of left) end();
    await Promise.all(left.map(({ asked }) => asked));
    expect([limits.running, limits.waiting]).toEqual([0, 0]);
  });
});
