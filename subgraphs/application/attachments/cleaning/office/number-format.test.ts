import { expect, test } from '@jest/globals';
import { NumberFormat } from './number-format.ts';

test.each<[code: string, positive: string, zero: string, negative: string, text: string]>([
  ['General', 'VALUE', 'VALUE', 'VALUE', 'VALUE'],
  ['#,##0.00 "TL"', 'VALUE', 'VALUE', 'VALUE', 'VALUE'],
  [';;;', 'NOTHING', 'NOTHING', 'NOTHING', 'NOTHING'],
  [';;;@', 'NOTHING', 'NOTHING', 'NOTHING', 'VALUE'],
  [';;', 'NOTHING', 'NOTHING', 'NOTHING', 'VALUE'],
  ['0;-0;;@', 'VALUE', 'NOTHING', 'VALUE', 'VALUE'],
  ['0;;', 'VALUE', 'NOTHING', 'NOTHING', 'VALUE'],
  ['&quot;&quot;', 'NOTHING', 'NOTHING', 'NOTHING', 'VALUE'],
  ['[Red]_-* ', 'NOTHING', 'NOTHING', 'NOTHING', 'VALUE'],
  [';;;**', 'NOTHING', 'NOTHING', 'NOTHING', 'OTHER_TEXT'],
  ['"Yes;no";"No"', 'OTHER_TEXT', 'OTHER_TEXT', 'OTHER_TEXT', 'VALUE'],
  ['[<5]"";0', 'NOTHING', 'NOTHING', 'NOTHING', 'VALUE'],
  ['[>=100]0;""', 'NOTHING', 'NOTHING', 'NOTHING', 'VALUE'],
  ['dd.mm.yyyy', 'VALUE', 'VALUE', 'VALUE', 'VALUE'],
  ['[h]:mm', 'VALUE', 'VALUE', 'VALUE', 'VALUE'],
])('a cell of the format %j shows its value, another text or nothing', (code, ...shown) => {
  const format = new NumberFormat(code);

  expect([
    format.showsOfNumber(1),
    format.showsOfNumber(0),
    format.showsOfNumber(-1),
    format.showsOfText(),
  ]).toEqual(shown);
});
