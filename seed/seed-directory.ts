import { type ClientSession, type Connection, type Model, mongo } from 'mongoose';
import { duplicateKey } from '../lib/mongodb/duplicate-key.ts';
import { inTransaction } from '../lib/mongodb/transaction.ts';
import { writeContents } from '../subgraphs/institution-directory/contents/index.ts';
import {
  directoryModels,
  takeVersions,
  type UnitForm,
  type UnitRecord,
} from '../subgraphs/institution-directory/units/index.ts';
import type { buildDirectory } from './directory/build-directory.ts';

export type Directory = ReturnType<typeof buildDirectory>;

interface SeedMark {
  _id: string;
  complete: boolean;
}

const batchSize = 2_000;

/** Whether the directory is to be seeded: it is empty, or an earlier run was interrupted. */
export async function directoryNeedsSeed(connection: Connection): Promise<boolean> {
  const mark = await marks(connection).findOne({ _id: 'directory' });
  if (mark) return !mark.complete;
  return (await directoryModels(connection).units.findOne({}, { _id: 1 }).lean()) === null;
}

/** From the end of the transaction on, the directory counts as one that the seed did not write. */
export async function disownDirectory(
  connection: Connection,
  session: ClientSession,
): Promise<void> {
  await marks(connection).deleteOne({ _id: 'directory' }, { session });
}

/** Whether the units were written by the seed; also if there are none. */
export async function isDirectorySeeded(connection: Connection): Promise<boolean> {
  if (await marks(connection).findOne({ _id: 'directory' })) return true;
  return directoryNeedsSeed(connection);
}

/**
 * Replaces the directory by a built one, as one change: processes that run take it in as a whole. Nothing is written
 * where it is the same.
 */
export async function resetDirectory(connection: Connection, directory: Directory): Promise<void> {
  await writeContents(connection, { ...directory, units: directory.units.map(formOf) });
  await mark(connection, true);
}

const formOf = ({ version: _version, linkVersion: _linkVersion, ...form }: UnitRecord): UnitForm =>
  form;

/**
 * Writes a built directory. Each record has its own id, so an interrupted run can be repeated:
 * existing records are left unchanged.
 */
export async function seedDirectory(
  connection: Connection,
  directory: Directory,
  onProgress: (written: number, total: number) => void = () => {},
): Promise<void> {
  const { provinces, topics } = directoryModels(connection);
  await mark(connection, false);
  await insertMissing(provinces, directory.provinces);
  await insertMissing(topics, directory.topics);
  for (let start = 0; start < directory.units.length; start += batchSize) {
    await insertMissingUnits(connection, directory.units.slice(start, start + batchSize));
    onProgress(Math.min(start + batchSize, directory.units.length), directory.units.length);
  }
  await mark(connection, true);
}

async function insertMissing<Record extends { _id: string }>(
  model: Model<Record>,
  records: readonly Record[],
): Promise<void> {
  try {
    // The driver takes plain records; mongoose would build a document around each.
    await model.collection.insertMany(records as never, { ordered: false });
  } catch (error) {
    const alreadyThere = error instanceof mongo.MongoBulkWriteError && error.code === duplicateKey;
    if (!alreadyThere) throw error;
  }
}

/** As changes of the directory, so that its followers miss none. */
async function insertMissingUnits(
  connection: Connection,
  batch: Directory['units'],
): Promise<void> {
  const { units } = directoryModels(connection);
  await inTransaction(connection, async (session) => {
    const ids = batch.map(({ _id }) => _id);
    const known = new Set(await units.distinct('_id', { _id: { $in: ids } }).session(session));
    const missing = batch.filter(({ _id }) => !known.has(_id));
    if (missing.length === 0) return;
    const first = await takeVersions(connection, missing.length, session);
    const numbered = missing.map((unit, index) => {
      const version = first + index;
      return { ...unit, version, linkVersion: version };
    });
    await units.collection.insertMany(numbered as never, { session }); // strings as ids
  });
}

const marks = (connection: Connection) => connection.collection<SeedMark>('seeds');

async function mark(connection: Connection, complete: boolean): Promise<void> {
  await marks(connection).updateOne({ _id: 'directory' }, { $set: { complete } }, { upsert: true });
}
