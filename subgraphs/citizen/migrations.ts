import type { Migration } from '../../database/migrations.ts';
import { citizenModel } from './citizen.model.ts';

/** Only ever added to: what has run somewhere is history. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-create-indexes',
    up: async (connection) => {
      await citizenModel(connection).createIndexes();
    },
  },
];
