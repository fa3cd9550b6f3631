import type { Connection } from 'mongoose';
import type { KeyedHash } from '../../../lib/kit/keyed-hash.ts';
import { areOnlyDuplicateKeys } from '../../../lib/mongodb/duplicate-key.ts';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import {
  type CitizenDocument,
  citizenModel,
  nationalIdHash,
  type NationalIdHashes,
  nationalIdHashes,
  newCitizen,
} from '../citizens/index.ts';
import { recoverNationalId } from '../rehash/index.ts';
import type { GivenCitizen } from './read-citizens.ts';

/** The citizens on record, with the keys by which they are found. */
export interface OnRecord {
  readonly citizens: ReturnType<typeof citizenModel>['collection'];
  readonly hash: KeyedHash;
  readonly hashes: NationalIdHashes;
}

export const openRecord = (connection: Connection, keys: Pick<Keys, 'secrets'>): OnRecord => ({
  citizens: citizenModel(connection).collection,
  hash: nationalIdHash(keys),
  hashes: nationalIdHashes(keys),
});

/** A citizen of a file, and what is on record of the same person; null for a new one. */
interface Compared {
  readonly given: GivenCitizen;
  readonly found: FoundCitizen | null;
}

type FoundCitizen = Pick<
  CitizenDocument,
  '_id' | 'publicId' | 'nationalIdHash' | 'name' | 'surname'
>;

/** Looks citizens up, under whichever version of the secret they were recorded. */
export async function lookUp(
  { citizens, hash }: OnRecord,
  batch: readonly GivenCitizen[],
): Promise<Compared[]> {
  const hashed = batch.map((given) => ({ given, every: hash.everyOf(given.nationalId) }));
  const found = await citizens
    .find<FoundCitizen>({ nationalIdHash: { $in: hashed.flatMap(({ every }) => every) } })
    .project<FoundCitizen>({ publicId: 1, nationalIdHash: 1, name: 1, surname: 1 })
    .toArray();
  const byHash = new Map(found.map((citizen) => [citizen.nationalIdHash, citizen]));
  return hashed.map(({ given, every }) => ({
    given,
    found: every.map((one) => byHash.get(one)).find((one) => one !== undefined) ?? null,
  }));
}

/** The effect of an import on a citizen of a file. */
export type Change = 'added' | 'renamed' | 'same';

export function changeOf({ given, found }: Compared): Change {
  if (!found) return 'added';
  return given.name === found.name && given.surname === found.surname ? 'same' : 'renamed';
}

const durable = { writeConcern: { w: 'majority', j: true } } as const;

/** A citizen of a file, who is on record now. */
interface Recorded {
  readonly given: GivenCitizen;
  readonly id: string;
  readonly change: Change;
}

/**
 * Brings citizens on record, and gives those who are there the names of the file. On disk at a majority when it resolves.
 * Safe to interrupt and repeat, and to run several times at once: whoever is recorded by another run meanwhile is taken as
 * on record.
 */
export async function record(
  onRecord: OnRecord,
  batch: readonly GivenCitizen[],
): Promise<Recorded[]> {
  const before = await lookUp(onRecord, batch);
  const made = await insert(onRecord, before);
  const after = made.size > 0 ? await lookUp(onRecord, batch) : before;
  await rename(onRecord, after);
  return after.map((compared) => {
    const { given, found } = compared;
    if (!found) throw new Error('Somebody is not on record after being recorded: repeat this.');
    const id = found.publicId;
    return { given, id, change: made.has(id) ? 'added' : changeOf(compared) };
  });
}

/** @returns the ids that were made for new citizens, also for those whom another run has recorded under its own. */
async function insert(
  { citizens, hashes }: OnRecord,
  compared: readonly Compared[],
): Promise<ReadonlySet<string>> {
  const made = compared.flatMap(({ given, found }) => (found ? [] : [newCitizen(given, hashes)]));
  if (made.length === 0) return new Set();
  try {
    await citizens.insertMany(made, { ordered: false, ...durable });
  } catch (error) {
    if (!areOnlyDuplicateKeys(error)) throw error;
  }
  return new Set(made.map(({ publicId }) => publicId));
}

async function rename({ citizens }: OnRecord, compared: readonly Compared[]): Promise<void> {
  const updates = compared.flatMap((one) => {
    if (!one.found || changeOf(one) !== 'renamed') return [];
    const { name, surname } = one.given;
    return [{ updateOne: { filter: { _id: one.found._id }, update: { $set: { name, surname } } } }];
  });
  if (updates.length > 0) await citizens.bulkWrite(updates, { ordered: false, ...durable });
}

/**
 * Whether citizens can be on record whom these keys do not find: by one of them, whose number is recovered. Takes some
 * tenths of a second.
 */
export async function areOfOtherKeys({ citizens, hash }: OnRecord): Promise<boolean> {
  const one = await citizens.findOne<Pick<CitizenDocument, 'nationalIdHash' | 'maskedNationalId'>>(
    {},
    { projection: { nationalIdHash: 1, maskedNationalId: 1 } },
  );
  if (!one) return false;
  return recoverNationalId({ hash: one.nationalIdHash, mask: one.maskedNationalId }, hash) === null;
}
