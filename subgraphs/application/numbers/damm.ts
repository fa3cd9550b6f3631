/**
 * The order-10 quasigroup of H. Michael Damm, "Total anti-symmetrische Quasigruppen" (dissertation,
 * Philipps-Universität Marburg, 2004). It is a Latin square, so each single wrong digit changes the result, and
 * (c ∘ x) ∘ y = (c ∘ y) ∘ x only for x = y, so each swap of neighbours does too. Because the diagonal is all
 * zeros, the digit that brings the result to 0 is the result itself.
 */
const quasigroup: readonly (readonly number[])[] = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

const codeOfZero = 48;

/** The digit, 0 to 9, to append to these digits. Throws a `RangeError` for anything but 0 to 9. */
export function dammCheckDigit(digits: string): number {
  let result = 0;
  for (let position = 0; position < digits.length; position += 1) {
    const next = quasigroup[result]?.[digits.charCodeAt(position) - codeOfZero];
    if (next === undefined) throw new RangeError(`"${digits}" is not made of digits`);
    result = next;
  }
  return result;
}

/**
 * Whether the last digit is the check digit of those before it. Always false when one digit of a correct number
 * is wrong or two neighbours are swapped, the check digit included. Throws a `RangeError` for anything but 0 to
 * 9.
 */
export function endsInDammCheckDigit(digits: string): boolean {
  return digits.length > 0 && dammCheckDigit(digits) === 0;
}
