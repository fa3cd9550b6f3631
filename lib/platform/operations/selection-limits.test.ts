import { expect, it } from '@jest/globals';
import { limitSelections } from './selection-limits.ts';

const limits = { maxTokens: 5_000, maxSelections: 12, maxComparisons: 3 };

it.each([
  ['fields of one name', '{ a a a a }', 6],
  ['fields under one alias', '{ a: b a: c a: d a: e a }', 10],
  ['fields of fields', '{ list { a a a a a } }', 10],
  ['fields of fields that are merged', '{ list { a a } list { a a } }', 7],
  ['fields of inline fragments', '{ a ... { a } ... on Query { a ... { a a } } }', 10],
  [
    'fields of fragments',
    '{ a a ...F } fragment F on Query { a ...G } fragment G on Query { a }',
    6,
  ],
  [
    'cyclic fragments',
    '{ a a ...F } fragment F on Query { a ...G } fragment G on Query { a ...F }',
    6,
  ],
  ['fields of fragments that are not used', '{ a } fragment F on Query { a a a a }', 6],
  [
    'fields of fragments that are not used and multiply each other',
    `{ a } ${Array.from({ length: 20 }, (_, n) => `fragment F${n} on Query { a { ...F${n + 1} } b { ...F${n + 1} } }`).join(' ')}`,
    Number.MAX_SAFE_INTEGER,
  ],
])('too many %s are refused', (_, text, found) => {
  const refused = () => limitSelections(text, limits);

  expect(refused).toThrow(
    expect.objectContaining({
      extensions: {
        code: 'LIMIT_EXCEEDED',
        quantity: 'comparisons',
        found,
        limit: 3,
        http: { status: 400 },
      },
    }),
  );
});

it.each([
  ['fields', '{ a b c d e f g h i j k l m }', 13],
  [
    'fields of fragments that spread each other',
    `{ ...F0 } ${Array.from({ length: 4 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')}`,
    31,
  ],
  [
    'cyclic fragments',
    '{ ...F ...F } fragment F on Query { a b c d e ...G } fragment G on Query { ...F }',
    16,
  ],
])('more selections than allowed are refused: %s', (_, text, found) => {
  expect(() => limitSelections(text, limits)).toThrow(
    expect.objectContaining({
      extensions: {
        code: 'LIMIT_EXCEEDED',
        quantity: 'selections',
        found,
        limit: 12,
        http: { status: 400 },
      },
    }),
  );
});

it.each([
  ['the allowed number', '{ a a a b c d }'],
  ['fields in different places', '{ one { a a } two { a a } three: two { a a } }'],
  ['a fragment that is spread repeatedly', '{ ...F ...F ...F ...F } fragment F on Query { a }'],
  ['malformed documents', '{ a a a a a'],
  ['documents that are nested too deeply', '{ a '.repeat(50_000)],
  ['documents with too many tokens', `{ ${'a '.repeat(6_000)} }`],
])('%s are not', (_, text) => {
  expect(() => limitSelections(text, limits)).not.toThrow();
});
