import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { exceedsBytes, limitAnswer } from './answer-limit.ts';

it('counts the bytes of JSON, except escapes and a comma that may follow each value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      const bytes = Buffer.byteLength(text);
      const escapes = text.split('\\').length - 1;

      const limits = [2 * bytes + 2, bytes - 6 * escapes - 1];
      expect(limits.filter((limit) => exceedsBytes(value, limit))).toEqual(limits.slice(1));
    }),
  );
});

it.each([
  ['of two bytes', 'ş'.repeat(10), 22],
  ['of one byte', 's'.repeat(10), 12],
])('counts characters in UTF-8: %s', (_, text, bytes) => {
  expect([bytes, bytes - 1].filter((limit) => exceedsBytes(text, limit))).toEqual([bytes - 1]);
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
