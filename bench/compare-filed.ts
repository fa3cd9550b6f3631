import { isDeepStrictEqual } from 'node:util';
import type { Row } from './rows.ts';
import { inDatabaseOf } from './settle.ts';

/** The collections written for an application, and the field that refers to it. */
const written = {
  applications: '_id',
  contents: '_id',
  timelines: '_id',
  events: 'applicationId',
  notifications: 'applicationId',
} as const;

const filingRows = (rows: readonly Row[]) => rows.filter(({ load }) => load === 'filing');

/**
 * Compares the writes, so that nobody wins by writing less: each filing row stores documents of the same shape as the
 * first, under the same indexes.
 */
export async function compareFiled(uri: string, rows: readonly Row[]): Promise<void> {
  const [first, ...others] = filingRows(rows);
  if (!first) return;
  const expected = await filedBy(uri, first);
  for (const row of others) {
    const found = await filedBy(uri, row);
    if (isDeepStrictEqual(found, expected)) continue;
    const [one, other] = [found, expected].map((filed) => JSON.stringify(filed));
    throw new Error(`${row.title} stores ${one} where ${first.title} stores ${other}.`);
  }
}

/** The shapes of the documents written by a row's last filing, and their indexes. */
const filedBy = (uri: string, row: Row): Promise<unknown> =>
  inDatabaseOf(uri, row.data, async (database) => {
    const [latest] = await database
      .collection('applications')
      .find({ idempotencyKey: { $gt: '' } })
      .sort({ filedAt: -1 })
      .limit(1)
      .toArray();
    const collections = Object.entries(written).map(async ([name, key]) => {
      const collection = database.collection(name);
      const documents = await collection.find({ [key]: latest?._id }).toArray();
      return [name, { documents: documents.map(formOf), indexes: await collection.indexes() }];
    });
    return Object.fromEntries(await Promise.all(collections));
  });

/** The names of fields, at every depth. */
function formOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(formOf);
  if (!(value instanceof Object) || value.constructor !== Object) return 'value';
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, formOf(field)]));
}
