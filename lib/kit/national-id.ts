/** Eleven digits, the first of them not 0; the last two are check digits. */
const pattern = /^[1-9]\d{10}$/;
const bodyPattern = /^[1-9]\d{8}$/;
const bodyLength = 9;

const maskForm = /^([1-9])(\d)\*{7}(\d)(\d)$/;
const tenDigits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** How many characters a mask keeps at either end. */
const unmasked = 2;

type NationalIdCheck = 'OK' | 'FORMAT' | 'CHECKSUM';

/**
 * Checks a Turkish identity number (T.C. kimlik no): `FORMAT` unless it has 11 digits and does not begin with 0,
 * `CHECKSUM` when its check digits are wrong. `OK` proves only that the number is well-formed, not that it was issued,
 * let alone to whom.
 */
export function checkNationalId(input: string): NationalIdCheck {
  if (!pattern.test(input)) return 'FORMAT';
  return completeNationalId(input.slice(0, bodyLength)) === input ? 'OK' : 'CHECKSUM';
}

/**
 * The well-formed identity number that begins with these nine digits. It may belong to a living person.
 * @throws RangeError unless there are nine digits and the first is not 0.
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
 * Masks a number for lists: only the first two and the last two digits stay. Anything that does not have 11 digits is
 * masked entirely, since too little of it might stay hidden.
 */
export function maskNationalId(id: string): string {
  if (!pattern.test(id)) return '*'.repeat(id.length);
  return `${id.slice(0, unmasked)}${'*'.repeat(id.length - 2 * unmasked)}${id.slice(-unmasked)}`;
}

/** Returns 0 to 9 for negative values too, where `%` keeps the sign. */
function modulo10(value: number): number {
  return ((value % 10) + 10) % 10;
}

/**
 * Yields every well-formed identity number that matches a mask: 200,000 of them, since the check digits leave five of
 * the seven hidden digits free, with two solutions each. Yields none for a malformed mask.
 */
export function* nationalIdsWithMask(mask: string): Generator<string> {
  const [, first, second, tenth, eleventh] = maskForm.exec(mask) ?? [];
  if (first === undefined || second === undefined) return;
  const sum = modulo10(Number(eleventh) - Number(tenth));
  // The sums of the digits in odd and in even places determine both check digits, modulo 10.
  for (const odd of tenDigits.filter((digit) => (8 * digit) % 10 === Number(eleventh))) {
    const even = modulo10(sum - odd);
    for (let free = 0; free < 100_000; free += 1) {
      const [third, fourth, fifth, sixth, seventh] = String(free).padStart(5, '0');
      const eighth = modulo10(even - Number(second) - Number(fourth) - Number(sixth));
      const ninth = modulo10(odd - Number(first) - Number(third) - Number(fifth) - Number(seventh));
      yield `${first}${second}${third}${fourth}${fifth}${sixth}${seventh}${eighth}${ninth}${tenth}${eleventh}`;
    }
  }
}
