import type { Connection } from 'mongoose';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import { type ApplicationDocument, applicationModel } from '../record/index.ts';

/** Makes a filing idempotent: a key of the citizen's own. */
export interface FilingKey {
  citizenId: string;
  idempotencyKey: string;
}

const batches = { most: 100, maxWaitMs: 50 };

export interface FiledUnder {
  /**
   * The application filed under the key, as a majority has it. Read in one batch for all requests of the
   * process.
   */
  find(key: FilingKey): Promise<ApplicationDocument | null>;
  /** For a key that turned out to be taken: waits until a majority has the filing that took it. */
  findAgain(key: FilingKey): Promise<ApplicationDocument | null>;
}

const settleTimeoutMs = 10_000;

/** Finds the applications that citizens have filed under their keys. */
export function createFiledUnder(connection: Connection): FiledUnder {
  const applications = applicationModel(connection).collection;

  async function find(keys: readonly FilingKey[]): Promise<(ApplicationDocument | null)[]> {
    const found = await applications.find<ApplicationDocument>({ $or: [...keys] }).toArray();
    return keys.map(
      ({ citizenId, idempotencyKey }) =>
        found.find(
          (filed) => filed.idempotencyKey === idempotencyKey && filed.citizenId === citizenId,
        ) ?? null,
    );
  }

  const filed = inBatches(find, batches);
  return {
    find: (key) => filed.load(key),
    findAgain: (key) =>
      applications.findOne<ApplicationDocument>(
        { ...key },
        { readConcern: { level: 'linearizable' }, maxTimeMS: settleTimeoutMs },
      ),
  };
}

const form = /^[\x21-\x7e]{1,100}$/;

export const isIdempotencyKey = (key: string) => form.test(key);
