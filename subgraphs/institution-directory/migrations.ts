import type { Connection } from 'mongoose';
import { indexesOf } from '../../lib/mongodb/indexes.ts';
import type { StoredData } from '../../lib/mongodb/migrations.ts';
import { directoryModels } from './units/index.ts';
import { directoryChangeModel } from './changes/index.ts';

const migrations: StoredData['migrations'] = [
  {
    name: '0001-versions',
    up: async (connection) => {
      const { followers, units, versions } = directoryModels(connection);
      // Collections that a transaction writes to are created in advance, not in the transaction.
      for (const model of [units, versions, followers]) await model.createCollection();
      await numberUnits(connection);
    },
  },
  {
    name: '0002-changes',
    up: async (connection) => {
      await directoryChangeModel(connection).createCollection();
    },
  },
];

/**
 * Every model of this subgraph. Units, places and topics are read in full and by `_id` alone: they declare no index.
 */
export const storedData: StoredData = {
  migrations,
  indexes: (connection) =>
    [...Object.values(directoryModels(connection)), directoryChangeModel(connection)].map(
      indexesOf,
    ),
};

/** Gives each unit a version of its own, if several were written with the same one. */
async function numberUnits(connection: Connection): Promise<void> {
  const { units, versions } = directoryModels(connection);
  if (await versions.exists({ _id: 'directory' })) return;
  const found = await units.find({}, { _id: 1 }).sort({ version: 1, _id: 1 }).lean();
  const numbered = found.map(({ _id }, index) => ({
    updateOne: {
      filter: { _id },
      update: { $set: { version: index + 1, linkVersion: index + 1 } },
    },
  }));
  if (numbered.length > 0) await units.bulkWrite(numbered, { ordered: false });
  await versions.create({ _id: 'directory', version: numbered.length });
}
