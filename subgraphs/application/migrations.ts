import type { Migration } from '../../database/migrations.ts';
import { applicationModel } from './application.model.ts';
import { referralModel } from './referral.model.ts';

/** Only ever added to: what has run somewhere is history. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-create-indexes',
    up: async (connection) => {
      await applicationModel(connection).createIndexes();
      await referralModel(connection).createIndexes();
    },
  },
];
