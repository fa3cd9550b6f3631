import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { exceedsBytes, limitAnswer } from './answer-limit.ts';

it('counts the bytes of JSON, except escapes and a comma that may follow each value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      const bytes = Buffer.byteLength(text);
      const escapes = text.split('\\').length - 1;

      expect(exceedsBytes(value, 2 * bytes + 2)).toBe(false);
      expect(exceedsBytes(value, bytes - 6 * escapes - 1)).toBe(true);
    }),
  );
});

it.each([
  ['of two bytes', 'ş'.repeat(10), 22],
  ['of one byte', 's'.repeat(10), 12],
])('counts characters in UTF-8: %s', (_, text, bytes) => {
  expect(exceedsBytes(text, bytes)).toBe(false);
  expect(exceedsBytes(text, bytes - 1)).toBe(true);
});

it('does not read what is beyond the limit', () => {
  const unread = {
    get text(): string {
      throw new Error('This was read.');
    },
  };

  expect(exceedsBytes([unread, 'x'.repeat(1_000)], 500)).toBe(true);
});

it('replaces data that is too large, and its errors', () => {
  const result = { data: { texts: Array<string>(10).fill('x'.repeat(100)) }, errors: [] };

  limitAnswer(result, 1_000);

  expect(result).toEqual({
    data: null,
    errors: [
      expect.objectContaining({
        extensions: { code: 'LIMIT_EXCEEDED', quantity: 'answerBytes', limit: 1_000 },
      }),
    ],
  });
});

it('leaves other data alone', () => {
  const result = { data: { text: 'x'.repeat(100) } };

  limitAnswer(result, 1_000);

  expect(result).toEqual({ data: { text: 'x'.repeat(100) } });
});
