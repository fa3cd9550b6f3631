import { dammCheckDigit, endsInDammCheckDigit } from './damm.ts';
import type { SequencePermutation } from './sequence-permutation.ts';

/**
 * Two digits for the year, seven for the position in its secret order, one check digit against typing errors.
 */
const pattern = /^\d{10}$/;
const sequenceDigits = 7;

/** With two digits for the year, numbers would repeat after a hundred years. */
const years = { from: 2000, to: 2099 };

interface ApplicationNumberParts {
  /** The year of filing, in Türkiye; 2000 to 2099. */
  year: number;
  /** Counts the year's applications, 0 to 9,999,999; never used twice. */
  sequence: number;
  /** The permutation of this year. */
  permutation: SequencePermutation;
}

type ApplicationNumberCheck = 'OK' | 'FORMAT' | 'CHECK_DIGIT';

/** The 10-digit number. Throws a `RangeError` when the year or the sequence is outside its range. */
export function formatApplicationNumber({
  year,
  sequence,
  permutation,
}: ApplicationNumberParts): string {
  if (!Number.isSafeInteger(year) || year < years.from || year > years.to) {
    throw new RangeError(`${year} is not a year from ${years.from} to ${years.to}`);
  }
  const place = String(permutation.permute(sequence)).padStart(sequenceDigits, '0');
  const digits = `${String(year).slice(-2)}${place}`;
  return `${digits}${dammCheckDigit(digits)}`;
}

/**
 * Checks the form of a number: `FORMAT` when it is not 10 digits, `CHECK_DIGIT` when it cannot have been
 * issued. `OK` does not mean that it was issued.
 */
export function checkApplicationNumber(input: string): ApplicationNumberCheck {
  if (!pattern.test(input)) return 'FORMAT';
  return endsInDammCheckDigit(input) ? 'OK' : 'CHECK_DIGIT';
}
