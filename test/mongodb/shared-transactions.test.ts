import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ClientSession } from 'mongoose';
import { badInput } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { type Database, openDatabase } from '../../lib/mongodb/connection.ts';
import {
  inSharedTransactions,
  mostInTransaction,
  type WriteShared,
} from '../../lib/mongodb/shared-transactions.ts';
import { BusyError } from '../../lib/mongodb/transaction.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';

interface Item {
  _id: number;
  /** Items of one owner share no transaction. */
  owner?: string;
  /** The outcome of the item instead of being written. */
  is?: 'refused' | 'stale' | 'broken';
}

class StaleError extends Error {}

let database: Database;
/** The items of each attempt to write. */
let attempts: number[][];
let write: WriteShared<Item, string>;

beforeEach(async () => {
  database = openDatabase({
    uri: process.env['TEST_MONGODB_URI'] ?? '',
    name: `t${randomBytes(6).toString('hex')}`,
    logger: createLogger({ level: 'silent', name: 'test' }),
  });
  await database.connected;
  await database.connection.createCollection('items');
  attempts = [];
  const { connection } = database;
  write = inSharedTransactions({
    connection,
    write: writeItems,
    keyOf: ({ _id, owner }) => owner ?? String(_id),
  });
});

afterEach(async () => {
  await database?.connection.dropDatabase();
  await database?.stop();
});

const items = () => database.connection.collection<Pick<Item, '_id'>>('items');

async function writeItems(
  asked: readonly Item[],
  session: ClientSession,
): Promise<(string | Error)[]> {
  attempts.push(asked.map(({ _id }) => _id));
  const written = asked.filter(({ is }) => is !== 'stale');
  if (written.length > 0) await items().insertMany(written, { session });
  if (asked.some(({ is }) => is === 'refused'))
    throw badInput('item', 'RANGE', say`It is refused.`);
  if (asked.some(({ is }) => is === 'broken')) throw new TypeError('it is broken');
  return asked.map(({ _id, is }) => (is === 'stale' ? new StaleError() : `item ${_id}`));
}

const writeAll = (asked: readonly Item[]) => Promise.allSettled(asked.map((item) => write(item)));

/** The result of each: the value, or the name of the error. */
const outcomes = (settled: readonly PromiseSettledResult<string>[]) =>
  settled.map((one) =>
    one.status === 'fulfilled' ? one.value : (one.reason as Error).constructor.name,
  );

const stored = async () =>
  (await items().find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id as unknown);

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const itemsOf = (ids: readonly number[]): Item[] => ids.map((_id) => ({ _id }));

onceInTheSuite('concurrent writes', () => {
  test('share a transaction, up to the maximum number', async () => {
    const ids = range(1, mostInTransaction + 10);

    expect(outcomes(await writeAll(itemsOf(ids)))).toEqual(ids.map((id) => `item ${id}`));
    expect(attempts).toEqual([
      range(1, mostInTransaction),
      range(mostInTransaction + 1, mostInTransaction + 10),
    ]);
    expect(await stored()).toEqual(ids);
  });

  test('an item fails alone where the others can be written without it', async () => {
    const asked: Item[] = [{ _id: 1 }, { _id: 2, is: 'stale' }, { _id: 3 }];

    expect(outcomes(await writeAll(asked))).toEqual(['item 1', 'StaleError', 'item 3']);
    expect(attempts).toEqual([[1, 2, 3]]);
    expect(await stored()).toEqual([1, 3]);
  });

  test('an item fails alone where it is refused, and each of the others is written', async () => {
    const asked: Item[] = [{ _id: 1 }, { _id: 2, is: 'refused' }, { _id: 3 }];

    expect(outcomes(await writeAll(asked))).toEqual(['item 1', 'ClientError', 'item 3']);
    expect(attempts).toHaveLength(1 + 3);
    expect(await stored()).toEqual([1, 3]);
  });

  test('an item fails alone where it is stored already', async () => {
    await write({ _id: 2 });

    expect(outcomes(await writeAll(itemsOf([1, 2, 3])))).toEqual([
      'item 1',
      expect.stringMatching(/^Mongo/),
      'item 3',
    ]);
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test('fail together where no single item is the cause', async () => {
    const asked: Item[] = [{ _id: 1 }, { _id: 2, is: 'broken' }, { _id: 3 }];

    expect(outcomes(await writeAll(asked))).toEqual(['TypeError', 'TypeError', 'TypeError']);
    expect(attempts).toEqual([[1, 2, 3]]);
    expect(await stored()).toEqual([]);
    // Later items are not affected.
    expect(await write({ _id: 4 })).toBe('item 4');
  });

  test('items with the same key share none, and are written one after the other', async () => {
    const asked: Item[] = [
      { _id: 1, owner: 'a' },
      { _id: 2, owner: 'a' },
      { _id: 3, owner: 'b' },
      { _id: 4, owner: 'a' },
    ];

    expect(outcomes(await writeAll(asked))).toEqual(['item 1', 'item 2', 'item 3', 'item 4']);
    expect(attempts[0]).toEqual([1, 3]);
    expect(attempts).toHaveLength(3);
    expect(attempts).toEqual(expect.arrayContaining([[2], [4]]));
    expect(await stored()).toEqual([1, 2, 3, 4]);
  });

  test('an item is written after one with its key that has failed', async () => {
    const asked: Item[] = [
      { _id: 1, owner: 'a', is: 'broken' },
      { _id: 2, owner: 'a' },
    ];

    expect(outcomes(await writeAll(asked))).toEqual(['TypeError', 'item 2']);
    expect(await stored()).toEqual([2]);
  });

  test('an item waits alone for documents that another transaction has locked', async () => {
    await database.connection.withSession(async (session) => {
      session.startTransaction();
      await items().insertOne({ _id: 2 }, { session });
      const settled = writeAll(itemsOf([1, 2, 3]));

      await until(stored, (ids) => ids.length === 2);
      expect(await stored()).toEqual([1, 3]);
      await session.abortTransaction();
      expect(outcomes(await settled)).toEqual(['item 1', 'item 2', 'item 3']);
    });
    expect(await stored()).toEqual([1, 2, 3]);
  });

  test('an item waits no longer than its limit', async () => {
    await database.connection.withSession(async (session) => {
      session.startTransaction();
      await items().insertOne({ _id: 1 }, { session });

      await expect(write({ _id: 1 }, { timeoutMs: 10 })).rejects.toThrow(BusyError);
      await session.abortTransaction();
    });
    expect(await stored()).toEqual([]);
  });
});
