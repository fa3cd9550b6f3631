import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';

/**
 * Record keys are read by one file: whoever knew them could undo what protects published numbers. What applications were
 * filed with is read by `published`.
 */

const root = resolve(import.meta.dirname, '..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('schema-types.ts'),
);

test.each([
  ['record_key', ['facts/tables.ts', 'published/count-persons.ts']],
  ['filed_type', ['facts/tables.ts', 'published/dimensions.ts']],
  ['filed_topic', ['facts/tables.ts', 'published/dimensions.ts']],
  ['filed_province', ['facts/tables.ts', 'published/dimensions.ts']],
  ['filed_district', ['facts/tables.ts', 'published/dimensions.ts']],
  [
    'SecretColumn',
    ['facts/index.ts', 'facts/schema.ts', 'published/count-persons.ts', 'published/dimensions.ts'],
  ],
])('%s stands in no other file', (word, expected) => {
  const having = sources.filter((path) => readFileSync(resolve(root, path), 'utf8').includes(word));
  expect(having.toSorted()).toEqual(expected);
});
