/**
 * The table by which published numbers are perturbed. Of all distributions over the whole numbers from -6 to 6 with mean 0
 * and variance 8 it is the one of maximum entropy, as the tables of statistical offices are: p(k) is proportional to
 * exp(-λ k²) with λ = 0.0494. It is written as how many of the 4,096 cell keys have each perturbation, rounded so that the
 * mean is exactly 0; the variance is 7.998.
 *
 * The largest probability, 536 / 4,096 = 13.1 %, is what protects a person: see `publishedNumber`.
 */

/** How many cell keys perturb by 0, by ±1 (each of the two), and so on. */
export const keysPerPerturbation = [536, 509, 439, 343, 243, 156, 90] as const;

/** Cell keys are from 0 to 4,095. */
export const cellKeys = 4_096;

/** No number is perturbed by more. */
export const mostPerturbation = keysPerPerturbation.length - 1;

/** A cell of fewer persons is never published. */
export const fewestPersons = 10;

const roundedTo = 5;

/** The perturbation of each cell key, ascending. */
const table: Int8Array = Int8Array.from(
  Array.from({ length: 2 * mostPerturbation + 1 }, (_, index) => index - mostPerturbation).flatMap(
    (perturbation) =>
      Array<number>(keysPerPerturbation[Math.abs(perturbation)] ?? 0).fill(perturbation),
  ),
);

/**
 * What a number of persons is perturbed by, from the number and the key of its cell. 0 stays 0. All numbers that can be
 * published have the same row of the table: they are larger than every perturbation, so none becomes negative.
 * @param cellKey 0 to 4,095.
 */
export function perturbationOf(persons: number, cellKey: number): number {
  if (persons === 0) return 0;
  return table[cellKey] ?? 0;
}

/**
 * The number that is published: perturbed, then rounded to a multiple of 5; 0 where the perturbed number is below
 * 10 + 6. A cell of fewer than 10 persons cannot reach that. From 10 to 21 persons it becomes gradually more likely to
 * be published, so that neither the size of a number nor whether there is one tells a number of persons from the next:
 * one person more changes what is published with at most the largest probability of the table for each boundary, and the
 * two cannot be told apart with a probability above 1/2 + 0.131 / 2 = 56.5 %.
 *
 * Each person counts as 1 in a cell. So nobody dominates one: the share of one person in what is published is a tenth at
 * most, however many applications they have filed.
 */
export function publishedNumber(persons: number, cellKey: number): number {
  const perturbed = persons + perturbationOf(persons, cellKey);
  if (perturbed < fewestPersons + mostPerturbation) return 0;
  return Math.round(perturbed / roundedTo) * roundedTo;
}
