import type { Connection } from 'mongoose';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import { citizenModel } from './citizen.model.ts';
import { nationalIdHash } from './national-id-hash.ts';

/** The id of the citizen with an identity number; null when there is none. */
export async function findCitizenId(
  connection: Connection,
  keys: Keys,
  nationalId: string,
): Promise<string | null> {
  const hashes = nationalIdHash(keys).everyOf(nationalId);
  const found = await citizenModel(connection)
    .findOne({ nationalIdHash: { $in: hashes } }, { publicId: 1 })
    .lean();
  return found?.publicId ?? null;
}
