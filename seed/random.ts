import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/**
 * The purpose of a draw. Each use has a number of its own, so that two uses of one index share nothing
 * and a draw added to one never shifts another.
 */
const streams = {
  citizen: 1,
  person: 2,
  application: 3,
  filing: 4,
  work: 5,
  text: 6,
  citizenOrder: 7,
  identityNumbers: 8,
  objectIds: 9,
  numberKey: 10,
  clarification: 11,
  furtherActs: 12,
  filedWith: 13,
  preference: 14,
  correctedAddresses: 15,
} as const;

type Stream = keyof typeof streams;

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A 32-bit number that stands for the seed in one use. */
export function hashOf(seed: number, stream: Stream, index: number): number {
  let hash = 0x9e3779b9;
  // Seeds may have 53 bits, of which the bitwise operators would drop the upper ones.
  for (const value of [seed, Math.floor(seed / 2 ** 32), streams[stream], index]) {
    hash = (mix(hash ^ value) + 0x9e3779b9) | 0;
  }
  return mix(hash) >>> 0;
}

/** Draws from one generator; every call advances it. */
export class Random {
  readonly #generator: RandomGenerator;

  constructor(state: readonly [number, number, number, number]) {
    this.#generator = xoroshiro128plusFromState(state);
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    return uniformFloat64(this.#generator);
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return uniformInt(this.#generator, from, to);
  }

  /** Whether something of this probability happens. */
  chance(probability: number): boolean {
    return uniformFloat64(this.#generator) < probability;
  }

  /** One of the list, each as likely as any other. */
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    // The index is within the list unless the list is empty, which no caller passes.
    return list[uniformInt(this.#generator, 0, list.length - 1)] as T;
  }

  /** An exponentially distributed number with this mean: waiting times. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - uniformFloat64(this.#generator));
  }
}

/**
 * The draws for each item of a stream, by its index (below 2^32): a pure function of seed, stream and
 * index, so that any item can be made again without those before it.
 */
export function randomSource(seed: number, stream: Stream): (index: number) => Random {
  const a = hashOf(seed, stream, 1);
  const b = hashOf(seed, stream, 2);
  const c = hashOf(seed, stream, 3);
  const d = hashOf(seed, stream, 4);
  // Adding a key and mixing are one-to-one, so no two indexes share a state.
  return (index) => new Random([mix(index + a), mix(index + b), mix(index + c), mix(index + d)]);
}

/** A draw by weight from the items; items without weight are never drawn. */
export function weightedChoice<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
): (random: Random) => T {
  const chosen = items.filter((item) => weightOf(item) > 0);
  if (chosen.length === 0) throw new RangeError('nothing to choose from');
  const bounds = new Float64Array(chosen.length);
  let total = 0;
  chosen.forEach((item, index) => (bounds[index] = total += weightOf(item)));
  return (random) => {
    const point = random.fraction() * total;
    let low = 0;
    let high = chosen.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (point < (bounds[middle] ?? total)) high = middle;
      else low = middle + 1;
    }
    // `low` stays within the bounds of `chosen`.
    return chosen[low] as T;
  };
}

const FEISTEL_ROUNDS = 4;

/**
 * A one-to-one map of 0…size-1 onto itself that appears random: a Feistel network over the next
 * even number of bits, repeated while the result lies outside (cycle walking).
 */
export function permutationOf(
  seed: number,
  stream: Stream,
  size: number,
): (index: number) => number {
  const halfBits = Math.max(1, Math.ceil(Math.log2(Math.max(2, size)) / 2));
  const half = 2 ** halfBits;
  const keys = Array.from({ length: FEISTEL_ROUNDS }, (_, round) => hashOf(seed, stream, round));
  return (index) => {
    let value = index;
    do {
      let left = Math.floor(value / half);
      let right = value % half;
      for (const key of keys) {
        const next = left ^ (mix(right ^ key) & (half - 1));
        left = right;
        right = next;
      }
      value = left * half + right;
    } while (value >= size);
    return value;
  };
}
