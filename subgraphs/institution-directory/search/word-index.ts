import SearchableMap from 'minisearch/SearchableMap';
import type { Term } from './terms.ts';
import { commonBeginning } from './typing-errors.ts';

/**
 * Where a unit has a word, strongest first: "(YÖK)" after its name, a short name of the whole unit, which several share
 * in the order in which people mean them, its name, a short or former name of something in its name, its place, and a
 * short or former name of its place.
 */
export const fieldWeights = {
  /** A person who types a whole abbreviation means its owner. */
  inAbbreviation: 1.1,
  asFirst: 1.1,
  /** Each is so much weaker than the one before that a name of two words less does not make up for it. */
  asSecond: 1.075,
  asThird: 1.05,
  asFourth: 1.025,
  asFifth: 1,
  inName: 1,
  asName: 1,
  inPlace: 0.85,
  asPlace: 0.85,
} as const;

export type WordField = keyof typeof fieldWeights;

const wordFields = Object.keys(fieldWeights) as WordField[]; // an object's own keys

/** The fields of ordinary words, which people type without Turkish letters. */
const ordinary: ReadonlySet<WordField> = new Set(['inName', 'inPlace']);

/**
 * What remains of the weight of an abbreviation that is typed in other letters. It ranks below what the letters spell
 * and begin: "su" means water, and much else, before "SÜ". One of more letters that is all that is typed ranks only
 * below the word of these letters: "odu" may well be "ODÜ".
 */
const inOtherLetters = { weight: 0.4, letters: 3, alone: 0.8 };

/** The numbers of the units that have a word, each under one field. */
export interface Word {
  units: Partial<Record<WordField, number[]>>;
  /** How it is written where it is no ordinary word. */
  spellings?: Set<string>;
}

/** How well a word matches a term: 1 is the term itself. */
export interface WordMatch {
  word: Word;
  weight: number;
  /** Whether the term is the word itself. */
  isWhole: boolean;
  /** What remains of the weight where it is an abbreviation: 1 if it is typed in its own letters. */
  asAbbreviation: number;
}

const weights = {
  prefix: 0.5,
  wholePrefix: 0.7,
  oneTypingError: 0.4,
  twoTypingErrors: 0.3,
  withInitial: 0.25,
  /** Added for a misspelt word with a correct beginning: endings vary ("müdürlük", "müdürlüğü"). */
  rightBeginning: 0.09,
};

/**
 * Shorter terms have too many neighbours to guess at typing errors; from the second length on, two errors are
 * allowed. Two words that are not one seldom have so many letters together and yet resemble a word.
 */
export const lettersForErrors = { one: 4, two: 6, joined: 8 };

/** In the generous search any term may be a prefix, but one or two letters are a prefix of everything; joined, too. */
const lettersForPrefix = 3;

/** What a letter stands for in one word has at least three. */
const lettersOfPart = 3;

/** Less than the word itself. */
const weightOfInitials = 0.95;

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

  /** Adds a unit to those that have a word. */
  add({ term, spelling }: Term, field: WordField, number: number): void {
    const word = this.#entry(term);
    addUnit(word, field, number);
    if (!ordinary.has(field)) (word.spellings ??= new Set()).add(spelling);
  }

  /** Removes a unit from those that have a word, and the word with the last of them. */
  remove(term: string, field: WordField, number: number): void {
    const word = this.#entries.get(term);
    if (word === undefined) return;
    removeUnit(word, field, number);
    if (wordFields.every((each) => ordinary.has(each) || word.units[each] === undefined)) {
      delete word.spellings;
    }
    if (occurrences(word) > 0) return;
    this.#entries.delete(term);
    this.#words.delete(term);
  }

  #entry(term: string): Word {
    let word = this.#entries.get(term);
    if (word === undefined) {
      word = { units: {} };
      this.#entries.set(term, word);
      this.#words.set(term, word);
    }
    return word;
  }

  /**
   * The word itself and, on request, the words that begin with the term. It matters for abbreviations whether the term
   * is all that is typed.
   */
  matches(
    { term, spelling }: Term,
    { asPrefix, isAlone = false }: { asPrefix: boolean; isAlone?: boolean },
  ): WordMatch[] {
    const matches = asPrefix ? this.#beginningWith(term, spelling) : [];
    const word = this.#entries.get(term);
    if (word === undefined) return matches;
    const isSpelled = word.spellings?.has(spelling) ?? true;
    const mayBeMeant = isAlone && term.length >= inOtherLetters.letters;
    const otherwise = mayBeMeant ? inOtherLetters.alone : inOtherLetters.weight;
    const asAbbreviation = isSpelled ? 1 : otherwise;
    return [{ word, weight: 1, isWhole: true, asAbbreviation }, ...matches];
  }

  /** The words that begin with the term, and those that may be the term without a typing error. */
  generousMatches(sought: Term): WordMatch[] {
    const { length } = sought.term;
    const matches = this.matches(sought, { asPrefix: length >= lettersForPrefix });
    return [
      ...matches,
      ...this.#misspelt(sought.term, length < lettersForErrors.two ? 1 : 2),
      ...this.#withInitial(sought.term),
    ];
  }

  /** As `matches`, for neighbouring words of a search as one, which may have one typing error on request. */
  matchesOfJoined(
    sought: Term,
    { asPrefix, withError }: { asPrefix: boolean; withError: boolean },
  ): WordMatch[] {
    const { length } = sought.term;
    const matches = this.matches(sought, { asPrefix: asPrefix && length >= lettersForPrefix });
    if (!withError || length < lettersForErrors.joined) return matches;
    return [...matches, ...this.#misspelt(sought.term, 1)];
  }

  /** The words that the first letters of parts and a last part stand for: "Büyükçekmece" by "B" and "Çekmece". */
  matchesOfInitials(
    initials: Iterable<string>,
    last: string,
    { asPrefix }: { asPrefix: boolean },
  ): WordMatch[] {
    const matches: WordMatch[] = [];
    for (const [text, word] of this.#entries) {
      if (!(asPrefix ? text.includes(last) : text.endsWith(last))) continue;
      const from = afterInitials(text, initials);
      if (from === null) continue;
      if (text.endsWith(last) && text.length - last.length >= from) {
        matches.push({ word, weight: weightOfInitials, isWhole: true, asAbbreviation: 1 });
      } else if (asPrefix && text.includes(last, from)) {
        const weight = weightOfInitials * beginningWeight(last.length / text.length);
        matches.push({ word, weight, isWhole: false, asAbbreviation: 1 });
      }
    }
    return matches;
  }

  /** The words that a term stands for whose first letter is an initial: "gosmanpaşa". A typing error is more probable. */
  #withInitial(term: string): WordMatch[] {
    if (term.length < lettersForErrors.one || this.hasBeginning(term)) return [];
    return this.matchesOfInitials(term.slice(0, 1), term.slice(1), { asPrefix: false }).map(
      (match) => ({ ...match, weight: weights.withInitial }),
    );
  }

  #beginningWith(term: string, spelling: string): WordMatch[] {
    const matches: WordMatch[] = [];
    for (const [text, word] of this.#words.atPrefix(term)) {
      if (text === term) continue;
      const weight = beginningWeight(term.length / text.length);
      const asAbbreviation = beginsSpelled(word, spelling) ? 1 : inOtherLetters.weight;
      matches.push({ word, weight, isWhole: false, asAbbreviation });
    }
    return matches;
  }

  #misspelt(term: string, most: 1 | 2): WordMatch[] {
    // A different number is not a misspelling.
    if (term.length < lettersForErrors.one || /\d/.test(term)) return [];
    const found = this.#withinErrors(term, most);
    const matches: WordMatch[] = [];
    for (const [text, { word, errors }] of found) {
      if (errors === 0) continue;
      const weight = misspeltWeight(term, text, errors);
      matches.push({ word, weight, isWhole: false, asAbbreviation: 1 });
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

/** Where the rest of a word begins after the parts that begin so; null if it has no such parts. */
function afterInitials(word: string, initials: Iterable<string>): number | null {
  let from = 0;
  for (const initial of initials) {
    const at = word.indexOf(initial, from);
    if (at < 0 || (from === 0 && at > 0)) return null;
    from = at + lettersOfPart;
  }
  return from;
}

/** Every word that results from swapping two neighbouring letters. */
function withNeighboursSwapped(word: string): string[] {
  return Array.from(
    { length: word.length - 1 },
    (_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ).filter((swapped) => swapped !== word);
}

/** Whether an abbreviation begins with what is typed, in its own letters. */
function beginsSpelled({ spellings }: Word, typed: string): boolean {
  if (spellings === undefined) return true;
  return spellings.values().some((spelling) => spelling.startsWith(typed));
}

/** The weight of a word that only begins with what is typed, by the share of its letters. */
export const beginningWeight = (share: number): number =>
  weights.prefix + (weights.wholePrefix - weights.prefix) * share;

/** The weight of a word that is what is typed but for typing errors. */
export function misspeltWeight(typed: string, word: string, errors = 1): number {
  const weight = errors === 1 ? weights.oneTypingError : weights.twoTypingErrors;
  return weight + (weights.rightBeginning * commonBeginning(typed, word)) / typed.length;
}

/** Adds a unit to those that have a word. */
export function addUnit({ units }: Word, field: WordField, number: number): void {
  const numbers = units[field];
  // An empty array that grows has places for 17 units.
  if (numbers === undefined) units[field] = [number];
  else numbers.push(number);
}

/** Removes a unit from those that have a word. */
export function removeUnit({ units }: Word, field: WordField, number: number): void {
  const numbers = units[field];
  if (numbers === undefined) return;
  const last = numbers.pop();
  if (last !== undefined && last !== number) numbers[numbers.indexOf(number)] = last;
  if (numbers.length === 0) delete units[field];
}

/** How many units have a word. */
export function occurrences({ units }: Word): number {
  let sum = 0;
  for (const numbers of Object.values(units)) sum += numbers.length;
  return sum;
}

/** The units of a word with the weight that it has in each. */
export function weighted({ word, weight, isWhole, asAbbreviation }: WordMatch): WeightedUnits[] {
  const found: WeightedUnits[] = [];
  for (const field of wordFields) {
    const numbers = word.units[field];
    if (numbers === undefined) continue;
    // The beginning of an abbreviation is as good as that of a word.
    const ofField = isWhole ? fieldWeights[field] : Math.min(fieldWeights[field], 1);
    const ofLetters = ordinary.has(field) ? 1 : asAbbreviation;
    found.push({ numbers, weight: weight * ofField * ofLetters });
  }
  return found;
}

interface WeightedUnits {
  readonly numbers: readonly number[];
  readonly weight: number;
}
