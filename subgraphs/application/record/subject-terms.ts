import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { foldTurkish } from '../../../lib/kit/turkish-text.ts';

/**
 * The beginnings of words by which subjects are found, by their numbers of letters. A Turkish root has mostly two to
 * five letters, and endings follow it: "yol" finds "yolu" and "yollar".
 */
const termLetters = [2, 3, 5] as const;
const shortestWord = termLetters[0];
const mostWords = 8;
const longestSearch = 200;

const noLetters = /[^\p{L}\p{N}]+/u;

/** The term of a subject without words, so that it counts as done. */
const noTerm = '';

/** Words are compared as all searches compare Turkish text, and single letters are left out. */
const wordsOf = (text: string): string[] =>
  foldTurkish(text)
    .split(noLetters)
    .filter((word) => word.length >= shortestWord);

/** The terms under which a subject is kept in the index of what is closed, at least one. */
export function subjectTermsOf(subject: string): string[] {
  const terms = wordsOf(subject).flatMap((word) =>
    termLetters
      .filter((letters) => letters <= word.length)
      .map((letters) => word.slice(0, letters)),
  );
  return terms.length === 0 ? [noTerm] : [...new Set(terms)];
}

/** The words of a search. */
export interface SearchedWords {
  /** Every subject that matches has all of these terms. */
  readonly terms: readonly string[];
  /** Whether each word is the beginning of a word of the subject. */
  matches(subject: string): boolean;
}

/** @throws `BAD_USER_INPUT` with the field, and the range of characters or of words, for no words, too many or too short ones, or too long a text. */
export function searchedWords(text: string, field: string): SearchedWords {
  const isLong = text.length > longestSearch;
  const words = isLong ? [] : [...new Set(wordsOf(text))];
  if (words.length === 0 || words.length > mostWords) {
    const message = say`${field} must have 1 to ${mostWords} words of at least ${shortestWord} letters or digits, and at most ${longestSearch} characters.`;
    const range = isLong ? { min: shortestWord, max: longestSearch } : { min: 1, max: mostWords };
    throw badInput(field, 'RANGE', message, range);
  }
  return {
    terms: [...new Set(words.map(longestTermOf))],
    matches(subject) {
      const found = wordsOf(subject);
      return words.every((word) => found.some((one) => one.startsWith(word)));
    },
  };
}

/** The most selective one. */
function longestTermOf(word: string): string {
  const letters = termLetters.findLast((length) => length <= word.length) ?? shortestWord;
  return word.slice(0, letters);
}
