import { isOneErrorAway } from './typing-errors.ts';
import {
  addUnit,
  beginningWeight,
  lettersForErrors,
  misspeltWeight,
  occurrences,
  removeUnit,
  type Word,
  type WordField,
  type WordMatch,
} from './word-index.ts';

/** The fields of the words of names and of places. */
export type OwnField = Extract<WordField, 'inName' | 'inPlace'>;

/** The words of a name and of a place, as they follow one another. */
type WordsInOrder = Readonly<Record<OwnField, readonly string[]>>;

/** Less than a name that has them as one word, more than a word that only begins so. */
const weightAsOne = 0.95;

/** Fewer letters after a word are more often an ending, unless they are a whole word: "Kadıköyde", "Kadıköyden". */
const lettersOfSecond = 4;

/**
 * The neighbouring words of all names, in their order, for what people write as one ("Ortadoğu") or abbreviate ("S.
 * Demirel"). Most neighbours occur in many names. Three words and more are the units that two pairs of neighbours have in
 * common.
 */
export class NeighbourIndex {
  readonly #followers = new Map<string, Map<string, Word>>();

  /** Adds a unit to those that have the words, one after the other. */
  add(words: WordsInOrder, number: number): void {
    forEachPair(words, (first, second, field) => {
      let followers = this.#followers.get(first);
      if (followers === undefined) this.#followers.set(first, (followers = new Map()));
      let pair = followers.get(second);
      if (pair === undefined) followers.set(second, (pair = { units: {} }));
      addUnit(pair, field, number);
    });
  }

  /** Removes a unit from those that have the words, and what no unit has any more. */
  remove(words: WordsInOrder, number: number): void {
    forEachPair(words, (first, second, field) => {
      const followers = this.#followers.get(first);
      const pair = followers?.get(second);
      if (followers === undefined || pair === undefined) return;
      removeUnit(pair, field, number);
      if (occurrences(pair) > 0) return;
      followers.delete(second);
      if (followers.size === 0) this.#followers.delete(first);
    });
  }

  /** The neighbours that a term is as one and, on request, those of which the last one is incomplete. */
  matches(term: string, { asPrefix }: { asPrefix: boolean }): WordMatch[] {
    const found: WordMatch[] = [];
    for (const [first, rest] of splits(term)) {
      found.push(...this.#continued({ first, rest, before: null, of: term, asPrefix }));
    }
    return found;
  }

  /** The two neighbours that a term may be as one without a typing error, which leaves one of them as it is. */
  misspeltMatches(term: string): WordMatch[] {
    if (term.length < lettersForErrors.joined || /\d/.test(term)) return [];
    const ends = Array.from(term, (_, from) => term.slice(from));
    const found: WordMatch[] = [];
    const add = (first: string, second: string, word: Word) => {
      if (second.length < lettersOfSecond || !isOneErrorAway(term, first + second)) return;
      const weight = weightAsOne * misspeltWeight(term, first + second);
      found.push({ word, weight, isWhole: false, asAbbreviation: 1 });
    };
    for (const [first, followers] of this.#followers) {
      if (term.startsWith(first)) {
        for (const [second, word] of followers) add(first, second, word);
      } else {
        for (const from of [first.length - 1, first.length, first.length + 1]) {
          const second = ends[from];
          const word = second === undefined ? undefined : followers.get(second);
          if (second !== undefined && word !== undefined) add(first, second, word);
        }
      }
    }
    return found;
  }

  /** The neighbours of which all but the last one are given by their first letters ("S. Demirel"). */
  matchesOfInitials(
    initials: readonly string[],
    last: string,
    { asPrefix }: { asPrefix: boolean },
  ): WordMatch[] {
    const [initial = '', ...others] = initials;
    const found: WordMatch[] = [];
    for (const first of this.#followers.keys()) {
      if (!first.startsWith(initial)) continue;
      found.push(...this.#continuedByInitials(first, others, last, { before: null, asPrefix }));
    }
    return found;
  }

  *#continued({ first, rest, before, of, asPrefix }: Continued): Iterable<WordMatch> {
    const followers = this.#followers.get(first);
    if (followers === undefined) return;
    const whole = commonUnits(before, followers.get(rest));
    if (whole !== null) {
      yield { word: whole, weight: weightAsOne, isWhole: true, asAbbreviation: 1 };
    }
    for (const [second, more] of splits(rest)) {
      const both = commonUnits(before, followers.get(second));
      if (both === null) continue;
      yield* this.#continued({ first: second, rest: more, before: both, of, asPrefix });
    }
    if (!asPrefix || rest.length < lettersOfSecond) return;
    yield* beginning(followers, rest, { before, of });
  }

  *#continuedByInitials(
    first: string,
    initials: readonly string[],
    last: string,
    { before, asPrefix }: { before: Word | null; asPrefix: boolean },
  ): Iterable<WordMatch> {
    const followers = this.#followers.get(first);
    if (followers === undefined) return;
    const [initial, ...others] = initials;
    if (initial === undefined) {
      const whole = commonUnits(before, followers.get(last));
      if (whole !== null) {
        yield { word: whole, weight: weightAsOne, isWhole: true, asAbbreviation: 1 };
      }
      if (asPrefix) yield* beginning(followers, last, { before, of: last });
      return;
    }
    for (const [second, pair] of followers) {
      if (!second.startsWith(initial)) continue;
      const both = commonUnits(before, pair);
      if (both === null) continue;
      yield* this.#continuedByInitials(second, others, last, { before: both, asPrefix });
    }
  }
}

/** What remains of a term after some of its words. */
interface Continued {
  /** The last of these words. */
  readonly first: string;
  readonly rest: string;
  /** The units that have all of them, if there are several. */
  readonly before: Word | null;
  readonly of: string;
  readonly asPrefix: boolean;
}

/** The neighbours of which the last one is incomplete. */
function* beginning(
  followers: ReadonlyMap<string, Word>,
  rest: string,
  { before, of }: { before: Word | null; of: string },
): Iterable<WordMatch> {
  for (const [second, pair] of followers) {
    if (second === rest || !second.startsWith(rest)) continue;
    const word = commonUnits(before, pair);
    if (word === null) continue;
    const share = of.length / (of.length - rest.length + second.length);
    const weight = weightAsOne * beginningWeight(share);
    yield { word, weight, isWhole: false, asAbbreviation: 1 };
  }
}

function forEachPair(
  { inName, inPlace }: WordsInOrder,
  take: (first: string, second: string, field: OwnField) => void,
): void {
  for (let at = 1; at < inName.length; at += 1) {
    take(inName[at - 1] ?? '', inName[at] ?? '', 'inName');
  }
  for (let at = 1; at < inPlace.length; at += 1) {
    take(inPlace[at - 1] ?? '', inPlace[at] ?? '', 'inPlace');
  }
}

function* splits(term: string): Iterable<[first: string, rest: string]> {
  for (let at = 1; at < term.length; at += 1) yield [term.slice(0, at), term.slice(at)];
}

/** The units of a pair of neighbours, of those before if there are any. Null for none. */
function commonUnits(before: Word | null, pair: Word | undefined): Word | null {
  if (before === null || pair === undefined) return pair ?? null;
  const common = (field: OwnField): number[] => {
    const those = new Set(before.units[field]);
    return those.size === 0 ? [] : (pair.units[field] ?? []).filter((each) => those.has(each));
  };
  const word = { units: { inName: common('inName'), inPlace: common('inPlace') } };
  return occurrences(word) === 0 ? null : word;
}
