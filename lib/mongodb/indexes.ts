import { type Connection, mongo } from 'mongoose';
import type { Logger } from 'pino';
import { duplicateKey } from './duplicate-key.ts';

/** A declared index. Other options are refused, since a difference in them would go unnoticed. */
export interface DeclaredIndex {
  readonly name: string;
  readonly key: Readonly<Record<string, number>>;
  readonly unique?: boolean;
  readonly expireAfterSeconds?: number;
  readonly partialFilterExpression?: object;
}

/** All indexes of a collection except that of `_id`. */
interface CollectionIndexes {
  readonly collection: string;
  readonly indexes: readonly DeclaredIndex[];
}

/** The indexes of the collections of a database. */
export type DeclareIndexes = (connection: Connection) => readonly CollectionIndexes[];

/** A source of index declarations: a model, through its schema. */
interface DeclaringModel {
  readonly collection: { readonly collectionName: string };
  readonly schema: { indexes(): readonly (readonly [object, object])[] };
}

/** The indexes declared by a model's schema. @throws TypeError for an option that is not compared. */
export const indexesOf = ({ collection, schema }: DeclaringModel): CollectionIndexes => ({
  collection: collection.collectionName,
  indexes: schema.indexes().map(([fields, options]) => {
    const key = fields as Record<string, number>; // compound indexes, ascending or descending
    const { background: _, ...compared }: Record<string, unknown> = { ...options };
    const unknown = Object.keys(compared).find((option) => !known.has(option));
    if (unknown) throw new TypeError(`${collection.collectionName}: the option ${unknown}`);
    // The default name that MongoDB would choose.
    return { name: Object.entries(key).flat().join('_'), ...compared, key };
  }),
});

const known: ReadonlySet<string> = new Set([
  'name',
  'unique',
  'expireAfterSeconds',
  'partialFilterExpression',
]);

/** An index cannot be created as declared. */
export class IndexError extends Error {
  override readonly name = 'IndexError';
}

/** The record, for each collection, of the indexes created by declarations. */
interface Declaration {
  _id: string;
  indexes: string[];
}

/** The changes needed to the indexes of a collection. */
interface Change {
  readonly collection: string;
  readonly create: readonly DeclaredIndex[];
  /** Created by an earlier declaration, and since removed or changed. */
  readonly drop: readonly string[];
  /** The record after the change. */
  readonly made: readonly string[];
  /** The record before the change. */
  readonly recorded: readonly string[] | null;
}

interface IndexOptions {
  connection: Connection;
  declared: readonly CollectionIndexes[];
  /** Whether indexes may be dropped. A process that is older than the database may not. */
  mayDrop: boolean;
}

/** Whether the indexes of a database match the declarations and are recorded as such. Changes nothing. */
export async function areIndexesCurrent(options: IndexOptions): Promise<boolean> {
  return (await changesFor(options)).length === 0;
}

/**
 * Synchronizes the indexes of a database with the declarations: creates missing ones, replaces those declared
 * differently, and drops those that an earlier declaration created and this one no longer contains. All other indexes
 * stay. Can be interrupted anywhere and run again. Only one process at a time may run it.
 * @throws IndexError when the stored data or a foreign index conflicts with a declared index.
 */
export async function syncIndexes({
  logger,
  ...options
}: IndexOptions & { logger: Logger }): Promise<void> {
  const { connection } = options;
  const declarations = declarationsOf(connection);
  const record = (_id: string, indexes: readonly string[]) =>
    declarations.updateOne({ _id }, { $set: { indexes: [...indexes] } }, { upsert: true });

  for (const { collection, create, drop, made, recorded } of await changesFor(options)) {
    const stored = connection.collection(collection);
    // Recorded before creation, so that the index is known to be ours even if this is interrupted.
    await record(collection, [...new Set([...(recorded ?? []), ...made])]);
    for (const name of drop) await stored.dropIndex(name);
    for (const { key, ...index } of create) {
      try {
        await stored.createIndex({ ...key }, { ...index });
      } catch (error) {
        throw indexErrorOf(error, `${connection.name}.${collection}`, { key, ...index });
      }
    }
    await record(collection, made);
    const created = create.map(({ name }) => name);
    logger.info(
      { database: connection.name, collection, created, dropped: drop },
      'indexes changed',
    );
  }
}

async function changesFor({ connection, declared, mayDrop }: IndexOptions): Promise<Change[]> {
  const found = await declarationsOf(connection).find().toArray();
  const recordedOf = new Map(found.map(({ _id, indexes }) => [_id, indexes]));
  const named = new Set(declared.map(({ collection }) => collection));
  const forgotten = found
    .filter(({ _id }) => !named.has(_id))
    .map(({ _id: collection }) => ({ collection, indexes: [] }));
  // Nothing was ever declared for the others.
  const concerned = declared.filter(
    ({ collection, indexes }) => indexes.length > 0 || recordedOf.has(collection),
  );
  const changes = [...concerned, ...forgotten].map(async ({ collection, indexes }) =>
    changeFor(
      { collection, indexes },
      {
        existing: await existingIndexes(connection, collection),
        recorded: recordedOf.get(collection) ?? null,
        mayDrop,
      },
    ),
  );
  return (await Promise.all(changes)).flatMap((change) => change ?? []);
}

/** @returns null when there is nothing to do. */
function changeFor(
  { collection, indexes }: CollectionIndexes,
  {
    existing,
    recorded,
    mayDrop,
  }: { existing: readonly DeclaredIndex[]; recorded: readonly string[] | null; mayDrop: boolean },
): Change | null {
  const isThere = (name: string) => existing.some((index) => index.name === name);
  const isDeclared = (name: string) => indexes.some((index) => index.name === name);
  const undeclared = (recorded ?? []).filter((name) => !isDeclared(name));
  const goes = new Set(mayDrop ? undeclared : []);
  const kept = new Set(existing.filter(({ name }) => !goes.has(name)).map(specOf));
  const missing = indexes.filter((index) => !kept.has(specOf(index)));
  const replaced = missing.filter(({ name }) => isThere(name)).map(({ name }) => name);
  const create = mayDrop ? missing : missing.filter(({ name }) => !isThere(name));
  const drop = mayDrop ? [...replaced, ...undeclared.filter(isThere)] : [];
  // An index that somebody else created under another name serves as well, but is not ours.
  const own = indexes.map(({ name }) => name);
  const made = [
    ...own.filter((name) => isThere(name) || create.some((one) => one.name === name)),
    ...(mayDrop ? [] : undeclared),
  ].toSorted();
  const isRecorded = recorded !== null && recorded.toSorted().join() === made.join();
  if (create.length === 0 && drop.length === 0 && isRecorded) return null;
  return { collection, create, drop, made, recorded };
}

const declarationsOf = (connection: Connection) =>
  connection.collection<Declaration>('indexDeclarations');

async function existingIndexes(
  connection: Connection,
  collection: string,
): Promise<DeclaredIndex[]> {
  try {
    const found = await connection.collection(collection).listIndexes().toArray();
    return (found as DeclaredIndex[]).filter(({ name }) => name !== '_id_'); // as the server describes them
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === namespaceNotFound) return [];
    throw error;
  }
}

/** The behaviour of an index; equal for two that differ only in name. */
const specOf = ({ key, unique, expireAfterSeconds, partialFilterExpression }: DeclaredIndex) =>
  JSON.stringify([
    Object.entries(key),
    unique ?? false,
    expireAfterSeconds ?? null,
    partialFilterExpression ?? null,
  ]);

const namespaceNotFound = 26;
/** MongoDB's codes for an index with another name or other options. */
const conflicts: readonly unknown[] = [85, 86];

/** Omits the conflicting values: they may be personal data. */
function indexErrorOf(error: unknown, collection: string, { name, key }: DeclaredIndex): unknown {
  if (!(error instanceof mongo.MongoServerError)) return error;
  const fields = Object.keys(key).join(', ');
  if (error.code === duplicateKey) {
    return new IndexError(
      `The unique index ${name} of ${collection} cannot be created: several documents have the same ${fields}. Remove the duplicates and start again.`,
    );
  }
  if (!conflicts.includes(error.code)) return error;
  return new IndexError(
    `The index ${name} of ${collection} cannot be created: it conflicts with another index on ${fields}, which was not created by any release. Drop that index and start again.`,
  );
}
