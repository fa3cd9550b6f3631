import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createPartIds } from './part-ids.ts';
import { isIdOf, newId } from './public-id.ts';
import { keyOf, type Secrets } from './versioned-keys.ts';

const secretOf = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const one: Secrets = { current: 1, versions: { 1: secretOf(1) } };
const ids = (secrets: Secrets, purpose = 'test') =>
  createPartIds('reply', keyOf({ secrets }, purpose));

const places = fc.record({
  documentId: fc
    .uint8Array({ minLength: 12, maxLength: 12 })
    .map((bytes) => Buffer.from(bytes).toString('hex')),
  index: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

describe('the id of a part', () => {
  const documentId = '6748a1b2c3d4e5f607182930';

  it('is the same in every process with the same key', () => {
    expect(ids(one).idOf({ documentId, index: 0 })).toBe('rpl_SnWCK2SqqSoWVFn-WZtdJw');
    expect(ids(one).idOf({ documentId, index: 1 })).toBe('rpl_ZU52n64-LJ8Yu6ZdE6i7TQ');
  });

  it('has the form of a public id and names its part', () => {
    const parts = ids(one);
    fc.assert(
      fc.property(places, (place) => {
        const id = parts.idOf(place);
        expect(isIdOf('reply', id)).toBe(true);
        expect(parts.read(id)).toEqual(place);
      }),
    );
  });

  it('has nothing in common with that of the next part, of another kind or under another key', () => {
    const place = { documentId, index: 7 };
    const others = [
      ids(one).idOf(place),
      ids(one).idOf({ documentId, index: 8 }),
      ids(one, 'other').idOf(place),
      ids({ current: 1, versions: { 1: secretOf(2) } }).idOf(place),
    ].map((id) => id.slice(4));

    expect(new Set(others.map((id) => id.slice(0, 11))).size).toBe(others.length);
    expect(new Set(others.map((id) => id.slice(11))).size).toBe(others.length);
  });

  it('stays when the secret is rotated, as long as the earliest version is present', () => {
    const place = { documentId, index: 0 };
    const both = { 1: secretOf(1), 2: secretOf(2) };
    const earlier = ids(one).idOf(place);

    expect(ids({ current: 1, versions: both }).idOf(place)).toBe(earlier);
    expect(ids({ current: 2, versions: both }).idOf(place)).toBe(earlier);
    expect(ids({ current: 2, versions: { 2: secretOf(2) } }).idOf(place)).not.toBe(earlier);
  });

  it.each(['', 'x', newId('referral'), 'rpl_', `${newId('reply')}A`, 'rpl_'.repeat(100_000)])(
    'is nothing else: %#',
    (given) => {
      expect(ids(one).read(given)).toBeNull();
    },
  );

  it('of any form names a part that hardly exists', () => {
    expect(ids(one).read(newId('reply'))).toEqual({
      documentId: expect.stringMatching(/^[\da-f]{24}$/),
      index: expect.any(Number),
    });
  });
});
