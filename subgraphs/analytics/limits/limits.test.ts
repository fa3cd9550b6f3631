import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Interruption, uninterrupted } from '../../../lib/platform/operations/interruption.ts';
import { type DuckDBConnection, openStore, type Store } from '../database/index.ts';
import { createLimits, type Limits } from './index.ts';

/** Questions to a real DuckDB file. */

let directory: string;
let store: Store;
const asOf = new Date();

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
    { read: (work) => store.read((connection) => work(connection, asOf)) },
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
    await expect(limits.run(uninterrupted, endless)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      kind: 'TIMEOUT',
    });
    expect(limits.running).toBe(0);
    expect(await limits.run(uninterrupted, one)).toBe(1);
  });

  test('is interrupted when its client disconnects', async () => {
    const limits = limitsOf();
    const client = new Client();
    const began = Promise.withResolvers<void>();
    const asked = limits.run(new Interruption(client), (connection) => {
      began.resolve();
      return endless(connection);
    });
    await began.promise;
    client.disconnect();
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(limits.running).toBe(0);
    expect(await limits.run(uninterrupted, one)).toBe(1);
  });

  test('is refused when it needs more memory than it may have', async () => {
    const limits = limitsOf();
    const large = (connection: DuckDBConnection) =>
      connection.runAndReadAll('SELECT len(list(range)) FROM range(100000000)');
    await expect(limits.run(uninterrupted, large)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    expect(await limits.run(uninterrupted, one)).toBe(1);
  });

  test('is not begun for a client that has disconnected', async () => {
    const client = new Client();
    client.disconnect();
    let isAsked = false;
    const asked = limitsOf().run(new Interruption(client), async () => {
      isAsked = true;
    });
    await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(isAsked).toBe(false);
  });
});

describe('questions', () => {
  /** A question that ends when it is told. */
  function held(limits: Limits, interruption = uninterrupted, began: () => void = () => {}) {
    const end = Promise.withResolvers<void>();
    const asked = limits.run(interruption, async () => {
      began();
      await end.promise;
    });
    return { asked, end: end.resolve };
  }

  test('take turns in the order in which they came, and the rest are refused', async () => {
    const limits = limitsOf({ questions: 1, waiting: 4 });
    const order: number[] = [];
    const questions = [0, 1, 2, 3, 4].map((place) =>
      held(limits, uninterrupted, () => order.push(place)),
    );
    expect([limits.running, limits.waiting]).toEqual([1, 4]);
    await expect(limits.run(uninterrupted, one)).rejects.toMatchObject({
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
    const questions = [0, 1, 2].map(() => held(limits));
    expect([limits.running, limits.waiting]).toEqual([2, 1]);
    for (const { end } of questions) end();
    await Promise.all(questions.map(({ asked }) => asked));
    expect([limits.running, limits.waiting]).toEqual([0, 0]);
  });

  test('leave the line when their clients disconnect', async () => {
    const limits = limitsOf({ questions: 1 });
    const first = held(limits);
    const client = new Client();
    const gone = held(limits, new Interruption(client));
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
});
