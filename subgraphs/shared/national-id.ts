/** Eleven digits, the first of them not 0; the last two are check digits. */
const pattern = /^[1-9]\d{10}$/;
const bodyPattern = /^[1-9]\d{8}$/;
const bodyLength = 9;

/** How many characters a mask leaves at either end. */
const unmasked = 2;

export type NationalIdCheck = 'OK' | 'FORMAT' | 'CHECKSUM';

/**
 * What is wrong with a Turkish identity number (T.C. kimlik no): `FORMAT` when it is not 11 digits
 * that begin with another than 0, `CHECKSUM` when its check digits do not fit. `OK` proves its form
 * only, never that it is somebody's, let alone whose.
 */
export function checkNationalId(input: string): NationalIdCheck {
  if (!pattern.test(input)) return 'FORMAT';
  return completeNationalId(input.slice(0, bodyLength)) === input ? 'OK' : 'CHECKSUM';
}

/**
 * The well-formed identity number that begins with these nine digits. It may be a living person's.
 * A `RangeError` unless they are nine and the first is not 0.
 */
export function completeNationalId(firstNine: string): string {
  if (!bodyPattern.test(firstNine)) {
    throw new RangeError('An identity number begins with nine digits, the first of them not 0');
  }
  let odd = 0;
  let even = 0;
  for (const [position, digit] of Array.from(firstNine, Number).entries()) {
    if (position % 2 === 0) odd += digit;
    else even += digit;
  }
  const tenth = modulo10(7 * odd - even);
  const eleventh = modulo10(odd + even + tenth);
  return `${firstNine}${tenth}${eleventh}`;
}

/**
 * For lists: only the first two and the last two digits stay. What is not 11 digits is masked whole,
 * since little of it might remain hidden.
 */
export function maskNationalId(id: string): string {
  if (!pattern.test(id)) return '*'.repeat(id.length);
  return `${id.slice(0, unmasked)}${'*'.repeat(id.length - 2 * unmasked)}${id.slice(-unmasked)}`;
}

/** 0 to 9 for negative values too, where `%` keeps the sign. */
function modulo10(value: number): number {
  return ((value % 10) + 10) % 10;
}
