import { setImmediate } from 'node:timers/promises';
import { NeighbourIndex } from './neighbour-index.ts';
import { Tally } from './tally.ts';
import { joinedTerms, searchTerms, type SearchTerms, type Term } from './terms.ts';
import { TopUnits } from './top-units.ts';
import { UnitWords } from './unit-words.ts';
import { occurrences, weighted, WordIndex, type WordMatch } from './word-index.ts';
import type { ProvinceRecord, UnitRecord } from '../units/index.ts';

interface SearchOptions {
  /** The units that may be found; `UnitTree.matcher` creates a filter. */
  filter?: ((unit: UnitRecord) => boolean) | undefined;
  /** The maximum number of units. */
  first: number;
}

/**
 * A name of few words is closer to the search text. This only breaks ties: the whole range is smaller than the
 * step from an exact word to a prefix.
 */
const brevity = { perTerm: 0.01, terms: 12 };

/**
 * The weight of neighbouring words of a search that a name has as one, by the number of words of the search: the name is
 * shorter for that alone, which must not rank it before a name in which they stand apart.
 */
const weightOfJoined = (terms: number): number => 1 - 0.6 * brevity.perTerm * terms;

/** In short searches, joined words may be misspelt: guessing at typing errors is the work of a search. */
const termsForErrorsInJoined = 3;

/** What remains of the weight of several words as one that are also a word: an abbreviation typed in other letters is more. */
const besideWord = 0.8;

/** The most initials of a word, and the least letters of what follows them. */
const abbreviated = { initials: 3, letters: 3 };

/** A few milliseconds of work. */
const unitsInSlice = 500;

/**
 * Finds units by name and place as people type them: without Turkish letters, incomplete, misspelt. It keeps
 * the records it is given, so pass those of the `UnitTree` to hold them in memory once. A search is synchronous
 * and works in arrays that it reuses.
 */
export class UnitSearch {
  readonly #words = new WordIndex();
  readonly #neighbours = new NeighbourIndex();
  readonly #unitWords: UnitWords;
  readonly #numbers = new Map<string, number>();
  readonly #units: (UnitRecord | undefined)[] = [];
  /** The factor of a unit's score, by number. */
  readonly #brevities: number[] = [];
  readonly #freeNumbers: number[] = [];
  #tally = new Tally(0);

  constructor(provinces: Iterable<ProvinceRecord>) {
    this.#unitWords = new UnitWords(provinces);
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** Adds many units. It blocks for ten to fifteen microseconds a unit. */
  addAll(records: Iterable<UnitRecord>): void {
    for (const record of records) this.apply(record);
  }

  /** Adds many units and lets the process do other work between slices of them. */
  async buildInSlices(records: Iterable<UnitRecord>): Promise<void> {
    let inSlice = 0;
    for (const record of records) {
      this.apply(record);
      inSlice += 1;
      if (inSlice % unitsInSlice === 0) await setImmediate();
    }
  }

  /**
   * Applies the present form of a unit, new or changed. A version that is not newer than the one held has no
   * effect, so changes may arrive while the index is still being built.
   */
  apply(record: UnitRecord): void {
    const number = this.#numbers.get(record._id);
    const old = number === undefined ? undefined : this.#units[number];
    if (number === undefined || old === undefined) {
      this.#insert(record);
    } else if (old.version < record.version) {
      if (sameWords(old, record)) {
        this.#units[number] = record;
      } else {
        this.remove(old._id);
        this.#insert(record);
      }
    }
  }

  /** Removes a unit. */
  remove(id: string): void {
    const number = this.#numbers.get(id);
    const unit = number === undefined ? undefined : this.#units[number];
    if (number === undefined || unit === undefined) return;
    const { words, inOrder } = this.#unitWords.of(unit);
    for (const { term, field } of words) this.#words.remove(term, field, number);
    this.#neighbours.remove(inOrder, number);
    this.#numbers.delete(id);
    this.#units[number] = undefined;
    this.#freeNumbers.push(number);
  }

  /**
   * The units that a text most probably means, best first. All its words must occur in a unit's name or place,
   * the last one possibly incomplete. If no unit has them all, words may be incomplete or misspelt, and then
   * some may be missing. Active units come before closed ones, exact words before incomplete and misspelt ones,
   * higher units before those below them.
   */
  search(text: string, { filter, first }: SearchOptions): UnitRecord[] {
    const sought = searchTerms(text, this.#words);
    const { terms } = sought;
    if (terms.length === 0 || first < 1) return [];
    const options = { filter, first };
    const strictMatches = this.#strictMatches(sought);
    const most = strictMatches.filter(matchesAny).length;
    const ofAll = most === terms.length ? this.#rank(strictMatches, options) : null;
    if (ofAll?.matchedTerms === terms.length) return ofAll.units();
    const generous = this.#rank(this.#generousMatches(sought), options);
    if (generous.matchedTerms > most) return generous.units(); // to rank is most of the work
    const strict = ofAll ?? this.#rank(strictMatches, options);
    return (generous.matchedTerms > strict.matchedTerms ? generous : strict).units();
  }

  #strictMatches(sought: SearchTerms): TermMatches[] {
    const { terms, unfinished } = sought;
    const isLast = (to: number) => to === terms.length;
    const matches = terms.map((term, index) =>
      this.#words.matches(term, { asPrefix: isLast(index + 1), isAlone: terms.length === 1 }),
    );
    if (unfinished !== null && unfinished !== terms.at(-1)?.term) {
      const last = { term: unfinished, spelling: unfinished };
      matches.at(-1)?.push(...this.#words.matches(last, { asPrefix: true }));
    }
    return this.#withParts(sought, matches, { withError: false, mayBeIncomplete: isLast });
  }

  #generousMatches(sought: SearchTerms): TermMatches[] {
    const { terms } = sought;
    const matches = terms.map((term) => this.#words.generousMatches(term));
    const withError = terms.length <= termsForErrorsInJoined;
    return this.#withParts(sought, matches, {
      withError,
      mayBeIncomplete: (to) => withError || to === terms.length,
    });
  }

  /** Adds what is written otherwise than in names: as several words, as one, or with initials. */
  #withParts(
    { terms, initials }: SearchTerms,
    matches: readonly WordMatch[][],
    options: PartOptions,
  ): TermMatches[] {
    const all = matches.map((own): TermMatches => ({ own, asOne: [] }));
    for (const { from, to, found } of this.#joined(terms, options)) {
      for (const { asOne } of all.slice(from, to)) asOne.push(...found);
    }
    for (const [index, { term }] of terms.entries()) {
      all[index]?.asOne.push(...this.#apart(term, index + 1, options));
    }
    for (const { from, to, hasPoint } of initialsIn(terms, initials)) {
      const letters = terms.slice(from, to - 1).map(({ term }) => term);
      const last = terms[to - 1]?.term ?? '';
      const asPrefix = { asPrefix: options.mayBeIncomplete(to) };
      const found = this.#words.matchesOfInitials(letters, last, asPrefix);
      if (hasPoint) found.push(...this.#neighbours.matchesOfInitials(letters, last, asPrefix));
      for (const { asOne } of all.slice(from, to)) asOne.push(...found);
    }
    return all;
  }

  /** A word that is typed as several ("gazi antep"). It matches each of them. */
  #joined(
    terms: readonly Term[],
    { withError, mayBeIncomplete }: PartOptions,
  ): { from: number; to: number; found: WordMatch[] }[] {
    return joinedTerms(terms).map(({ from, to, ...term }) => {
      const options = { asPrefix: mayBeIncomplete(to), withError };
      const found = this.#words.matchesOfJoined(term, options).map((match) => ({
        ...match,
        weight: match.weight * weightOfJoined(terms.length),
      }));
      return { from, to, found };
    });
  }

  /** Several words that are typed as one ("ortadoğu"). What is a word, or begins one, is neither incomplete nor misspelt. */
  #apart(term: string, to: number, { withError, mayBeIncomplete }: PartOptions): WordMatch[] {
    if (this.#words.hasBeginning(term)) {
      const matches = this.#neighbours.matches(term, { asPrefix: false });
      return matches.map((match) => ({ ...match, weight: match.weight * besideWord }));
    }
    const found = this.#neighbours.matches(term, { asPrefix: mayBeIncomplete(to) });
    return withError ? [...found, ...this.#neighbours.misspeltMatches(term)] : found;
  }

  #rank(terms: readonly TermMatches[], { filter, first }: SearchOptions): TopUnits {
    const tally = this.#emptyTally();
    for (const matches of terms) {
      tally.nextTerm();
      for (const { numbers, score } of this.#scored(matches)) tally.add(numbers, score);
    }
    const top = new TopUnits(first, filter);
    tally.drain((number, score, matchedTerms) => {
      const unit = this.#units[number];
      if (unit !== undefined) top.offer(unit, score * (this.#brevities[number] ?? 0), matchedTerms);
      return top.leastTerms;
    });
    return top;
  }

  #emptyTally(): Tally {
    // With room to spare, so that not every new unit means new arrays.
    const capacity = this.#tally.capacity;
    if (capacity < this.#units.length) this.#tally = new Tally(Math.ceil(this.#units.length * 1.1));
    return this.#tally;
  }

  /** The units of all matches of one term with the score of each match, best first. */
  #scored({ own, asOne }: TermMatches): { numbers: readonly number[]; score: number }[] {
    const rarity = this.#rarity(own.length > 0 ? own : asOne);
    return [...own, ...asOne]
      .flatMap(weighted)
      .map(({ numbers, weight }) => ({ numbers, score: rarity * weight }))
      .toSorted((a, b) => b.score - a.score);
  }

  /** How significant a term is: "kadıköy" is significant, "müdürlüğü" hardly at all. */
  #rarity(matches: readonly WordMatch[]): number {
    const units = matches.reduce((sum, { word }) => sum + occurrences(word), 1);
    return Math.log(1 + this.size / units);
  }

  #insert(record: UnitRecord): void {
    const number = this.#freeNumbers.pop() ?? this.#units.length;
    const { words, inOrder } = this.#unitWords.of(record);
    for (const word of words) this.#words.add(word, word.field, number);
    this.#neighbours.add(inOrder, number);
    this.#units[number] = record;
    this.#numbers.set(record._id, number);
    this.#brevities[number] = brevityOf(record.name);
  }
}

/** How the words of a search may be parts of others, or have such parts. */
interface PartOptions {
  /** Whether they may be misspelt. */
  readonly withError: boolean;
  /** Whether what ends before a position may be incomplete. */
  readonly mayBeIncomplete: (to: number) => boolean;
}

/** What one word of a search matches. */
interface TermMatches {
  /** By itself. */
  own: readonly WordMatch[];
  /** As one with its neighbours. */
  asOne: WordMatch[];
}

const matchesAny = ({ own, asOne }: TermMatches): boolean => own.length + asOne.length > 0;

/** The runs of initials with the word that they belong to, by their positions. */
function initialsIn(
  terms: readonly Term[],
  withPoint: ReadonlySet<string>,
): { from: number; to: number; hasPoint: boolean }[] {
  return terms.flatMap(({ term }, index) => {
    if (term.length < abbreviated.letters) return [];
    const least = Math.max(0, index - abbreviated.initials);
    let from = index;
    while (from > least && /^\p{L}$/u.test(terms[from - 1]?.term ?? '')) from -= 1;
    if (from === index) return [];
    const letters = terms.slice(from, index).map((each) => each.term);
    return [{ from, to: index + 1, hasPoint: letters.every((letter) => withPoint.has(letter)) }];
  });
}

function brevityOf(name: string): number {
  return 1 - brevity.perTerm * Math.min(name.split(' ').length, brevity.terms);
}

/** Whether two forms of a unit are found by the same words. */
function sameWords(a: UnitRecord, b: UnitRecord): boolean {
  return (
    a.name === b.name && a.provinceCode === b.provinceCode && a.districtCode === b.districtCode
  );
}
