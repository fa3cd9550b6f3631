import { describe, expect, test } from '@jest/globals';
import { FairQueue } from './fair-queue.ts';

interface Entry {
  readonly name: string;
  readonly bytes: number;
}

const entry = (name: string, bytes = 1): Entry => ({ name, bytes });
const queued = { isQueued: true };
const limits = { entries: 4, entriesOfOwner: 3, bytes: 100 };

function queueOf(owners: Record<string, readonly Entry[]>, given = limits) {
  const queue = new FairQueue<Entry>(given);
  for (const [owner, entries] of Object.entries(owners)) {
    for (const each of entries) expect(queue.add(owner, each)).toMatchObject(queued);
  }
  return queue;
}

function namesIn(queue: FairQueue<Entry>): string {
  const names: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) names.push(next.name);
  return names.join(' ');
}

describe('the fair queue', () => {
  test('serves owners in rotation, and the entries of each in order', () => {
    const queue = queueOf({
      flood: [entry('f1'), entry('f2'), entry('f3')],
      other: [entry('o1')],
    });

    expect(queue.take()?.name).toBe('f1');
    queue.add('other', entry('o2'));

    expect(namesIn(queue)).toBe('o1 f2 o2 f3');
    expect(queue.size).toBe(0);
  });

  test('refuses an owner with the maximum number of entries', () => {
    const queue = queueOf({ flood: [entry('f1'), entry('f2'), entry('f3')] });

    expect(queue.add('flood', entry('f4'))).toEqual({ isQueued: false, evicted: [] });
    expect(namesIn(queue)).toBe('f1 f2 f3');
  });

  test('when full, evicts the last entry of the owner with the most', () => {
    const last = entry('f3');
    const queue = queueOf({ flood: [entry('f1'), entry('f2'), last], other: [entry('o1')] });

    expect(queue.add('third', entry('t1'))).toEqual({ isQueued: true, evicted: [last] });
    expect(queue.add('fourth', entry('x1'))).toMatchObject(queued);
    expect(queue.add('fifth', entry('y1'))).toEqual({ isQueued: false, evicted: [] });
    expect(namesIn(queue)).toBe('f1 o1 t1 x1');
  });

  test('limits bytes, except for a single entry', () => {
    const large = entry('large', 1_000);
    const queue = queueOf({ one: [large] });

    expect(queue.add('other', entry('small'))).toEqual({ isQueued: false, evicted: [] });
    queue.remove(large);
    expect(queue.add('other', entry('small', 100))).toEqual({ ...queued, evicted: [] });
    expect(queue.add('other', entry('more'))).toEqual({ isQueued: false, evicted: [] });
    expect(namesIn(queue)).toBe('small');
  });

  test('serves a shared entry once, with the first of its owners', () => {
    const shared = entry('shared');
    const queue = queueOf({ flood: [entry('f1'), entry('f2'), shared], other: [] });

    expect(queue.add('other', shared)).toEqual({ isQueued: true, evicted: [] });
    expect(queue.add('other', shared)).toEqual({ isQueued: true, evicted: [] });

    expect(queue.size).toBe(3);
    expect(namesIn(queue)).toBe('f1 shared f2');
  });

  test('keeps a shared entry when one of its owners gives up', () => {
    const shared = entry('shared');
    const queue = queueOf({ flood: [entry('f1'), entry('f2'), shared], other: [entry('o1')] });
    queue.add('third', shared);

    expect(queue.add('fourth', entry('x1'))).toMatchObject(queued);

    expect([shared].filter((each) => queue.has(each))).toEqual([shared]);
    expect(namesIn(queue)).toBe('f1 o1 shared x1');
  });

  test('removes entries that nobody waits for', () => {
    const gone = entry('gone');
    const queue = queueOf({ one: [gone, entry('a')], other: [gone] });

    queue.remove(gone);
    queue.remove(gone);

    expect([gone].filter((each) => queue.has(each))).toEqual([]);
    expect(namesIn(queue)).toBe('a');
  });
});
