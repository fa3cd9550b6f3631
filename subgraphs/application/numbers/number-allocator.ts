import { randomBytes } from 'node:crypto';
import { clientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { formatApplicationNumber } from './application-number.ts';
import type { NumberSequenceModel } from './number-sequence.model.ts';
import {
  createSequencePermutation,
  sequenceKeyBytes,
  type SequencePermutation,
  sequenceSize,
} from './sequence-permutation.ts';

/** Sequences that only this process may use. */
interface Block {
  next: number;
  end: number;
  permutation: SequencePermutation;
  /** The numbers given from it. */
  given: Set<string>;
}

/** The order of a year's numbers, and the key from which it was made. */
interface Order {
  key: Uint8Array;
  permutation: SequencePermutation;
}

/** Allocates application numbers. */
export interface NumberAllocator {
  /**
   * A number that was never issued, of a year in Türkiye.
   * @throws `UNAVAILABLE` when all numbers of the year have been issued.
   */
  next(year: number): Promise<string>;
  /**
   * Gives up the rest of the block from which a number came that turned out to be in use: the sequences were reset
   * after this process had taken it.
   */
  discardBlockOf(number: string): Promise<void>;
}

/**
 * An allocator that takes whole blocks of a year's sequence and numbers from its own block in memory, so that the
 * filings of several processes do not contend for one document. The rest of a block is never used when the process
 * ends.
 */
export function createNumberAllocator(
  sequences: NumberSequenceModel,
  { blockSize = 100 } = {},
): NumberAllocator {
  return new BlockAllocator(sequences, blockSize);
}

class BlockAllocator implements NumberAllocator {
  readonly #sequences: NumberSequenceModel;
  readonly #blockSize: number;
  readonly #blocks = new Map<number, Promise<Block>>();
  readonly #orders = new Map<number, Order>();

  constructor(sequences: NumberSequenceModel, blockSize: number) {
    this.#sequences = sequences;
    this.#blockSize = blockSize;
  }

  async next(year: number): Promise<string> {
    for (;;) {
      const current = this.#blocks.get(year) ?? this.#replace(year);
      const block = await current;
      if (block.next < block.end) {
        const sequence = block.next;
        block.next += 1;
        const { permutation } = block;
        const number = formatApplicationNumber({ year, sequence, permutation });
        block.given.add(number);
        return number;
      }
      if (block.end >= sequenceSize) {
        throw clientError('UNAVAILABLE', say`All application numbers of ${year} have been given.`);
      }
      // The first caller that finds the block empty takes the next one; the others wait for it.
      if (this.#blocks.get(year) === current) await this.#replace(year);
    }
  }

  async discardBlockOf(number: string): Promise<void> {
    for (const [year, current] of this.#blocks) {
      const { given } = await current;
      if (given.has(number) && this.#blocks.get(year) === current) this.#blocks.delete(year);
    }
  }

  #replace(year: number): Promise<Block> {
    const block = this.#take(year);
    this.#blocks.set(year, block);
    block.catch(() => {
      if (this.#blocks.get(year) === block) this.#blocks.delete(year); // the next filing tries again
    });
    return block;
  }

  async #take(year: number): Promise<Block> {
    const { key, next } = await this.#sequences
      .findOneAndUpdate(
        { _id: year },
        { $setOnInsert: { key: randomBytes(sequenceKeyBytes) }, $inc: { next: this.#blockSize } },
        { upsert: true, returnDocument: 'after' },
      )
      .orFail();
    return {
      next: next - this.#blockSize,
      end: Math.min(next, sequenceSize),
      permutation: this.#permutationOf(year, key),
      given: new Set(),
    };
  }

  /** Made anew only when the year has another key: the sequences were reset. */
  #permutationOf(year: number, key: Uint8Array): SequencePermutation {
    const known = this.#orders.get(year);
    if (known && Buffer.compare(known.key, key) === 0) return known.permutation;
    const permutation = createSequencePermutation(key, year);
    this.#orders.set(year, { key: Uint8Array.from(key), permutation });
    return permutation;
  }
}
