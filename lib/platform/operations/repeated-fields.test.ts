import { expect, it } from '@jest/globals';
import { refuseRepeatedFields } from './repeated-fields.ts';

const limits = { maxTokens: 5_000, maxRepeats: 3 };

it.each([
  ['fields of one name', '{ a a a a }', 4],
  ['fields under one alias', '{ a: b a: c a: d a: e a }', 5],
  ['fields of fields', '{ list { a a a a a } }', 5],
  ['fields of inline fragments', '{ a ... { a } ... on Query { a ... { a a } } }', 5],
  [
    'fields of fragments',
    '{ a a ...F } fragment F on Query { a ...G } fragment G on Query { a }',
    4,
  ],
  [
    'cyclic fragments',
    '{ a a ...F } fragment F on Query { a ...G } fragment G on Query { a ...F }',
    4,
  ],
])('too many %s are refused', (_, text, found) => {
  const refused = () => refuseRepeatedFields(text, limits);

  expect(refused).toThrow(
    expect.objectContaining({
      extensions: {
        code: 'LIMIT_EXCEEDED',
        quantity: 'repeats',
        found,
        limit: 3,
        http: { status: 400 },
      },
    }),
  );
});

it.each([
  ['the allowed number', '{ a a a b b b }'],
  ['fields in different places', '{ one { a a } two { a a } three: two { a a } }'],
  ['a fragment that is spread repeatedly', '{ ...F ...F ...F ...F } fragment F on Query { a }'],
  ['malformed documents', '{ a a a a a'],
  ['documents that are nested too deeply', '{ a '.repeat(50_000)],
  ['documents with too many tokens', `{ ${'a '.repeat(6_000)} }`],
])('%s are not', (_, text) => {
  expect(() => refuseRepeatedFields(text, limits)).not.toThrow();
});
