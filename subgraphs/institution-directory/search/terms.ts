import { withoutInvisible } from '../../../lib/kit/plain-text.ts';
import { foldTurkish, splitAtApostrophes } from '../../../lib/kit/turkish-text.ts';

import { createOtherNames } from './other-names.ts';

/** Longer texts are cut: no name is longer, and the work of a search must be bounded. */
const limits = { letters: 200, terms: 10, lettersInTerm: 40 };

/** It occurs in half of all names and distinguishes none. */
const and = 've';

/** The distinct words of a name, as they are looked up: folded, without punctuation and "ve". */
export function termsOf(name: string): string[] {
  const words = foldTurkish(name).split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words)].filter((word) => word !== '' && word !== and);
}

const withDirectoryNames = createOtherNames(termsOf);

/** `termsOf` for many names, which consist of few distinct words: each word is read once. */
export function createTermReader(): (name: string) => string[] {
  const known = new Map<string, readonly string[]>();
  function termsOfWord(word: string): readonly string[] {
    let terms = known.get(word);
    if (terms === undefined) known.set(word, (terms = termsOf(word)));
    return terms;
  }
  return (name) => [...new Set(name.split(' ').flatMap(termsOfWord))];
}

/** An abbreviation with its points: "M.E.B." */
const spelledOut = /(?<!\p{L})(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu;

/** A number and the word after it, written as one: "19Mayıs". */
const numberAndWord = /(?<!\p{L})(\p{Nd}+)(\p{L}+)/gu;

const wordWithApostrophe = /\p{L}+(?:['’‘`´ʼ＇]\p{L}*)+/gu;

/**
 * The words of a search, with short and former names replaced by those of the directory. An apostrophe is part of a
 * word that some name has ("Kur'an"); otherwise it begins a suffix ("Kadıköy'de"), which is not part of the name.
 */
export function searchTerms(text: string, isKnown: (term: string) => boolean): string[] {
  const typed = withoutInvisible(text.slice(0, limits.letters));
  const withoutSuffixes = typed.replaceAll(wordWithApostrophe, (word) => {
    const parts = splitAtApostrophes(word);
    const joined = parts.map((_, index) => parts.slice(0, index + 1).join(''));
    return `${joined.findLast((part) => isKnown(foldTurkish(part))) ?? parts[0]} `;
  });
  const apart = withoutSuffixes
    .replaceAll(spelledOut, (letters) => letters.replaceAll('.', ''))
    .replaceAll(numberAndWord, (word, number: string, rest: string) =>
      isKnown(foldTurkish(word)) ? word : `${number} ${rest}`,
    );
  return withDirectoryNames(termsOf(apart), isKnown)
    .slice(0, limits.terms)
    .map((term) => term.slice(0, limits.lettersInTerm));
}
