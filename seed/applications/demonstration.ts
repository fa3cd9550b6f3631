import { createHash } from 'node:crypto';
import { crockfordOf, inGroups } from '../../lib/kit/crockford.ts';
import { nationalIdsOf } from './citizens.ts';
import { firstDay } from './filing-times.ts';
import { applicationNumbersOf } from './numbers.ts';

/** Of a run that names none. */
export const defaultSeed = 1;

/**
 * The number and tracking code of the first application of a seed, whatever the number of
 * applications. It is an ordinary one: filed by the first citizen, referred to an office of a
 * district, answered.
 */
export function demonstrationOf(seed: number) {
  const firstYear = Number(firstDay.slice(0, 4));
  return {
    firstApplicationNumber: applicationNumbersOf(seed)(firstYear, 0),
    firstTrackingCode: inGroups(firstTrackingCodeOf(seed)),
    firstNationalId: nationalIdsOf(seed)(0),
  };
}

/**
 * The tracking code of the first application, without hyphens. It follows from the seed, whatever
 * the keys, so that documentation can quote it: anyone who knows the seed knows the code, and the
 * data belong to no real person.
 */
export const firstTrackingCodeOf = (seed: number): string =>
  crockfordOf(createHash('sha256').update(`tracking code/${seed}`).digest(), 12);

/** Of the default seed, for documentation to quote. */
export const demonstration = demonstrationOf(defaultSeed);
