import type { Connection } from 'mongoose';
import { duplicateKey } from '../../lib/mongodb/duplicate-key.ts';

/** A collection, or the model of one. */
interface Target {
  readonly db: Connection;
  readonly collection: { readonly collectionName: string };
}

export type Insert = (target: Target, documents: readonly object[]) => Promise<void>;

/** The part of the command's reply that is read here. */
interface InsertAnswer {
  writeErrors?: WriteError[];
}

interface WriteError {
  code: number;
  errmsg: string;
  keyPattern?: object;
}

/**
 * Inserts plain documents. With `leaveKnown`, a document whose `_id` exists already is skipped: ids
 * follow from the seed, so it is the same one, written by an interrupted run.
 *
 * It sends the bare command, because the driver's `insertMany` serialises each document twice.
 */
export function inserter({ leaveKnown }: { leaveKnown: boolean }): Insert {
  return async ({ db: database, collection }, documents) => {
    if (documents.length === 0) return;
    if (!database.db) throw new Error('The database is not connected.');
    const answer: InsertAnswer = await database.db.command({
      insert: collection.collectionName,
      documents,
      ordered: false,
      writeConcern: { w: 1 },
    });
    const failure = answer.writeErrors?.find((error) => !(leaveKnown && isOfKnownId(error)));
    if (failure) throw new Error(`MongoDB refused a document: ${failure.errmsg}`);
  };
}

/** A duplicate in any other unique field would be a mistake. */
function isOfKnownId({ code, keyPattern = {} }: WriteError): boolean {
  return code === duplicateKey && '_id' in keyPattern;
}
