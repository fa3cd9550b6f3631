import { createCollections } from '../../lib/mongodb/create-collections.ts';
import { indexesOf } from '../../lib/mongodb/indexes.ts';
import type { StoredData } from '../../lib/mongodb/migrations.ts';
import { createEarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { givePublicIds } from '../../lib/mongodb/give-public-ids.ts';
import { citizenModel, citizenSearchModel } from './citizens/index.ts';

export const migrations: StoredData['migrations'] = [
  {
    name: '0001-create-indexes',
    up: async (connection) => {
      await createCollections(connection, ['citizens']);
    },
  },
  {
    name: '0002-public-ids',
    up: async (connection, keys) => {
      // The application subgraph gives citizens the same ids, without asking this subgraph.
      const idOf = createEarlierIds(keys);
      await givePublicIds(connection.collection('citizens'), [], ({ _id }) => ({
        $set: { publicId: idOf('citizen', _id) },
      }));
    },
  },
];

export const storedData: StoredData = {
  migrations,
  indexes: (connection) => [
    indexesOf(citizenModel(connection)),
    indexesOf(citizenSearchModel(connection)),
  ],
};
