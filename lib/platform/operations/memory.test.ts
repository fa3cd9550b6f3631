import { describe, expect, test } from '@jest/globals';
import { createOperationMemory } from './memory.ts';

const kilobyte = 1_000;

describe('the operation memory', () => {
  test('evicts the least recently used entry of any share', () => {
    const memory = createOperationMemory(10 * kilobyte);
    const texts = memory.share<{ text: string }>();
    const plans = memory.share<{ plan: number }>();

    texts.set('a', { text: 'a' }, 4 * kilobyte);
    plans.set('a', { plan: 1 }, 4 * kilobyte);
    expect(texts.get('a')).toEqual({ text: 'a' });
    plans.set('b', { plan: 2 }, 4 * kilobyte);

    expect(plans.get('a')).toBeUndefined();
    expect(texts.get('a')).toEqual({ text: 'a' });
    expect(plans.get('b')).toEqual({ plan: 2 });
    expect(memory.entries).toBe(2);
  });

  test('never exceeds its budget', () => {
    const memory = createOperationMemory(100 * kilobyte);
    const share = memory.share<object>();

    for (let number = 0; number < 5_000; number += 1) {
      share.set(`key ${number}`, {}, (number % 40) * kilobyte);
      expect(memory.bytes).toBeLessThanOrEqual(100 * kilobyte);
    }
    expect(memory.entries).toBeGreaterThan(1);
  });

  test('updates the weight of an existing entry', () => {
    const memory = createOperationMemory(100 * kilobyte);
    const share = memory.share<object>();
    const value = {};

    share.set('a', value, 10 * kilobyte);
    const light = memory.bytes;
    share.set('a', value, 60 * kilobyte);

    expect(memory.bytes - light).toBe(50 * kilobyte);
    expect(memory.entries).toBe(1);
    expect(share.get('a')).toBe(value);
  });

  test('keeps neither an entry that does not fit nor the one it replaces', () => {
    const memory = createOperationMemory(10 * kilobyte);
    const share = memory.share<object>();

    share.set('small', {}, kilobyte);
    share.set('a', {}, kilobyte);
    share.set('a', {}, 11 * kilobyte);

    expect(share.get('a')).toBeUndefined();
    expect(share.get('small')).toBeDefined();
  });

  test('counts an entry of weight zero with its key', () => {
    const memory = createOperationMemory(10 * kilobyte);
    const share = memory.share<object>();

    for (let number = 0; number < 1_000; number += 1)
      share.set(`${'k'.repeat(100)}${number}`, {}, 0);

    expect(memory.entries).toBeLessThan(30);
  });

  test('recognizes repeated keys', () => {
    const share = createOperationMemory(kilobyte).share<object>();

    expect(['a', 'b', 'a', 'a'].map((key) => share.isAgain(key))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('deletes', () => {
    const memory = createOperationMemory(10 * kilobyte);
    const share = memory.share<object>();
    share.set('a', {}, 1);

    share.delete('a');
    share.delete('b');

    expect(share.get('a')).toBeUndefined();
    expect(memory.bytes).toBe(0);
  });
});
