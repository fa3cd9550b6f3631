import type { Connection } from 'mongoose';
import { createCollections } from '../../lib/mongodb/create-collections.ts';
import { indexesOf } from '../../lib/mongodb/indexes.ts';
import type { StoredData } from '../../lib/mongodb/migrations.ts';
import { directoryModels } from './units/index.ts';
import { directoryChangeModel } from './changes/index.ts';

const migrations: StoredData['migrations'] = [
  {
    name: '0001-versions',
    up: async (connection) => {
      // Collections that a transaction writes to are created in advance, not in the transaction.
      await createCollections(connection, ['units', 'versions', 'followers']);
      await numberUnits(connection);
    },
  },
  {
    name: '0002-changes',
    up: async (connection) => {
      await createCollections(connection, ['directory_changes']);
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
  const units = connection.collection<{ _id: string }>('units');
  const versions = connection.collection<{ _id: string; version: number }>('versions');
  if (await versions.findOne({ _id: 'directory' })) return;
  const projection = { _id: 1 };
  const found = await units.find({}, { projection }).sort({ version: 1, _id: 1 }).toArray();
  const numbered = found.map(({ _id }, index) => ({
    updateOne: {
      filter: { _id },
      update: { $set: { version: index + 1, linkVersion: index + 1 } },
    },
  }));
  if (numbered.length > 0) await units.bulkWrite(numbered, { ordered: false });
  await versions.insertOne({ _id: 'directory', version: numbered.length });
}
