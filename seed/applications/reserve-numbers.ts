import type { Connection } from 'mongoose';
import { numberSequenceModel } from '../../subgraphs/application/numbers/index.ts';
import type { FilingYear } from './filing-times.ts';
import { sequenceKeyOf } from './numbers.ts';
import { SeedConflictError } from './seed-run.ts';

/**
 * Reserves the numbers of all applications, so that live filing continues after them and none is
 * ever given twice. @throws SeedConflictError when numbers were given out in another order than the
 * seed's.
 */
export async function reserveNumbers(
  connection: Connection,
  years: readonly FilingYear[],
  seed: number,
): Promise<void> {
  const sequences = numberSequenceModel(connection);
  for (const { year, count } of years) {
    const key = sequenceKeyOf(seed, year);
    const stored = await sequences
      .findOneAndUpdate(
        { _id: year },
        { $setOnInsert: { key }, $max: { next: count } },
        { upsert: true, returnDocument: 'after' },
      )
      .orFail();
    if (key.equals(stored.key)) continue;
    throw new SeedConflictError(
      `Numbers of ${year} have been given out already. Add --drop --force to delete what is there.`,
    );
  }
}
