import table from './other-names.json' with { type: 'json' };

/** What a unit is called beside its name: each word, with whether it stands for the whole name or a part of it. */
export interface OtherWord {
  readonly term: string;
  /** Stands for the whole name, for words in it, or only for the unit's place. */
  readonly for: 'WHOLE_NAME' | 'NAME' | 'PLACE';
}

interface OtherName {
  /** The words that people use. */
  readonly words: readonly string[];
  /** The words that the directory has instead. */
  readonly stands: readonly string[];
  /** Whether it is what people mean first: an abbreviation may belong to several bodies. */
  readonly isFirst: boolean;
}

/**
 * Finds the short and former names ("Urfa", "MEB") of a unit, by the words of its name, without an abbreviation in
 * brackets, and of its place. They are indexed with
 * the unit, as if its name had them, so that a search costs no more for them, and they are found beside whatever else
 * is called so ("Urfa Kapısı Karakolu").
 */
export function createOtherNames(
  termsOf: (name: string) => string[],
): (inName: readonly string[], inPlace: readonly string[]) => Iterable<OtherWord> {
  const read = (entries: Readonly<Record<string, string | readonly string[]>>): OtherName[] =>
    Object.entries(entries).flatMap(([name, stands]) =>
      [stands].flat().map((each, index) => ({
        words: termsOf(name),
        stands: termsOf(each),
        isFirst: index === 0,
      })),
    );
  // A place is found by its last word: a district's comes after its province's.
  const places = Map.groupBy(read(table.places), ({ stands }) => stands.at(-1));
  const bodies = Map.groupBy(read(table.bodies), ({ stands }) => stands[0]);

  return function* (inName, inPlace) {
    for (const { words, stands, isFirst } of bodies.get(inName[0]) ?? []) {
      if (!stands.every((word, index) => inName[index] === word)) continue;
      const isWhole = isFirst && inName.length === stands.length;
      for (const term of words) yield { term, for: isWhole ? 'WHOLE_NAME' : 'NAME' };
    }
    for (const own of [inName, inPlace]) {
      for (const { words, stands } of own.flatMap((word) => places.get(word) ?? [])) {
        // A name need not repeat the province of its district.
        const isNamed = inName.includes(stands.at(-1) ?? '');
        const isThere = stands.every((word) => inName.includes(word) || inPlace.includes(word));
        if (!isThere) continue;
        for (const term of words) yield { term, for: isNamed ? 'NAME' : 'PLACE' };
      }
    }
  };
}
