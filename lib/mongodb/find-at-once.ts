import { type Model, mongo, type QueryFilter } from 'mongoose';
import { isOutOfTime } from './out-of-time.ts';

/** The batch size: more documents than fit into one reply, which is limited to 16 MB. */
const batchSize = 1_000_000;

/**
 * How long a read may take that serves several requests or no known request, in milliseconds. By its index it takes a
 * few.
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
 * Equivalent to `model.find(filter, projection).lean()`, but values must have the stored types: nothing is cast, and
 * `Read` is the document after the projection. It sends one bare command instead of building a query, a cursor and
 * their options, which doubles the CPU cost. If the first attempt fails, the driver's cursor takes over and retries
 * where that can help.
 */
export async function findAtOnce<Document, Read = Document>(
  command: FindCommand<Document>,
): Promise<Read[]> {
  return (await attempt<Document, Read>(command)) ?? findByCursor<Document, Read>(command);
}

const findByCursor = <Document, Read>({ model, filter, projection }: FindCommand<Document>) =>
  model.find(filter, projection).maxTimeMS(longestReadMs).lean<Read[]>().exec();

/** @returns null when the attempt failed or the result may be incomplete. */
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
    if (!db) return null; // never connected so far
    const answer = await db.command(projection ? { ...find, projection } : find);
    const { id, firstBatch } = (answer as FindAnswer<Read>).cursor; // the form in the server's manual
    if (Number(id) === 0) return firstBatch;
    // The result exceeds one reply: close the cursor, since nobody will read the rest.
    const cursors = [mongo.Long.fromValue(id)];
    await db.command({ killCursors: collection.collectionName, cursors });
    return null;
  } catch (error) {
    // The driver has already waited for a server; a second attempt would wait as long again.
    if (error instanceof mongo.MongoServerSelectionError || isOutOfTime(error)) throw error;
    return null;
  }
}

/** The same as for the connections; a bare command does not inherit theirs. */
const readConcern = { level: 'majority' } as const;
