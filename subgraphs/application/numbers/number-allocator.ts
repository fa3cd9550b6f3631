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

/** Sequences that only this process may use. */
interface Block {
  next: number;
  end: number;
  permutation: SequencePermutation;
}

/**
 * Allocates application numbers. Each process takes whole blocks of a year's sequence and numbers from its own
 * block in memory, so that filings do not contend for one document. The rest of a block is never used when the
 * process ends.
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
      if (blocks.get(year) === block) blocks.delete(year); // the next filing tries again
    });
    return block;
  }

  return {
    /**
     * A number that was never issued, of a year in Türkiye.
     * @throws `UNAVAILABLE` when all numbers of the year have been issued.
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
        // The first caller that finds the block empty takes the next one; the others wait for it.
        if (blocks.get(year) === current) await replace(year, block);
      }
    },
  };
}

export type NumberAllocator = ReturnType<typeof createNumberAllocator>;
