import { randomBytes } from 'node:crypto';
import { badInput } from '../../../lib/kit/errors.ts';
import { crockfordOf, inGroups, readCrockford } from '../../../lib/kit/crockford.ts';

/** 45 bits: of a million referrals of one unit two are not to be expected with the same. */
const symbols = 9;
const groupSize = 3;

/**
 * By what officers and the centre speak of a referral, `XXX-XXX-XXX`: drawn at random, so that it tells nothing of
 * the application's number, its applicant or a time.
 */
export const newFileNumber = (): string => fileNumberOf(randomBytes(6));

/** The file number that the first bits of the bytes make. */
export const fileNumberOf = (bytes: Uint8Array): string =>
  inGroups(crockfordOf(bytes, symbols), groupSize);

/**
 * The file number as it is stored, from what somebody typed.
 * @throws `BAD_USER_INPUT` unless it has the form of one.
 */
export function requireFileNumber(input: string): string {
  const meant = readCrockford(input, symbols);
  if (meant === null) {
    const message = 'A file number has 9 letters and digits, as in 7K3-M9Q-XA0.';
    throw badInput('fileNumber', 'FORMAT', message);
  }
  return inGroups(meant, groupSize);
}
