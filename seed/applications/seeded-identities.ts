import { createHash } from 'node:crypto';
import type { Identities } from '../../subgraphs/application/casework/index.ts';
import { fileNumberOf } from '../../subgraphs/application/numbers/index.ts';
import type { EarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { objectIdsOf } from './object-ids.ts';

/** Room for the documents of one application among the ids of their kind. */
const idsEach = { referral: 16, draft: 32, appeal: 8 } as const;

type Kind = keyof typeof idsEach;

/** Random, and the same for the same seed. */
const seededFileNumber = (seed: number, index: number, position: number): string =>
  fileNumberOf(createHash('sha256').update(`file number/${seed}/${index}/${position}`).digest());

/** Gives the documents of an application ids that follow from the seed. */
export function seededIdentities(seed: number, publicId: EarlierIds) {
  const ids = {
    referral: objectIdsOf(seed, 'referral'),
    draft: objectIdsOf(seed, 'draft'),
    appeal: objectIdsOf(seed, 'appeal'),
  };
  return (index: number, filedAtMs: number): Identities => {
    const made = { referral: 0, draft: 0, appeal: 0 };
    function next(kind: Kind) {
      const position = made[kind]++;
      if (position >= idsEach[kind])
        throw new RangeError(`more than ${idsEach[kind]} ids: ${kind}`);
      return { position, _id: ids[kind](index * idsEach[kind] + position, filedAtMs) };
    }
    return {
      referral() {
        const { position, _id } = next('referral');
        const fileNumber = seededFileNumber(seed, index, position);
        return { _id, publicId: publicId('referral', _id), fileNumber };
      },
      draftId: () => publicId('draft', next('draft')._id),
      appeal() {
        const { _id } = next('appeal');
        return { _id, publicId: publicId('appeal', _id) };
      },
    };
  };
}
