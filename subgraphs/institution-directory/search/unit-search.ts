import { setImmediate } from 'node:timers/promises';
import { otherSpellings, otherWordsOf } from './other-names.ts';
import { Tally } from './tally.ts';
import {
  createTermReader,
  joinedTerms,
  searchTerms,
  spelledTermsOf,
  termsOf,
  type NameTerm,
  type Term,
} from './terms.ts';
import { TopUnits } from './top-units.ts';
import {
  fieldWeights,
  occurrences,
  weighted,
  WordIndex,
  type WordField,
  type WordMatch,
} from './word-index.ts';
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

/** A few milliseconds of work. */
const unitsInSlice = 500;

/**
 * Finds units by name and place as people type them: without Turkish letters, incomplete, misspelt. It keeps
 * the records it is given, so pass those of the `UnitTree` to hold them in memory once. A search is synchronous
 * and works in arrays that it reuses.
 */
export class UnitSearch {
  readonly #words = new WordIndex();
  readonly #termsOf = createTermReader();
  readonly #places = new Map<string, Place>();
  readonly #numbers = new Map<string, number>();
  readonly #units: (UnitRecord | undefined)[] = [];
  /** The factor of a unit's score, by number. */
  readonly #brevities: number[] = [];
  readonly #freeNumbers: number[] = [];
  #tally = new Tally(0);

  constructor(provinces: Iterable<ProvinceRecord>) {
    for (const province of provinces) {
      this.#places.set(province._id, placeOf(province.name));
      for (const { code, name } of province.districts) {
        this.#places.set(code, placeOf(`${province.name} ${name}`));
      }
    }
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
    for (const { term, field } of this.#occurrences(unit)) this.#words.remove(term, field, number);
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
    const { terms, unfinished } = searchTerms(text, this.#words);
    if (terms.length === 0 || first < 1) return [];
    const strict = this.#rank(this.#strictMatches(terms, unfinished), { filter, first });
    if (strict.matchedTerms === terms.length) return strict.units();
    const generous = this.#rank(this.#generousMatches(terms), { filter, first });
    return (generous.matchedTerms > strict.matchedTerms ? generous : strict).units();
  }

  #strictMatches(terms: readonly Term[], unfinished: string | null): TermMatches[] {
    const isLast = (to: number) => to === terms.length;
    const matches = terms.map((term, index) =>
      this.#words.matches(term, { asPrefix: isLast(index + 1), isAlone: terms.length === 1 }),
    );
    if (unfinished !== null && unfinished !== terms.at(-1)?.term) {
      const last = { term: unfinished, spelling: unfinished };
      matches.at(-1)?.push(...this.#words.matches(last, { asPrefix: true }));
    }
    return this.#withJoined(terms, matches, (term, to) =>
      this.#words.matchesOfJoined(term, { asPrefix: isLast(to), withError: false }),
    );
  }

  #generousMatches(terms: readonly Term[]): TermMatches[] {
    const matches = terms.map((term) => this.#words.generousMatches(term));
    const withError = terms.length <= termsForErrorsInJoined;
    return this.#withJoined(terms, matches, (term, to) =>
      this.#words.matchesOfJoined(term, {
        asPrefix: withError || to === terms.length,
        withError,
      }),
    );
  }

  /** A word that is typed as several ("gazi antep") matches each of them. */
  #withJoined(
    terms: readonly Term[],
    matches: readonly WordMatch[][],
    matchesOf: (term: Term, to: number) => readonly WordMatch[],
  ): TermMatches[] {
    const all = matches.map((own): TermMatches => ({ own, asOne: [] }));
    for (const { from, to, ...term } of joinedTerms(terms)) {
      const found = matchesOf(term, to).map((match) => ({
        ...match,
        weight: match.weight * weightOfJoined(terms.length),
      }));
      for (const { asOne } of all.slice(from, to)) asOne.push(...found);
    }
    return all;
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
    for (const word of this.#occurrences(record)) this.#words.add(word, word.field, number);
    this.#units[number] = record;
    this.#numbers.set(record._id, number);
    this.#brevities[number] = brevityOf(record.name);
  }

  /** The words of a unit, short and former names among them, each with the strongest field in which it occurs. */
  #occurrences({ name, provinceCode, districtCode }: UnitRecord): Iterable<Occurrence> {
    const bracketed = bracketedIn(name);
    const inName = this.#termsOf(name);
    const place = this.#places.get(districtCode ?? provinceCode ?? '') ?? nowhere;
    const words = new Map<string, Occurrence>();
    const add = ({ term, spelling }: Term, field: WordField) => {
      const known = words.get(term);
      if (known !== undefined && fieldWeights[known.field] >= fieldWeights[field]) return;
      words.set(term, { term, spelling, field });
    };
    const fieldOf = ({ term, spelling, inCapitals }: NameTerm): WordField => {
      if (term === bracketed) return 'inAbbreviation';
      if (spelling === term) return 'inName';
      const isAbbreviation = inCapitals && /\p{Ll}/u.test(name);
      return isAbbreviation || otherSpellings.has(spelling) ? 'asName' : 'inName';
    };
    for (const word of inName) add(word, fieldOf(word));
    for (const word of place.words) add(word, 'inPlace');
    const terms = inName.map(({ term }) => term);
    const spelled = bracketed === undefined ? terms : terms.filter((term) => term !== bracketed);
    for (const other of otherWordsOf(spelled, place.terms)) add(other, other.field);
    return words.values();
  }
}

/** The words of a province, or of a province and its district. */
interface Place {
  readonly words: readonly Term[];
  readonly terms: readonly string[];
}

const placeOf = (name: string): Place => ({ words: spelledTermsOf(name), terms: termsOf(name) });

const nowhere = placeOf('');

interface Occurrence extends Term {
  field: WordField;
}

/** What one word of a search matches. */
interface TermMatches {
  /** By itself. */
  own: readonly WordMatch[];
  /** As one with its neighbours. */
  asOne: WordMatch[];
}

/** The folded "YÖK" of "Yükseköğretim Kurulu Başkanlığı (YÖK)". */
function bracketedIn(name: string): string | undefined {
  const [, abbreviation] = /\((\p{Lu}+)\)$/u.exec(name) ?? [];
  return abbreviation === undefined ? undefined : termsOf(abbreviation)[0];
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
