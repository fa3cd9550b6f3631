import { setImmediate } from 'node:timers/promises';
import { createOtherNames, type OtherWord } from './other-names.ts';
import { Tally } from './tally.ts';
import { createTermReader, searchTerms, termsOf } from './terms.ts';
import { TopUnits } from './top-units.ts';
import {
  occurrences,
  wordFields,
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

/** The weight of a word in each field. A person who types an abbreviation means its owner. */
const fieldWeights: Readonly<Record<WordField, number>> = {
  inAbbreviation: 1.1,
  inName: 1,
  inPlace: 0.85,
};

/**
 * A name of few words is closer to the search text. This only breaks ties: the whole range is smaller than the
 * step from an exact word to a prefix.
 */
const brevity = { perTerm: 0.01, terms: 12 };

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
  readonly #placeTerms = new Map<string, readonly string[]>();
  readonly #numbers = new Map<string, number>();
  readonly #units: (UnitRecord | undefined)[] = [];
  /** The factor of a unit's score, by number. */
  readonly #brevities: number[] = [];
  readonly #freeNumbers: number[] = [];
  #tally = new Tally(0);

  constructor(provinces: Iterable<ProvinceRecord>) {
    for (const province of provinces) {
      const terms = termsOf(province.name);
      this.#placeTerms.set(province._id, terms);
      for (const { code, name } of province.districts) {
        this.#placeTerms.set(code, [...terms, ...termsOf(name)]);
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
    for (const { term, field } of this.#occurrences(unit)) {
      const numbers = this.#words.entry(term)[field];
      const last = numbers.pop();
      if (last !== undefined && last !== number) numbers[numbers.indexOf(number)] = last;
      this.#words.prune(term);
    }
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
    const strict = this.#rank(
      terms.map((term, index) =>
        index < terms.length - 1
          ? this.#words.matches(term, { asPrefix: false })
          : this.#lastMatches(term, unfinished),
      ),
      { filter, first },
    );
    if (strict.matchedTerms === terms.length) return strict.units();
    const generous = this.#rank(
      terms.map((term) => this.#words.generousMatches(term)),
      { filter, first },
    );
    return (generous.matchedTerms > strict.matchedTerms ? generous : strict).units();
  }

  #lastMatches(term: string, unfinished: string | null): WordMatch[] {
    const matches = this.#words.matches(term, { asPrefix: true });
    if (unfinished === null || unfinished === term) return matches;
    return [...matches, ...this.#words.matches(unfinished, { asPrefix: true })];
  }

  #rank(terms: readonly (readonly WordMatch[])[], { filter, first }: SearchOptions): TopUnits {
    const tally = this.#emptyTally();
    for (const matches of terms) {
      tally.nextTerm();
      for (const { numbers, score } of this.#scoredFields(matches)) tally.add(numbers, score);
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
  #scoredFields(matches: readonly WordMatch[]): { numbers: readonly number[]; score: number }[] {
    const rarity = this.#rarity(matches);
    return matches
      .flatMap(({ word, weight }) =>
        wordFields.map((field) => ({
          numbers: word[field],
          score: rarity * weight * fieldWeights[field],
        })),
      )
      .toSorted((a, b) => b.score - a.score);
  }

  /** How significant a term is: "kadıköy" is significant, "müdürlüğü" hardly at all. */
  #rarity(matches: readonly WordMatch[]): number {
    const units = matches.reduce((sum, { word }) => sum + occurrences(word), 1);
    return Math.log(1 + this.size / units);
  }

  #insert(record: UnitRecord): void {
    const number = this.#freeNumbers.pop() ?? this.#units.length;
    for (const { term, field } of this.#occurrences(record)) {
      this.#words.entry(term)[field].push(number);
    }
    this.#units[number] = record;
    this.#numbers.set(record._id, number);
    this.#brevities[number] = brevityOf(record.name);
  }

  /** The words of a unit, short and former names among them, each with the strongest field in which it occurs. */
  #occurrences({ name, provinceCode, districtCode }: UnitRecord): Occurrence[] {
    const abbreviation = abbreviationIn(name);
    const inName = this.#termsOf(name);
    const inPlace = this.#placeTerms.get(districtCode ?? provinceCode ?? '') ?? [];
    const fields = new Map<string, WordField>();
    const add = (term: string, field: WordField) => {
      const known = fields.get(term);
      if (known === undefined || isStronger(field, known)) fields.set(term, field);
    };
    for (const term of inName) add(term, term === abbreviation ? 'inAbbreviation' : 'inName');
    for (const term of inPlace) add(term, 'inPlace');
    const spelled = inName.filter((term) => term !== abbreviation);
    for (const other of otherWordsOf(spelled, inPlace)) add(other.term, otherFields[other.for]);
    return Array.from(fields, ([term, field]) => ({ term, field }));
  }
}

const otherWordsOf = createOtherNames(termsOf);

/** The fields in which words of short and former names count. */
const otherFields: Readonly<Record<OtherWord['for'], WordField>> = {
  WHOLE_NAME: 'inAbbreviation',
  NAME: 'inName',
  PLACE: 'inPlace',
};

const isStronger = (one: WordField, other: WordField): boolean =>
  fieldWeights[one] > fieldWeights[other];

interface Occurrence {
  term: string;
  field: WordField;
}

/** The folded "YÖK" of "Yükseköğretim Kurulu Başkanlığı (YÖK)". */
function abbreviationIn(name: string): string | undefined {
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
