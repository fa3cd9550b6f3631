import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { languageOf } from './language.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['tr', 'tr'],
  ['TR', 'tr'],
  ['tr-TR', 'tr'],
  ['tr-TR,tr;q=0.9,en-US;q=0.8,en;q=0.7', 'tr'],
  ['en-US,en;q=0.9,tr;q=0.8', 'en'],
  ['tr;q=0.8, en;q=0.9', 'en'],
  ['tr;q=0.9,en;q=0.8', 'tr'],
  ['de, tr;q=0.5', 'tr'],
  ['de-DE,de;q=0.9', 'en'],
  ['tr;q=0', 'en'],
  ['en;q=0, tr;q=0.1', 'tr'],
  ['*', 'en'],
  ['*, en;q=0', 'tr'],
  ['tr;q=0.5, *;q=0.1', 'tr'],
  ['tr, en', 'tr'],
  ['en, tr', 'en'],
  [`tr,${'x'.repeat(1_000)}`, 'tr'],
  [`tr-TR;q=0.9,${'de,'.repeat(1_000)}en`, 'tr'],
  [`de${' '.repeat(196)},tr;q=0.5`, 'en'],
  ['x'.repeat(1_000), 'en'],
])('the language of "%s" is %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test('any header has a language', () => {
  const part = fc.oneof(
    fc.constantFrom('tr', 'en', '*', ';q=', '0.5', '1', ',', '-', ';', '"', ' '),
    fc.string({ maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      expect(['en', 'tr']).toContain(languageOf(parts.join('')));
    }),
    { numRuns: 2_000 },
  );
});
