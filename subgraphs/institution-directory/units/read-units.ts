import type { Connection } from 'mongoose';
import type { OneMoment } from '../../../lib/mongodb/reads.ts';
import { directoryModels } from './directory.model.ts';
import { UnitTree } from './unit-tree.ts';

/**
 * Reads the whole tree from MongoDB, one unit at a time, so that the records and the tree are not both in
 * memory. They come in the tree's own order, which leaves hardly anything to sort.
 */
export async function readUnits(
  connection: Connection,
  options: Partial<OneMoment> = {},
): Promise<UnitTree> {
  const { units, versions } = directoryModels(connection);
  const counted = await versions.collection.findOne<{ version: number; generation?: number }>(
    {},
    options,
  );
  const tree = new UnitTree([], counted?.generation);
  const records = units.collection.find<Parameters<UnitTree['apply']>[0]>(
    {},
    {
      sort: { name: 1, _id: 1 },
      collation: { locale: 'tr' },
      batchSize: 5_000,
      ...options,
    },
  );
  for await (const record of records) tree.apply(record);
  tree.reach(counted?.version ?? 0);
  return tree;
}
