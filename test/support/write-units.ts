import { inTransaction } from '../../lib/mongodb/transaction.ts';
import {
  directoryModels,
  takeVersions,
  type UnitForm,
} from '../../subgraphs/institution-directory/units/index.ts';
import type { TestData } from './data.ts';

/** Writes units, new or changed, to MongoDB as another process of the directory does. */
export async function writeUnits(data: TestData, forms: readonly UnitForm[]): Promise<void> {
  const { connection } = data.databases.directory;
  const { units } = directoryModels(connection);
  await inTransaction(connection, async (session) => {
    const first = await takeVersions(connection, forms.length, session);
    const operations = forms.map((form, index) => {
      const version = first + index;
      const replacement = { ...form, version, linkVersion: version };
      return { replaceOne: { filter: { _id: form._id }, replacement, upsert: true } };
    });
    await units.bulkWrite(operations, { session });
  });
}
