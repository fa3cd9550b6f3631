import { expect, test } from '@jest/globals';
import { dearFiles } from '../../../../bench/attack/corpus/dear-files.ts';
import { cleanFile } from './clean-file.ts';
import { Cleaning, UncleanableError } from './cleaning.ts';

/** How each ends: cleaned, or refused for a reason. With an algorithm that is not linear, some take hours. */
const expected: Readonly<Record<string, string | null>> = {
  'a letter of 13 MB in 40 kB': 'TOO_LARGE',
  'a letter that is as dear as 40 kB may be': null,
  'a letter of elements that each declare a namespace': null,
  'a table with a formula of one long word': null,
  'a table with 5,000 hidden sheets and as many names': 'TOO_LARGE',
  'a table with 20,000 hidden columns and as many cells': null,
  'a paper whose pictures share their bytes': 'DAMAGED',
  'a paper of pictures without an end': 'TOO_LARGE',
  'a paper of unclosed texts': 'TOO_LARGE',
  'a photo of 20,000 pieces beside as many hidden ones': 'DAMAGED',
  'a photo of pieces without numbers': 'DAMAGED',
  'a photo whose parts refer to each other': null,
  'a scan whose pages share their tables': 'DAMAGED',
  'a film of 4,294,967,295 samples': 'DAMAGED',
};

function outcomeOf(contentType: string, content: Buffer): string | null {
  try {
    const pieces = cleanFile(contentType, content, new Cleaning());
    for (const piece of pieces) expect(piece.length).toBeGreaterThanOrEqual(0);
    return null;
  } catch (error) {
    return error instanceof UncleanableError ? error.reason : String(error);
  }
}

test('files that are dear for their size are cleaned or refused', () => {
  const outcomes = dearFiles().map(({ name, contentType, content }) => [
    name,
    outcomeOf(contentType, content),
  ]);

  expect(Object.fromEntries(outcomes)).toEqual(expected);
});

test('the work for a file is limited in proportion to its size', () => {
  const cleaning = new Cleaning();
  cleaning.limitTo(100_000);

  cleaning.count(10_000_000);

  expect(() => cleaning.count(1_000_000)).toThrow(expect.objectContaining({ reason: 'TOO_LARGE' }));
});
