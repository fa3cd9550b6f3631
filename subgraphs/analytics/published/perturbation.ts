/**
 * The table from which published numbers are perturbed. Of all distributions over the whole numbers from -6 to 6 with mean 0
 * and variance 8 it is the one of maximum entropy, as the tables of statistical offices are: p(k) is proportional to
 * exp(-λ k²) with λ = 0.0494. It is written as how many of the 4,096 cell keys have each value, rounded so that the mean is
 * exactly 0; the variance is 7.998.
 *
 * A perturbation is the sum of two values of the table: one that both numbers of a cell share, and one of the number alone.
 * It has a variance of 16, and no value has a probability above 9.6 %. As half of it is shared, both numbers of a cell tell
 * no more of a person than four thirds of one number would, whether or not the person is counted in both. Two perturbations
 * drawn apart would tell as much as two numbers, and a common one would leave the difference of both numbers unprotected.
 */

/** How many cell keys have the value 0, ±1 (each of the two), and so on. */
export const keysPerValue = [536, 509, 439, 343, 243, 156, 90] as const;

/** Cell keys are from 0 to 4,095. */
export const cellKeys = 4_096;

/** No number is perturbed by more. */
export const mostPerturbation = 2 * (keysPerValue.length - 1);

/** A cell of fewer persons is never published. */
export const fewestPersons = 10;

/** A perturbed number below it is not published. */
export const leastPerturbed = 18;

const roundedTo = 5;

/** The value of each cell key, ascending. */
const table: Int8Array = Int8Array.from(
  Array.from(
    { length: mostPerturbation + 1 },
    (_, index) => index - keysPerValue.length + 1,
  ).flatMap((value) => Array<number>(keysPerValue[Math.abs(value)] ?? 0).fill(value)),
);

/** The keys of a number: the one that both numbers of its cell share, and its own. Each is from 0 to 4,095. */
interface NumberKeys {
  readonly shared: number;
  readonly own: number;
}

/** The perturbation of a number of persons. 0 stays 0; all other numbers have the same row of the table. */
export function perturbationOf(persons: number, { shared, own }: NumberKeys): number {
  if (persons === 0) return 0;
  return (table[shared] ?? 0) + (table[own] ?? 0);
}

/**
 * The number that is published: perturbed, then rounded to a multiple of 5; 0 for fewer than 10 persons, and where the
 * perturbed number is below 18. From 10 to 29 persons it becomes gradually more likely to be published: 10 are with a
 * probability of 2.9 %. So neither the size of a number nor whether there is one tells a number of persons from the next.
 * One person more or less can be told with a probability of 54.8 % from one number, and of 59.4 % from both numbers of three
 * cells; `attacks.test.ts` computes these.
 *
 * Each person counts as 1 in a cell. So nobody dominates one: the share of one person in what is published is a tenth at
 * most, however many applications they have filed.
 */
export function publishedNumber(persons: number, keys: NumberKeys): number {
  const perturbed = persons + perturbationOf(persons, keys);
  if (persons < fewestPersons || perturbed < leastPerturbed) return 0;
  return Math.round(perturbed / roundedTo) * roundedTo;
}
