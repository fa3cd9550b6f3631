import { stripTypeScriptTypes } from 'node:module';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { mutants } from '../test/crawler/mutants.ts';
import { switchable } from './crawl-mutants.ts';

const root = resolve(import.meta.dirname, '..');

test('every removable condition is where the list says, and can be switched off', () => {
  const files = [...switchable(root).values()];

  for (const text of files) expect(() => stripTypeScriptTypes(text)).not.toThrow();
  const all = files.join('\n');
  const without = mutants.filter(({ id }) => !all.includes(JSON.stringify(id)));
  expect(without).toEqual([]);
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
});

test('the tests that should detect them exist', () => {
  const tests = new Set(mutants.flatMap(({ tests = [] }) => tests));

  expect([...tests].filter((file) => !existsSync(resolve(root, file)))).toEqual([]);
});
