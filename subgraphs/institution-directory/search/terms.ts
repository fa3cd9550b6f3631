import { foldTurkish } from '../../../lib/kit/turkish-text.ts';

/** Beyond these a text is cut: no name is longer, and the work of a search must have a bound. */
const limits = { letters: 200, terms: 10, lettersInTerm: 40 };

/** It stands in half of all names and tells none apart. */
const and = 've';

/** The distinct words of a name as they are looked up: folded, without punctuation and "ve". */
export function termsOf(name: string): string[] {
  const words = foldTurkish(name).split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words)].filter((word) => word !== '' && word !== and);
}

/** `termsOf` for many names, which are made of few words: each word is read once. */
export function createTermReader(): (name: string) => string[] {
  const known = new Map<string, readonly string[]>();
  function termsOfWord(word: string): readonly string[] {
    let terms = known.get(word);
    if (terms === undefined) known.set(word, (terms = termsOf(word)));
    return terms;
  }
  return (name) => [...new Set(name.split(' ').flatMap(termsOfWord))];
}

/**
 * The words that somebody looks for. What follows an apostrophe is a suffix ("Kadıköy'de") and no
 * part of the name.
 */
export function searchTerms(text: string): string[] {
  return termsOf(text.slice(0, limits.letters).replace(/['’‘`´ʼ]\p{L}*/gu, ' '))
    .slice(0, limits.terms)
    .map((term) => term.slice(0, limits.lettersInTerm));
}
