import SearchableMap from 'minisearch/SearchableMap';

/** The fields in which a word can occur, strongest first: "(YÖK)" after a name, the name, its place. */
export const wordFields = ['inAbbreviation', 'inName', 'inPlace'] as const;

export type WordField = (typeof wordFields)[number];

/** The numbers of the units that have a word, each under one field. */
export type Word = Record<WordField, number[]>;

/** How well a word matches a term: 1 is the term itself. */
export interface WordMatch {
  word: Word;
  weight: number;
}

const weights = {
  prefix: 0.5,
  wholePrefix: 0.7,
  oneTypingError: 0.4,
  twoTypingErrors: 0.3,
  /** Added for a misspelt word with a correct beginning: endings vary ("müdürlük", "müdürlüğü"). */
  rightBeginning: 0.09,
};

/**
 * Shorter terms have too many neighbours to guess at typing errors; from the second length on, two errors are
 * allowed.
 */
const lettersForErrors = { one: 4, two: 6 };

/** In the generous search any term may be a prefix, but one or two letters are a prefix of everything. */
const lettersForPrefix = 3;

/**
 * The words of all names, as a radix tree. It is the tree that MiniSearch is built on. MiniSearch itself keeps
 * a nested map for each word and an object for each hit; for words that occur in 45,000 names, that means more
 * memory and a hundred milliseconds a search.
 */
export class WordIndex {
  readonly #words = new SearchableMap<Word>();
  /** The same entries again: most names consist of known words, and a look-up in the tree is slow. */
  readonly #entries = new Map<string, Word>();

  has(word: string): boolean {
    return this.#entries.has(word);
  }

  /** Whether a word begins so. */
  hasBeginning(beginning: string): boolean {
    return !this.#words.atPrefix(beginning).keys().next().done;
  }

  /** The entry of a word, made if the word is new. */
  entry(word: string): Word {
    let entry = this.#entries.get(word);
    if (entry === undefined) {
      entry = { inAbbreviation: [], inName: [], inPlace: [] };
      this.#entries.set(word, entry);
      this.#words.set(word, entry);
    }
    return entry;
  }

  /** Removes a word after the last unit with it has gone. */
  prune(word: string): void {
    const entry = this.#entries.get(word);
    if (entry === undefined || occurrences(entry) > 0) return;
    this.#entries.delete(word);
    this.#words.delete(word);
  }

  /** The word itself and, on request, the words that begin with the term. */
  matches(term: string, { asPrefix }: { asPrefix: boolean }): WordMatch[] {
    const exact = this.#entries.get(term);
    const matches = exact === undefined ? [] : [{ word: exact, weight: 1 }];
    return asPrefix ? [...matches, ...this.#beginningWith(term)] : matches;
  }

  /** The words that begin with the term, and those that may be the term without a typing error. */
  generousMatches(term: string): WordMatch[] {
    const matches = this.matches(term, { asPrefix: term.length >= lettersForPrefix });
    return [...matches, ...this.#misspelt(term)];
  }

  #beginningWith(term: string): WordMatch[] {
    const matches: WordMatch[] = [];
    for (const [text, word] of this.#words.atPrefix(term)) {
      if (text === term) continue;
      const share = term.length / text.length;
      matches.push({
        word,
        weight: weights.prefix + (weights.wholePrefix - weights.prefix) * share,
      });
    }
    return matches;
  }

  #misspelt(term: string): WordMatch[] {
    // A different number is not a misspelling.
    if (term.length < lettersForErrors.one || /\d/.test(term)) return [];
    const found = this.#withinErrors(term, term.length < lettersForErrors.two ? 1 : 2);
    const matches: WordMatch[] = [];
    for (const [text, { word, errors }] of found) {
      if (errors === 0) continue;
      const weight = errors === 1 ? weights.oneTypingError : weights.twoTypingErrors;
      const right = commonBeginning(term, text) / term.length;
      matches.push({ word, weight: weight + weights.rightBeginning * right });
    }
    return matches;
  }

  /** The words at most this many errors away; two swapped neighbours are one error. */
  #withinErrors(term: string, most: number): Map<string, { word: Word; errors: number }> {
    const found = new Map<string, { word: Word; errors: number }>();
    const add = (spelling: string, before: number) => {
      for (const [text, [word, distance]] of this.#words.fuzzyGet(spelling, most - before)) {
        const errors = before + distance;
        if (errors < (found.get(text)?.errors ?? Infinity)) found.set(text, { word, errors });
      }
    };
    add(term, 0);
    for (const swapped of withNeighboursSwapped(term)) add(swapped, 1);
    return found;
  }
}

/** Every word that results from swapping two neighbouring letters. */
function withNeighboursSwapped(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ).filter((swapped) => swapped !== word);
}

/** How many units have a word. */
export function occurrences(word: Word): number {
  return wordFields.reduce((sum, field) => sum + word[field].length, 0);
}

function commonBeginning(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
