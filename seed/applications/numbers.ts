import { createHash } from 'node:crypto';
import {
  formatApplicationNumber,
  type SequencePermutation,
  createSequencePermutation,
} from '../../subgraphs/application/numbers/index.ts';

/**
 * The key of a year's numbers: 32 bytes that follow from the seed, so that the numbers do. Anyone
 * who knows the seed can predict the numbers of a seeded database, those filed later included.
 */
export function sequenceKeyOf(seed: number, year: number): Buffer {
  return createHash('sha256').update(`application numbers/${seed}/${year}`).digest();
}

/** Makes the numbers of applications from the year of filing and their place in it, from 0. */
export function applicationNumbersOf(seed: number): (year: number, sequence: number) => string {
  const permutations = new Map<number, SequencePermutation>();
  return (year, sequence) => {
    let permutation = permutations.get(year);
    if (!permutation) {
      permutation = createSequencePermutation(sequenceKeyOf(seed, year), year);
      permutations.set(year, permutation);
    }
    return formatApplicationNumber({ year, sequence, permutation });
  };
}
