import type { Migration } from '../../lib/mongodb/migrations.ts';
import { createEarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { givePublicIds } from '../../lib/mongodb/give-public-ids.ts';
import { citizenModel } from './citizens/index.ts';

/** Only ever added to: what has run somewhere is history. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-create-indexes',
    up: async (connection) => {
      await citizenModel(connection).createIndexes();
    },
  },
  {
    name: '0002-public-ids',
    up: async (connection, keys) => {
      // The application subgraph gives citizens the same ones, without asking here.
      const idOf = createEarlierIds(keys);
      await givePublicIds(citizenModel(connection).collection, [], ({ _id }) => ({
        $set: { publicId: idOf('citizen', _id) },
      }));
      await citizenModel(connection).createIndexes();
    },
  },
];
