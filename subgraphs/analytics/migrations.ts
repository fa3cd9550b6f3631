import { createCollections } from '../../lib/mongodb/create-collections.ts';
import { indexesOf } from '../../lib/mongodb/indexes.ts';
import type { StoredData } from '../../lib/mongodb/migrations.ts';
import { questionModel } from './record/index.ts';

export const storedData: StoredData = {
  migrations: [
    {
      name: '0001-record-of-questions',
      up: async (connection) => {
        await createCollections(connection, ['questions']);
      },
    },
  ],
  indexes: (connection) => [indexesOf(questionModel(connection))],
};
