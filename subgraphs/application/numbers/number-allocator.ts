import { randomBytes } from 'node:crypto';
import { clientError } from '../../../lib/kit/errors.ts';
import { formatApplicationNumber } from './application-number.ts';
import type { NumberSequenceModel } from './number-sequence.model.ts';
import {
  createSequencePermutation,
  sequenceKeyBytes,
  type SequencePermutation,
  sequenceSize,
} from './sequence-permutation.ts';

/** Sequences that this process alone may give. */
interface Block {
  next: number;
  end: number;
  permutation: SequencePermutation;
}

/**
 * Gives application numbers. Each process takes whole blocks of a year's sequence and numbers from its
 * own block in memory, so that filings do not contend for one document. What is left of a block when
 * the process ends is never given.
 */
export function createNumberAllocator(sequences: NumberSequenceModel, { blockSize = 100 } = {}) {
  const blocks = new Map<number, Promise<Block>>();

  async function take(year: number, last: Block | null): Promise<Block> {
    const { key, next } = await sequences
      .findOneAndUpdate(
        { _id: year },
        { $setOnInsert: { key: randomBytes(sequenceKeyBytes) }, $inc: { next: blockSize } },
        { upsert: true, returnDocument: 'after' },
      )
      .orFail();
    return {
      next: next - blockSize,
      end: Math.min(next, sequenceSize),
      permutation: last?.permutation ?? createSequencePermutation(key, year),
    };
  }

  function replace(year: number, last: Block | null): Promise<Block> {
    const block = take(year, last);
    blocks.set(year, block);
    block.catch(() => {
      if (blocks.get(year) === block) blocks.delete(year); // the next filing asks again
    });
    return block;
  }

  return {
    /**
     * A number that was never given, of a year in Türkiye.
     * @throws `UNAVAILABLE` when all of the year were given.
     */
    async next(year: number): Promise<string> {
      for (;;) {
        const current = blocks.get(year) ?? replace(year, null);
        const block = await current;
        if (block.next < block.end) {
          const sequence = block.next;
          block.next += 1;
          return formatApplicationNumber({ year, sequence, permutation: block.permutation });
        }
        if (block.end >= sequenceSize) {
          throw clientError('UNAVAILABLE', `All application numbers of ${year} have been given.`);
        }
        // Whoever finds the block empty first takes the next one; the others wait for it.
        if (blocks.get(year) === current) await replace(year, block);
      }
    },
  };
}

export type NumberAllocator = ReturnType<typeof createNumberAllocator>;
