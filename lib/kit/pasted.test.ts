import { expect, it } from '@jest/globals';
import { pasted } from './pasted.ts';

it.each([
  ['2400990673', '2400990673'],
  [' 2400990673\n', '2400990673'],
  ['\u200b2400\u00ad990673\ufeff', '2400990673'],
  ['２４００９９０６７３', '2400990673'],
  ['7K3M\u20119QXA\u201304TZ', '7K3M-9QXA-04TZ'],
  ['24\u00a000', '24 00'],
  ['٢٤٠٠', '٢٤٠٠'],
  ['1\u0000', '1\u0000'],
  [' '.repeat(101), ' '.repeat(101)],
])('%j is read as %j', (text, meant) => {
  expect(pasted(text)).toBe(meant);
});
