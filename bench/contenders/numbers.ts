import { localDateOf } from '../../lib/kit/local-date.ts';
import {
  formatApplicationNumber,
  createSequencePermutation,
  type SequencePermutation,
} from '../../subgraphs/application/numbers/index.ts';
import { collections } from './common.ts';

const blockSize = 100;

interface Block {
  next: number;
  end: number;
  permutation: SequencePermutation;
}

let block: Promise<Block> | null = null;

async function take(year: number, permutation?: SequencePermutation): Promise<Block> {
  const found = await collections.numberSequences.findOneAndUpdate(
    { _id: year },
    { $inc: { next: blockSize } },
    { returnDocument: 'after', promoteBuffers: true },
  );
  if (!found) throw new Error('the seed numbers the present year');
  const { key, next } = found;
  permutation ??= createSequencePermutation(key, year);
  return { next: next - blockSize, end: next, permutation };
}

/** Returns a number of this process's own block, and reserves the next block when it is used up. */
export async function nextNumber(filedAt: Date): Promise<string> {
  const year = Number(localDateOf(filedAt).slice(0, 4));
  for (;;) {
    const current = (block ??= take(year));
    const held = await current;
    if (held.next < held.end) {
      const sequence = held.next;
      held.next += 1;
      return formatApplicationNumber({ year, sequence, permutation: held.permutation });
    }
    if (block === current) block = take(year, held.permutation);
  }
}
