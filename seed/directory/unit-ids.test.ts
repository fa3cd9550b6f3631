import { describe, expect, it } from '@jest/globals';
import { assignIds } from './unit-ids.ts';

// With this number of keys, about twenty pairs collide.
const keys = Array.from({ length: 60_000 }, (_, index) => `office-${index}@place`);
const ids = assignIds(keys, String);

describe('assignIds', () => {
  it('gives every key a unique number, also where numbers collide', () => {
    expect(new Set(ids.values()).size).toBe(keys.length);
  });

  it('gives the same numbers whatever the order of the keys', () => {
    expect(assignIds(keys.toReversed(), String)).toEqual(ids);
  });

  it('leaves all but a few numbers unchanged when keys are added', () => {
    const more = Array.from({ length: 1000 }, (_, index) => `new-${index}@place`);
    const extended = assignIds([...more, ...keys], String);
    const changed = keys.filter((key) => extended.get(key) !== ids.get(key));
    expect(changed.length).toBeLessThan(5);
  });

  it('refuses two items with one key', () => {
    expect(() => assignIds(['a', 'b', 'a'], String)).toThrow('Two units have the key a.');
  });
});
