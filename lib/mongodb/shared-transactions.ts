import type { ClientSession, Connection } from 'mongoose';
import { isDuplicateKey } from './duplicate-key.ts';
import { isClientError } from '../kit/errors.ts';
import { inBatches } from '../kit/in-batches.ts';
import { BusyError, inTransaction, type TransactionOptions } from './transaction.ts';

/** Maximum number of items that share a transaction. */
export const mostInTransaction = 100;

/** How long later items wait for the transaction in progress, in milliseconds. */
const maxWaitMs = 100;

/**
 * How long several items retry together if another transaction has locked a document of one of
 * them.
 */
const sharedTimeoutMs = 50;

interface SharedTransactionsOptions<Item, Result> {
  connection: Connection;
  /**
   * Writes several items in one session, and may run several times as in `inTransaction`. An error
   * that it throws aborts the transaction. If it is a client error or a duplicate key, the items
   * are then written one by one. @returns the result of each, in their order. Nothing may have been
   * written for an item that gets an error.
   */
  write(items: readonly Item[], session: ClientSession): Promise<(Result | Error)[]>;
  /** Items with the same key never share a transaction. */
  keyOf?: (item: Item) => string;
}

/** Writes an item together with concurrent ones. The options apply to a transaction of its own. */
export type WriteShared<Item, Result> = (
  item: Item,
  options?: TransactionOptions,
) => Promise<Result>;

interface Asked<Item> {
  item: Item;
  options: TransactionOptions | undefined;
}

/**
 * Writes concurrent items in one transaction, since most of the cost of a transaction is the same
 * for one item as for many. Each item is written completely or not at all, and on disk at a
 * majority when its promise resolves. An item that cannot be written fails alone, with its own
 * error, and an item that has to wait for another transaction waits alone.
 */
export function inSharedTransactions<Item, Result>({
  connection,
  write,
  keyOf,
}: SharedTransactionsOptions<Item, Result>): WriteShared<Item, Result> {
  function writeAll(
    asked: readonly Asked<Item>[],
    options: TransactionOptions | undefined,
  ): Promise<(Result | Error)[]> {
    const items = asked.map(({ item }) => item);
    return inTransaction(connection, (session) => write(items, session), options);
  }

  async function writeAlone(one: Asked<Item>): Promise<Result> {
    const [outcome] = await writeAll([one], one.options);
    return settle(outcome as Result | Error); // one for each item
  }

  /**
   * @returns the result of each item; of none if one of them prevents the others from being
   * written.
   */
  async function writeTogether(asked: readonly Asked<Item>[]): Promise<Promise<Result>[]> {
    try {
      const outcomes = await writeAll(asked, { timeoutMs: sharedTimeoutMs });
      return outcomes.map(settle);
    } catch (error) {
      if (isOfOne(error)) return [];
      throw error;
    }
  }

  async function writeBatch(asked: readonly Asked<Item>[]): Promise<Promise<Result>[]> {
    const [first, ...others] = firstOfEachKey(asked, keyOf);
    if (!first) return [];
    const outcomes = new Map<Asked<Item>, Promise<Result>>();
    if (others.length === 0) {
      const outcome = writeAlone(first);
      await outcome.catch(() => {}); // the caller of `write` gets it
      outcomes.set(first, outcome);
    } else {
      const together = [first, ...others];
      const written = await writeTogether(together);
      for (const [index, one] of together.entries()) {
        const outcome = written[index];
        if (outcome) outcomes.set(one, outcome);
      }
    }
    return asked.map((one) => outcomes.get(one) ?? writeAlone(one));
  }

  const batches = inBatches(writeBatch, { most: mostInTransaction, maxWaitMs });
  return async (item, options) => batches.load({ item, options });
}

async function settle<Result>(outcome: Result | Error): Promise<Result> {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

function firstOfEachKey<Item>(
  asked: readonly Asked<Item>[],
  keyOf: ((item: Item) => string) | undefined,
): readonly Asked<Item>[] {
  if (!keyOf) return asked;
  const ofEach = Map.groupBy(asked, ({ item }) => keyOf(item));
  return Array.from(ofEach.values(), ([first]) => first as Asked<Item>); // no group is empty
}

/** Whether the cause does not affect the other items: an error or a lock of one of them. */
const isOfOne = (error: unknown): boolean =>
  isClientError(error) || error instanceof BusyError || isDuplicateKey(error);
