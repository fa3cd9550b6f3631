import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { oldSpaceMb } from './heap-flags.mjs';

const gibibyte = 1024 ** 3;

test.each([
  ['a large machine', 64 * gibibyte, 400],
  ['a small machine', gibibyte, 400],
  ['a small container', 0.5 * gibibyte, 232],
  ['insufficient memory', 0.25 * gibibyte, 200],
])('the heap of %s', (_what, bytes, expected) => {
  expect(oldSpaceMb(bytes)).toBe(expected);
});

const run = (env: NodeJS.ProcessEnv) =>
  execFileSync(process.execPath, [resolve(import.meta.dirname, 'heap-flags.mjs')], {
    encoding: 'utf8',
    env,
  });

test('prints Node flags', () => {
  const heapLimit = execFileSync(
    process.execPath,
    [...run({}).split(' '), '--print', 'v8.getHeapStatistics().heap_size_limit / 1024 / 1024'],
    { encoding: 'utf8' },
  );

  expect(Number(heapLimit)).toBeGreaterThanOrEqual(200);
  expect(Number(heapLimit)).toBeLessThan(600);
});

test('uses the limit in HEAP_MB, if it is valid', () => {
  expect(run({ HEAP_MB: '1000' })).toContain('--max-old-space-size=1000 ');
  expect(run({ HEAP_MB: 'much' })).not.toContain('much');
});
