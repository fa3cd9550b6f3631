import table from './other-names.json' with { type: 'json' };

/** A name that people use beside that of the directory, and the name in the directory, both as folded words. */
interface OtherName {
  readonly words: readonly string[];
  readonly stands: readonly string[];
}

/**
 * Replaces short and former names of places and bodies ("Urfa", "MEB") with those in the directory. A word that the
 * directory has is kept: a unit may be called so.
 */
export function createOtherNames(
  termsOf: (name: string) => string[],
): (terms: readonly string[], isKnown: (term: string) => boolean) => string[] {
  const known = Object.entries({ ...table.places, ...table.bodies }).map(
    ([name, stands]): OtherName => ({ words: termsOf(name), stands: termsOf(stands) }),
  );
  // Longer ones first: "Şanlı Urfa" before "Urfa".
  const byFirstWord = Map.groupBy(
    known.toSorted((a, b) => b.words.length - a.words.length),
    ({ words }) => words[0],
  );
  return (terms, isKnown) => {
    const replaced: string[] = [];
    for (let at = 0; at < terms.length;) {
      const term = terms[at] ?? '';
      const other = byFirstWord.get(term)?.find(({ words }) => isAt(terms, at, words));
      const isReplaced = other !== undefined && !other.words.every(isKnown);
      replaced.push(...(isReplaced ? other.stands : [term]));
      at += isReplaced ? other.words.length : 1;
    }
    return [...new Set(replaced)];
  };
}

const isAt = (terms: readonly string[], at: number, words: readonly string[]): boolean =>
  words.every((word, index) => terms[at + index] === word);
