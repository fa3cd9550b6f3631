import { stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { mutants } from '../test/crawler/mutants.ts';
import { switchable } from './crawl-mutants.ts';

test('every condition that can be taken out stands where the list says, and can be switched', () => {
  const files = [...switchable(resolve(import.meta.dirname, '..')).values()];

  for (const text of files) expect(() => stripTypeScriptTypes(text)).not.toThrow();
  const all = files.join('\n');
  const without = mutants.filter(({ id }) => !all.includes(JSON.stringify(id)));
  expect(without).toEqual([]);
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
});
