import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bareId, maxDocuments, readManifests } from './manifest.ts';

const folder = resolve(import.meta.dirname, '../../../examples/trusted-documents');
const written = (name: string) => ({
  path: name,
  text: readFileSync(resolve(folder, name), 'utf8'),
});
const file = (value: unknown, path = 'a.json') => ({ path, text: JSON.stringify(value) });

/** A manifest as Apollo's tool writes it. */
const apollo = (...operations: object[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations,
});

function mistakesIn(...files: Parameters<typeof readManifests>[0]): string[] {
  try {
    readManifests(files);
  } catch (error) {
    return error instanceof Error ? error.message.split('\n  ') : [];
  }
  throw new Error('nothing was found wrong');
}

describe('a manifest', () => {
  test.each(['persisted-query-manifest.json', 'persisted-documents.json'])(
    'as the tool writes it is read: %s',
    (name) => {
      const documents = readManifests([written(name)]);

      const operations = [...documents.values()].flatMap((text) =>
        text.match(/(query|mutation) \w+/g),
      );
      expect(operations).toEqual([
        'query MyApplications',
        'mutation RenewTrackingCode',
        'query Track',
        'query Unit',
      ]);
      for (const id of documents.keys()) expect(id).toMatch(/^[0-9a-f]{64}$/);
    },
  );

  test('may be one of several that have documents in common', () => {
    const documents = readManifests([
      file({ a: '{ a }', 'sha256:b': '{ b }' }, 'web.json'),
      file(apollo({ id: 'b', name: 'B', type: 'query', body: '{ b }' }), 'phone.json'),
      file({}, 'none.json'),
    ]);

    expect(documents).toEqual(
      new Map([
        ['a', '{ a }'],
        ['b', '{ b }'],
      ]),
    );
    expect([bareId('sha256:b'), bareId('b')]).toEqual(['b', 'b']);
  });

  test.each([
    ['an array', [], 'is neither a manifest of'],
    ['a text', 'x', 'is neither a manifest of'],
    ['texts by something else than ids', { 'a b': '{ a }' }, 'is neither a manifest of'],
    ['something else by ids', { a: { b: 'c' } }, 'is neither a manifest of'],
    ['an empty document', { a: '' }, 'is neither a manifest of'],
    ['of another format', { ...apollo(), format: 'x' }, 'format: '],
    ['of another version', { ...apollo(), version: 2 }, 'version: '],
    [
      'without operations',
      { format: 'apollo-persisted-query-manifest', version: 1 },
      'operations: ',
    ],
    ['with an operation without id', apollo({ body: '{ a }' }), 'operations.0.id: '],
    ['with an operation without text', apollo({ id: 'a' }), 'operations.0.body: '],
    ['with an overlong id', { ['x'.repeat(201)]: '{ a }' }, 'is neither a manifest of'],
  ])('that is %s is refused', (_what, value, message) => {
    expect(mistakesIn(file(value))).toEqual(
      expect.arrayContaining([expect.stringContaining(`a.json: ${message}`)]),
    );
  });

  test('that is not JSON is refused, as is every other mistake at the same time', () => {
    expect(mistakesIn({ path: 'a.json', text: '{"a": ' }, file([], 'b.json'))).toEqual([
      'The trusted documents cannot be read:',
      expect.stringMatching(/^a\.json: is not JSON: /),
      expect.stringMatching(/^b\.json: is neither/),
    ]);
  });

  test('whose id stands for different documents is refused, in one file and in two', () => {
    const twice = apollo({ id: 'a', body: '{ a }' }, { id: 'a', body: '{ b }' });

    expect(mistakesIn(file(twice))).toEqual([
      expect.anything(),
      'a.json: the id a stands for different documents here',
    ]);
    expect(mistakesIn(file({ a: '{ a }' }), file({ 'sha256:a': '{ b }' }, 'b.json'))).toEqual([
      expect.anything(),
      'b.json: the id sha256:a stands for different documents here and in a.json',
    ]);
  });

  test('with too many documents is refused, and only the first of many mistakes are reported', () => {
    const many = (count: number, text: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, text]));

    expect(readManifests([file(many(maxDocuments, '{ a }'))]).size).toBe(maxDocuments);
    expect(mistakesIn(file(many(maxDocuments + 1, '{ a }')))).toHaveLength(2);
    const mistakes = mistakesIn(file(many(30, '{ a }')), file(many(30, '{ b }'), 'b.json'));
    expect(mistakes).toHaveLength(22);
    expect(mistakes.at(-1)).toBe('… and 10 more');
  });
});
