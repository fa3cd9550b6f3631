import { withoutInvisible } from '../../../lib/kit/plain-text.ts';
import {
  foldTurkish,
  splitAtApostrophes,
  wordWithApostrophe,
} from '../../../lib/kit/turkish-text.ts';

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

/** An abbreviation with its points: "M.E.B." */
const spelledOut = /(?<!\p{L})(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu;

/** A number and the word after it, written as one: "19Mayıs". */
const numberAndWord = /(?<!\p{L})(\p{Nd}+)(\p{L}+)/gu;

/** The words that names have. */
export interface KnownWords {
  has(term: string): boolean;
  /** Whether a word begins so. */
  hasBeginning(term: string): boolean;
}

/** What a search looks for. */
export interface SearchTerms {
  /** Its words, the last of which may be incomplete. */
  readonly terms: string[];
  /** The beginning of a word with an apostrophe that the last one may become ("Kur'a"). */
  readonly unfinished: string | null;
}

/**
 * The words of a search. An apostrophe is part of a word that some name has ("Kur'an"); otherwise it begins a suffix
 * ("Kadıköy'de"), which is not part of the name.
 */
export function searchTerms(text: string, known: KnownWords): SearchTerms {
  const typed = withoutInvisible(text.slice(0, limits.letters)).trimEnd();
  let unfinished: string | null = null;
  const withoutSuffixes = typed.replaceAll(wordWithApostrophe, (word, at: number) => {
    const parts = splitAtApostrophes(word);
    const joined = parts.map((_, index) => foldTurkish(parts.slice(0, index + 1).join('')));
    const whole = joined.at(-1) ?? '';
    const isLast = at + word.length === typed.length && parts.at(-1) !== '';
    if (isLast && !known.has(whole) && known.hasBeginning(whole)) unfinished = whole;
    return `${joined.findLast((part) => known.has(part)) ?? unfinished ?? parts[0]} `;
  });
  const apart = withoutSuffixes
    .replaceAll(spelledOut, (letters) => letters.replaceAll('.', ''))
    .replaceAll(numberAndWord, (word, number: string, rest: string) =>
      known.has(foldTurkish(word)) ? word : `${number} ${rest}`,
    );
  const terms = termsOf(apart)
    .slice(0, limits.terms)
    .map((term) => term.slice(0, limits.lettersInTerm));
  return { terms, unfinished };
}
