import { type Model, mongo, type QueryFilter } from 'mongoose';
import { isOutOfTime } from './out-of-time.ts';

/** Documents asked for in one answer: more than any answer can hold, which is 16 MB. */
const batchSize = 1_000_000;

/**
 * How long a read may take that serves several requests, or whose request nobody names, in milliseconds. By its
 * index it takes a few.
 */
export const longestReadMs = 10_000;

interface FindCommand<Document> {
  model: Model<Document>;
  filter: QueryFilter<Document>;
  projection?: Readonly<Record<string, 0 | 1>> | undefined;
}

interface FindAnswer<Read> {
  cursor: { id: mongo.Long | number; firstBatch: Read[] };
}

/**
 * Finds as `model.find(filter, projection).lean()` does, with values that have the types stored: nothing
 * is cast, and `Read` is what the projection leaves. One bare command instead of a query, a cursor and
 * their options, which cost as much of the processor again. What does not end well in the first attempt
 * is left to the driver's cursor, which tries again where that can help.
 */
export async function findAtOnce<Document, Read = Document>(
  command: FindCommand<Document>,
): Promise<Read[]> {
  return (await attempt<Document, Read>(command)) ?? findByCursor<Document, Read>(command);
}

const findByCursor = <Document, Read>({ model, filter, projection }: FindCommand<Document>) =>
  model.find(filter, projection).maxTimeMS(longestReadMs).lean<Read[]>().exec();

/** @returns null where it is not known whether this is all, or what it would be. */
async function attempt<Document, Read>({
  model: { db: connection, collection },
  filter,
  projection,
}: FindCommand<Document>): Promise<Read[] | null> {
  const find = {
    find: collection.collectionName,
    filter,
    batchSize,
    readConcern,
    maxTimeMS: longestReadMs,
  };
  try {
    const { db } = connection;
    if (!db) return null; // it was never connected
    const answer = await db.command(projection ? { ...find, projection } : find);
    const { id, firstBatch } = (answer as FindAnswer<Read>).cursor; // as the server's manual has it
    if (Number(id) === 0) return firstBatch;
    // There is more than one answer holds: nobody will come for the rest.
    const cursors = [mongo.Long.fromValue(id)];
    await db.command({ killCursors: collection.collectionName, cursors });
    return null;
  } catch (error) {
    // The driver has waited for a server as long as it would a second time.
    if (error instanceof mongo.MongoServerSelectionError || isOutOfTime(error)) throw error;
    return null;
  }
}

/** As the connections have it; a bare command does not take theirs. */
const readConcern = { level: 'majority' } as const;
