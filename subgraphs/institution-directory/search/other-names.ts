import table from './other-names.json' with { type: 'json' };
import { spelledTermsOf, termsOf, type Term } from './terms.ts';
import type { WordField } from './word-index.ts';

/** What a unit is called beside its name: a word, with what it stands for. */
interface OtherWord extends Term {
  readonly field: WordField;
}

interface OtherName {
  /** What people use; several words are joined, since the words alone mean something else ("Bağ-Kur"). */
  readonly other: Term;
  /** The words that the directory has instead. */
  readonly stands: readonly string[];
  /** How many bodies people mean before this one: an abbreviation may belong to several. */
  readonly rank: number;
}

function read(entries: Readonly<Record<string, string | readonly string[]>>): OtherName[] {
  return Object.entries(entries).flatMap(([name, stands]) => {
    const words = spelledTermsOf(name);
    const other = {
      term: words.map(({ term }) => term).join(''),
      spelling: words.map(({ spelling }) => spelling).join(''),
    };
    return [stands].flat().map((each, rank) => ({ other, stands: termsOf(each), rank }));
  });
}

const byFirst = (names: readonly OtherName[]) => Map.groupBy(names, ({ stands }) => stands[0]);

/** Of bodies, whose names begin so. */
const bodies = byFirst(read(table.bodies));
/** Of offices, which there are in many places. */
const offices = byFirst(read(table.offices));
/** Of single words. */
const words = byFirst(read(table.words));
/** A place is found by its last word: a district's comes after its province's. */
const places = Map.groupBy(read(table.places), ({ stands }) => stands.at(-1));

/** The spellings of all short and former names. */
export const otherSpellings: ReadonlySet<string> = new Set(
  [bodies, offices, words, places].flatMap((names) =>
    [...names.values()].flat().map(({ other }) => other.spelling),
  ),
);

/** The fields of the bodies of one abbreviation, in the order in which people mean them. */
const ranks = ['asFirst', 'asSecond', 'asThird', 'asFourth', 'asFifth'] as const;

/**
 * Finds the short and former names ("Urfa", "MEB") of a unit, by the words of its name, without an abbreviation in
 * brackets, and of its place. They are indexed with the unit, as if its name had them, so that a search costs no more
 * for them, and they are found beside whatever else is called so ("Urfa Kapısı Karakolu").
 */
export function* otherWordsOf(
  inName: readonly string[],
  inPlace: readonly string[],
): Iterable<OtherWord> {
  for (const { other, stands, rank } of bodies.get(inName[0]) ?? []) {
    if (!hasAt(inName, 0, stands)) continue;
    const isWhole = inName.length === stands.length;
    yield { ...other, field: isWhole ? (ranks[rank] ?? 'asFifth') : 'asName' };
  }
  for (const [at, word] of inName.entries()) {
    for (const { other, stands } of offices.get(word) ?? []) {
      if (hasAt(inName, at, stands)) yield { ...other, field: 'asName' };
    }
    // Weaker than the word itself: "19 Mayıs" is a place.
    for (const { other } of words.get(word) ?? []) yield { ...other, field: 'asPlace' };
  }
  for (const own of [inName, inPlace]) {
    for (const { other, stands } of own.flatMap((word) => places.get(word) ?? [])) {
      // A name need not repeat the province of its district.
      const isNamed = inName.includes(stands.at(-1) ?? '');
      const isThere = stands.every((word) => inName.includes(word) || inPlace.includes(word));
      if (isThere) yield { ...other, field: isNamed ? 'asName' : 'asPlace' };
    }
  }
}

const hasAt = (name: readonly string[], at: number, words: readonly string[]): boolean =>
  words.every((word, index) => name[at + index] === word);
