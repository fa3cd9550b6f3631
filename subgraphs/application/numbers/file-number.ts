import { randomBytes } from 'node:crypto';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { crockfordOf, inGroups, readCrockford } from '../../../lib/kit/crockford.ts';

/** 45 bits: among a million referrals of one unit, a collision is not to be expected. */
const symbols = 9;
const groupSize = 3;

/**
 * The number by which officers and the centre call a referral, `XXX-XXX-XXX`: drawn at random, so that it
 * reveals nothing about the application's number, its applicant or a time.
 */
export const newFileNumber = (): string => fileNumberOf(randomBytes(6));

/** The file number made from the first bits of the bytes. */
export const fileNumberOf = (bytes: Uint8Array): string =>
  inGroups(crockfordOf(bytes, symbols), groupSize);

/**
 * The file number as it is stored, from what a person typed.
 * @throws `BAD_USER_INPUT` unless it has the form of a file number.
 */
export function requireFileNumber(input: string): string {
  const meant = readCrockford(input, symbols);
  if (meant === null) {
    const message = say`A file number has 9 letters and digits, as in 7K3-M9Q-XA0.`;
    throw badInput('fileNumber', 'FORMAT', message);
  }
  return inGroups(meant, groupSize);
}
