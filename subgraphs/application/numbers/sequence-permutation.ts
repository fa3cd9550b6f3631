import { hkdfSync } from 'node:crypto';

/** How many numbers a year has. */
export const sequenceSize = 10_000_000;

/** Length of the secret from which a year's order of numbers is made. */
export const sequenceKeyBytes = 32;

/** The least power of four that holds `sequenceSize`: two halves of as many bits each. */
const halfBits = 12;
const halfSize = 2 ** halfBits;
const halfMask = halfSize - 1;

/** As many as NIST SP 800-38G prescribes for its format-preserving cipher FF1. */
const rounds = 10;

const bytesPerEntry = 2;
const bytesPerRound = halfSize * bytesPerEntry;

/** HKDF yields no more than 8160 bytes at a time. */
const bytesPerDraw = bytesPerRound / 2;

/** A secret order of 0 to 9,999,999. */
export interface SequencePermutation {
  /**
   * Maps each number of 0 to 9,999,999 to another; no two share one. Throws a `RangeError` for numbers outside
   * this range and for fractions.
   */
  permute: (sequence: number) => number;
}

/**
 * Orders a year's numbers so that nobody without the key can tell from some numbers which others were issued.
 * The same key and year always make the same order. A Feistel network whose round functions are drawn from
 * HMAC-SHA-256 by HKDF (RFC 5869), walked until it falls into the range (J. Black and P. Rogaway, "Ciphers with
 * Arbitrary Finite Domains", CT-RSA 2002). Creation takes milliseconds because it draws the round functions in
 * full: keep the result.
 * @throws `RangeError` when the key is not 32 bytes long or the year is not an integer.
 */
export function createSequencePermutation(key: Uint8Array, year: number): SequencePermutation {
  if (key.byteLength !== sequenceKeyBytes) {
    throw new RangeError(`The key has ${key.byteLength} bytes instead of ${sequenceKeyBytes}`);
  }
  if (!Number.isSafeInteger(year)) throw new RangeError(`${year} is not a year`);
  const roundFunctions = drawRoundFunctions(key, year);

  function encipher(block: number): number {
    let left = block >>> halfBits;
    let right = block & halfMask;
    for (let start = 0; start < rounds * bytesPerRound; start += bytesPerRound) {
      const mixed = left ^ (roundFunctions.getUint16(start + right * bytesPerEntry) & halfMask);
      left = right;
      right = mixed;
    }
    return (left << halfBits) | right;
  }

  return {
    permute(sequence) {
      if (!(sequence >= 0 && sequence < sequenceSize && sequence % 1 === 0)) {
        throw new RangeError(
          `${sequence} is not one of a year's numbers, 0 to ${sequenceSize - 1}`,
        );
      }
      // The network permutes all 24 bits. Continuing until the value is in range stays on the cycle of
      // `sequence`, so it ends (there at the latest) and no two sequences meet; 1.7 steps on average.
      let value = encipher(sequence);
      while (value >= sequenceSize) value = encipher(value);
      return value;
    },
  };
}

/** A table of 16-bit entries for each round, one after another; the low bits of an entry count. */
function drawRoundFunctions(key: Uint8Array, year: number): DataView {
  const tables = new Uint8Array(rounds * bytesPerRound);
  for (let offset = 0; offset < tables.length; offset += bytesPerDraw) {
    const purpose = `application numbers of ${year}, round functions from ${offset}`;
    tables.set(new Uint8Array(hkdfSync('sha256', key, '', purpose, bytesPerDraw)), offset);
  }
  return new DataView(tables.buffer);
}
