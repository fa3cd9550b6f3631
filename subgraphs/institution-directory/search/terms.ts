import { withoutInvisible } from '../../../lib/kit/plain-text.ts';
import {
  foldTurkish,
  spellTurkish,
  splitAtApostrophes,
  wordWithApostrophe,
} from '../../../lib/kit/turkish-text.ts';

/** Longer texts are cut: no name is longer, and the work of a search must be bounded. */
const limits = { letters: 200, terms: 10, lettersInTerm: 40 };

/** It occurs in half of all names and distinguishes none. */
const and = 've';

/** A word as it is looked up, and as it is written: "su" and "sü" of "SÜ". */
export interface Term {
  /** Folded. */
  readonly term: string;
  readonly spelling: string;
}

/** A word of a name. */
export interface NameTerm extends Term {
  /** Whether it is written in capitals, as abbreviations are. */
  readonly inCapitals: boolean;
}

const wordInCapitals = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?![\p{L}\p{N}])/gu;

/** The distinct words of a name, without punctuation and "ve". */
export function spelledTermsOf(name: string): NameTerm[] {
  const capitals = new Set(name.match(wordInCapitals)?.map(spellTurkish));
  const terms = new Map<string, NameTerm>();
  for (const spelling of spellTurkish(name).split(/[^\p{L}\p{N}]+/u)) {
    const term = foldTurkish(spelling);
    if (term === '' || term === and || terms.has(term)) continue;
    terms.set(term, { term, spelling, inCapitals: capitals.has(spelling) });
  }
  return [...terms.values()];
}

/** The distinct words of a name, as they are looked up: folded, without punctuation and "ve". */
export function termsOf(name: string): string[] {
  return spelledTermsOf(name).map(({ term }) => term);
}

/** Several times the words of the names of all units. */
const wordsKnownAtMost = 20_000;

/**
 * `spelledTermsOf` for many names, which consist of few distinct words: each word is read once, and again when there
 * have been too many of them.
 */
export function createTermReader(
  known = new Map<string, readonly NameTerm[]>(),
  atMost = wordsKnownAtMost,
): (name: string) => NameTerm[] {
  function termsOfWord(word: string): readonly NameTerm[] {
    let terms = known.get(word);
    if (terms === undefined) {
      if (known.size >= atMost) known.clear();
      known.set(word, (terms = spelledTermsOf(word)));
    }
    return terms;
  }
  return (name) => {
    const terms = new Map<string, NameTerm>();
    for (const word of name.split(' ')) {
      for (const each of termsOfWord(word)) if (!terms.has(each.term)) terms.set(each.term, each);
    }
    return [...terms.values()];
  };
}

/** An abbreviation with its points: "M.E.B." */
const spelledOut = /(?<!\p{L})(?:\p{L}\.){2,}\p{L}?(?!\p{L})/gu;

/** An initial and the word after it, written as one: "KMaraş". */
const initialAndWord = /(?<!\p{L})(\p{Lu})(\p{Lu}\p{Ll}{2,})/gu;

/** The first letter of a word, with its full stop: "S. Demirel" */
const letterWithPoint = /(?<!\p{L})\p{L}\./gu;

/** A number and the word after it, written as one: "19Mayıs". */
const numberAndWord = /(?<!\p{L})(\p{Nd}+)(\p{L}+)/gu;

/** The words that names have. */
interface KnownWords {
  has(term: string): boolean;
  /** Whether a word begins so. */
  hasBeginning(term: string): boolean;
}

/** What a search looks for. */
export interface SearchTerms {
  /** The letters that are written with a full stop ("S. Demirel"). */
  readonly initials: ReadonlySet<string>;
  /** Its words, the last of which may be incomplete. */
  readonly terms: readonly Term[];
  /** The beginning of a word with an apostrophe that the last one may become ("Kur'a"). */
  readonly unfinished: string | null;
}

/** Neighbouring words of a search, as one: "gaziantep" of "Gazi Antep". */
interface JoinedTerm extends Term {
  /** The positions of its words, from the first to before the last. */
  readonly from: number;
  readonly to: number;
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
    const beginnings = parts.map((_, index) => parts.slice(0, index + 1).join(''));
    const whole = foldTurkish(beginnings.at(-1) ?? '');
    const isLast = at + word.length === typed.length && parts.at(-1) !== '';
    if (isLast && !known.has(whole) && known.hasBeginning(whole)) unfinished = whole;
    const isKnown = (beginning: string) => known.has(foldTurkish(beginning));
    return `${beginnings.findLast(isKnown) ?? unfinished ?? parts[0]} `;
  });
  const apart = withoutSuffixes
    .replaceAll(spelledOut, (letters) => letters.replaceAll('.', ''))
    .replaceAll(numberAndWord, (word, number: string, rest: string) =>
      known.has(foldTurkish(word)) ? word : `${number} ${rest}`,
    )
    .replaceAll(initialAndWord, (word, initial: string, rest: string) =>
      known.hasBeginning(foldTurkish(word)) ? word : `${initial}.${rest}`,
    );
  const terms = spelledTermsOf(apart)
    .slice(0, limits.terms)
    .map(({ term, spelling }) => ({
      term: term.slice(0, limits.lettersInTerm),
      spelling: spelling.slice(0, limits.lettersInTerm),
    }));
  const initials = new Set(
    apart.match(letterWithPoint)?.map((text) => foldTurkish(text.slice(0, -1))),
  );
  return { terms, initials, unfinished };
}

/** Names that are written as one word are typed as two ("Şanlı Urfa") or three ("Mustafa Kemal Paşa"). */
const wordsJoined = [2, 3];

/** What the words of a search may be as one, two or three neighbours at a time. */
export function joinedTerms(terms: readonly Term[]): JoinedTerm[] {
  return terms.flatMap((_, from) =>
    wordsJoined
      .map((count) => from + count)
      .filter((to) => to <= terms.length)
      .map((to) => {
        const parts = terms.slice(from, to);
        const term = parts.map((part) => part.term).join('');
        const spelling = parts.map((part) => part.spelling).join('');
        return { from, to, term, spelling };
      })
      .filter(({ term }) => term.length <= limits.lettersInTerm),
  );
}
