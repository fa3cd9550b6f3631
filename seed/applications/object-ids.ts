import { Types } from 'mongoose';
import { hashOf } from '../random.ts';

const kinds = {
  citizen: 1,
  application: 2,
  referral: 3,
  draft: 4,
  appeal: 5,
  attachment: 6,
  attachmentCopy: 7,
  event: 8,
} as const;

const makerOf = (seed: number, kind: keyof typeof kinds) =>
  hashOf(seed, 'objectIds', kinds[kind]) >>> 8;

/** Whether an id was made for a seed; null for none. */
export const isSeededId = (id: Types.ObjectId, seed: number | null, kind: keyof typeof kinds) =>
  seed !== null && Buffer.from(id.id).readUIntBE(4, 3) === makerOf(seed, kind);

/**
 * Makes the ids of one kind: four bytes of time, three of seed and kind, five of the index. Like
 * MongoDB's own they rise with time, so an insert goes to the end of its index.
 */
export function objectIdsOf(
  seed: number,
  kind: keyof typeof kinds,
): (index: number, atMs: number) => Types.ObjectId {
  const maker = makerOf(seed, kind);
  return (index, atMs) => {
    const bytes = Buffer.allocUnsafe(12);
    bytes.writeUInt32BE(Math.floor(atMs / 1000), 0);
    bytes.writeUIntBE(maker, 4, 3);
    bytes.writeUIntBE(index, 7, 5);
    return new Types.ObjectId(bytes);
  };
}
