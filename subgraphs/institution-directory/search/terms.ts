import { foldTurkish } from '../../../lib/kit/turkish-text.ts';

/** Longer texts are cut: no name is longer, and the work of a search must be bounded. */
const limits = { letters: 200, terms: 10, lettersInTerm: 40 };

/** It occurs in half of all names and distinguishes none. */
const and = 've';

/** The distinct words of a name, as they are looked up: folded, without punctuation and "ve". */
export function termsOf(name: string): string[] {
  const words = foldTurkish(name).split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words)].filter((word) => word !== '' && word !== and);
}

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

/** The words of a search. An apostrophe begins a suffix ("Kadıköy'de"), which is not part of the name. */
export function searchTerms(text: string): string[] {
  return termsOf(text.slice(0, limits.letters).replace(/['’‘`´ʼ]\p{L}*/gu, ' '))
    .slice(0, limits.terms)
    .map((term) => term.slice(0, limits.lettersInTerm));
}
