import { expect, test } from '@jest/globals';
import { expensiveFiles } from '../../../../bench/attack/corpus/expensive-files.ts';
import { cleanFile } from './clean-file.ts';
import { Cleaning, UncleanableError } from './cleaning.ts';

/**
 * The result for each: null if it is cleaned, else the reason. With algorithms that are not linear, some take hours.
 */
const expected: Readonly<Record<string, string | null>> = {
  'a letter of 13 MB in 40 kB': 'TOO_LARGE',
  'the most expensive letter of 40 kB': null,
  'a letter of elements that each declare a namespace': null,
  'a letter of 5,000 styles based on each other': 'UNSUPPORTED',
  'a table with a formula of one long word': null,
  'a table with 5,000 hidden sheets and as many names': 'TOO_LARGE',
  'a table with 20,000 hidden columns and as many cells': null,
  'a paper whose pictures share their bytes': 'DAMAGED',
  'a paper of pictures without an end': 'TOO_LARGE',
  'a paper of one byte repeated 60 million times': 'TOO_LARGE',
  'a paper of unclosed texts': 'TOO_LARGE',
  'a photo of 20,000 pieces beside as many hidden ones': 'DAMAGED',
  'a photo of pieces without numbers': 'DAMAGED',
  'a photo whose parts refer to each other': null,
  'a scan whose pages share their tables': 'DAMAGED',
  'a film of 4,294,967,295 samples': 'DAMAGED',
};

function outcomeOf(contentType: string, content: Buffer): string | null {
  try {
    const bytes = [...cleanFile(contentType, content, new Cleaning())].reduce(
      (sum, { length }) => sum + length,
      0,
    );
    return bytes > 0 ? null : 'EMPTY';
  } catch (error) {
    return error instanceof UncleanableError ? error.reason : String(error);
  }
}

test('files that are expensive for their size are cleaned or refused', () => {
  const outcomes = expensiveFiles().map(({ name, contentType, content }) => [
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
