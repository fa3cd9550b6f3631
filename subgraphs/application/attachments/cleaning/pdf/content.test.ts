import { expect, test } from '@jest/globals';
import { Cleaning } from '../cleaning.ts';
import { cleanContent } from './content.ts';

function cleaned(content: string) {
  const cleaning = new Cleaning();
  const text = cleanContent(Buffer.from(content, 'latin1'), cleaning).toString('latin1');
  return { text, warnings: [...cleaning.warnings] };
}

test('invisible text is removed, by each operator that shows text', () => {
  expect(
    cleaned(`BT 3 Tr (CANARY) Tj [(CAN) 20 (ARY)] TJ (CANARY) ' 1 2 (CANARY) " <43> Tj ET`),
  ).toEqual({
    text: `BT 3 Tr () Tj [] TJ () ' 1 2 () " () Tj ET`,
    warnings: ['HIDDEN_CONTENT'],
  });
});

test('text before and after it stays, and so does what a picture is shown through', () => {
  const content = '(before) Tj 3 Tr (CANARY) Tj 0 Tr (after) Tj 7 Tr (frame) Tj';
  expect(cleaned(content)).toEqual({
    text: content.replace('CANARY', ''),
    warnings: ['HIDDEN_CONTENT'],
  });
});

test('the mode is restored with the rest of the graphics state', () => {
  const content = 'q 3.0 Tr q 2 Tr (shown) Tj Q (CANARY) Tj Q (shown) Tj Q (shown) Tj';
  expect(cleaned(content).text).toBe(content.replace('CANARY', ''));
});

test('a stream without invisible text is not written again', () => {
  const content = Buffer.from('BT 3 Tr 0 Tr (shown) Tj [(a) -3 (b)] TJ ET');
  expect(cleanContent(content, new Cleaning())).toBe(content);
});
