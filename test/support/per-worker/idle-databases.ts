import type { mongo } from 'mongoose';

/**
 * The databases of graphs that have stopped, with all collections and indexes, and with no data but the initial
 * directory. To create them takes as long as everything else that a graph needs to start.
 */
const idle = new Map<string, IdleDatabases[]>();

export interface IdleDatabases {
  readonly prefix: string;
  /** The hash of the initial directory. */
  readonly directory: string;
}

/** @returns databases that no graph uses, or null. */
export const takeIdle = (uri: string): IdleDatabases | null => idle.get(uri)?.pop() ?? null;

export function addIdle(uri: string, databases: IdleDatabases): void {
  const others = idle.get(uri);
  if (others) others.push(databases);
  else idle.set(uri, [databases]);
}

/** What the directory consists of, beside the record of the changes that were made to it. */
const ofDirectory = ['provinces', 'seeds', 'topics', 'units', 'versions'];
/** What MongoDB keeps, and the record of the declared indexes. */
const kept = /^(system\.|indexDeclarations$)/;

/** The hash of the directory's documents. */
export async function hashOfDirectory(directory: mongo.Db): Promise<string> {
  const { md5 } = await directory.command({ dbHash: 1, collections: ofDirectory });
  return String(md5);
}

/** Deletes everything but the directory and the indexes. The migrations run again, since some write what is to be there first. */
export async function empty(database: mongo.Db): Promise<void> {
  const collections = await database.listCollections({}, { nameOnly: true }).toArray();
  const emptied = collections.filter(({ name }) => !kept.test(name) && !ofDirectory.includes(name));
  await Promise.all(emptied.map(({ name }) => database.collection(name).deleteMany({})));
}
