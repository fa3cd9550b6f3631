import type { ClientSession, Connection, Model } from 'mongoose';
import { inTransaction } from '../../../lib/mongodb/transaction.ts';
import { directoryModels, isLinkedAlike, takeVersions, type UnitRecord } from '../units/index.ts';
import {
  compareContents,
  type ContentsDifference,
  type Difference,
  isEmpty,
  sizeOf,
} from './compare-contents.ts';
import { type DirectoryContents, readContents, type StoredContents } from './directory-contents.ts';

/** Followers read the whole directory again rather than apply more changes than this one by one. */
const mostSingleChanges = 1_000;

/** The directory is no longer at the version for which a difference was accepted. */
class ContentsChangedError extends Error {
  override readonly name = 'ContentsChangedError';
  override readonly message = 'The directory was changed in the meantime: start again.';
}

interface WriteOptions {
  /** The version that the directory has to have; by default any. */
  version?: number;
  /** Also writes, in the same transaction, what is to be remembered of it. May be called several times. */
  record?: (written: Written, session: ClientSession) => Promise<void>;
}

interface Written {
  before: StoredContents;
  /** The units that were created or changed, as they are stored. */
  units: readonly UnitRecord[];
}

/**
 * Gives the directory wanted contents, as one change: in one transaction, at a majority, and seen by followers in full
 * or not at all. Records that are not wanted are deleted. Nothing is written where nothing differs. MongoDB's
 * `transactionLifetimeLimitSeconds` has to be long enough to write the difference.
 * @returns what was changed.
 * @throws ContentsChangedError where it has another version.
 */
export function writeContents(
  connection: Connection,
  wanted: DirectoryContents,
  { version, record }: WriteOptions = {},
): Promise<ContentsDifference> {
  return inTransaction(connection, async (session) => {
    const stored = await readContents(connection, session);
    if (version !== undefined && stored.version !== version) throw new ContentsChangedError();
    const difference = compareContents(stored, wanted);
    if (isEmpty(difference)) return difference;
    const units = await write(connection, difference, session);
    await record?.({ before: stored, units }, session);
    return difference;
  });
}

async function write(
  connection: Connection,
  difference: ContentsDifference,
  session: ClientSession,
): Promise<UnitRecord[]> {
  const { provinces, topics } = directoryModels(connection);
  // Before everything else: it conflicts with any change since the contents were read, and tells processes that hold
  // the directory that what follows is not to be applied piece by piece.
  const first = await takeVersions(connection, versionsFor(difference), session, {
    isReset: isReset(difference),
  });
  await writeRecords(provinces, difference.provinces, session);
  await writeRecords(topics, difference.topics, session);
  return writeUnits(connection, difference.units, { first, session });
}

/** At least one, so that followers notice. */
const versionsFor = ({ units: { added, changed } }: ContentsDifference) =>
  Math.max(1, added.length + changed.length);

/** Whether followers have to read everything again: they are not informed of what is removed, nor of places and topics. */
const isReset = ({ provinces, topics, units }: ContentsDifference) =>
  units.removed.length > 0 ||
  sizeOf(provinces) + sizeOf(topics) > 0 ||
  sizeOf(units) > mostSingleChanges;

/** @returns the units that were changed or created. */
async function writeUnits(
  connection: Connection,
  { added, changed, removed }: ContentsDifference['units'],
  { first, session }: { first: number; session: ClientSession },
): Promise<UnitRecord[]> {
  const { collection } = directoryModels(connection).units;
  let next = first;
  const replaced = changed.map(({ before, after }) => {
    const version = next++;
    return {
      ...after,
      version,
      linkVersion: isLinkedAlike(before, after) ? before.linkVersion : version,
    };
  });
  const created = added.map((form) => {
    const version = next++;
    return { ...form, version, linkVersion: version };
  });
  const operations = replaced.map((replacement) => ({
    replaceOne: { filter: { _id: replacement._id }, replacement },
  }));
  // Strings as ids, of which the driver knows nothing.
  if (operations.length > 0) await collection.bulkWrite(operations as never, { session });
  if (created.length > 0) await collection.insertMany(created as never, { session });
  if (removed.length > 0) await collection.deleteMany(withIdsOf(removed) as never, { session });
  return [...replaced, ...created];
}

async function writeRecords<Record extends { _id: string }>(
  { collection }: Model<Record>,
  { added, changed, removed }: Difference<Record>,
  session: ClientSession,
): Promise<void> {
  const replacements = changed.map(({ after }) => ({
    replaceOne: { filter: { _id: after._id }, replacement: after },
  }));
  if (replacements.length > 0) await collection.bulkWrite(replacements as never, { session });
  if (added.length > 0) await collection.insertMany(added as never, { session });
  if (removed.length > 0) await collection.deleteMany(withIdsOf(removed) as never, { session });
}

const withIdsOf = (records: readonly { _id: string }[]) => ({
  _id: { $in: records.map(({ _id }) => _id) },
});
