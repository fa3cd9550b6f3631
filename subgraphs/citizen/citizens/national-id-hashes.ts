import { applicantHash } from '../../../lib/kit/applicant-hash.ts';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import { nationalIdHash } from './national-id-hash.ts';

/** The keyed hashes of an identity number, under the current version of the secret. */
export interface NationalIdHashes {
  /** The hash by which the citizen is found. */
  citizen(nationalId: string): string;
  /** The hash by which a tracker of an application is recognised. */
  applicant(nationalId: string): string;
}

export const nationalIdHashes = (keys: Pick<Keys, 'secrets'>): NationalIdHashes => ({
  citizen: nationalIdHash(keys).of,
  applicant: applicantHash(keys).of,
});
