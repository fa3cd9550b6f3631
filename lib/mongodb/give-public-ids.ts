import type { Connection, mongo, Types } from 'mongoose';

/** A document without a public id. */
interface Unnamed {
  _id: Types.ObjectId;
}

/** The change to one document, and the condition under which it still applies: the values it was computed from. */
interface PublicIdChange {
  unchanged?: mongo.Document;
  $set: Record<string, string>;
}

type Collection = ReturnType<Connection['collection']>;

/** Documents per batch. */
const batchSize = 500;

const lacking = { publicId: { $exists: false } };

/**
 * Changes each document that has no `publicId`; the change must set it. Works in batches, in the order of `_id`. Can be
 * interrupted anywhere and run again. A document changed concurrently, so that `unchanged` no longer matches, is read
 * again.
 */
export async function givePublicIds<Stored extends Unnamed>(
  collection: Collection,
  fields: readonly (keyof Stored & string)[],
  changeOf: (document: Stored) => PublicIdChange,
): Promise<void> {
  const projection = Object.fromEntries(fields.map((field) => [field, 1]));
  let missed: number;
  do {
    missed = 0;
    let after: Types.ObjectId | null = null;
    for (;;) {
      const batch: Stored[] = await collection
        .find<Stored>({ ...lacking, ...(after && { _id: { $gt: after } }) })
        .project<Stored>({ _id: 1, ...projection })
        .sort({ _id: 1 })
        .limit(batchSize)
        .toArray();
      const last = batch.at(-1);
      if (!last) break;
      const writes = batch.map((document) => {
        const { unchanged, $set } = changeOf(document);
        const filter = { _id: document._id, ...lacking, ...unchanged };
        return { updateOne: { filter, update: { $set } } };
      });
      const { matchedCount } = await collection.bulkWrite(writes, { ordered: false });
      missed += batch.length - matchedCount;
      after = last._id;
    }
  } while (missed > 0);
}
