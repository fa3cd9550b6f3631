/** A folded word, as far as it changes before endings that begin with a vowel. */
interface RootForms {
  /** With the last consonant of its root as it is without such an ending: "yurt" for "yurda". */
  readonly usual: string;
  /** Its root, if it may lose a vowel or has lost one, with that it is of the one or of the other kind. */
  readonly own: string | null;
  /** The same root, of the other kind. */
  readonly otherwise: string;
}

/** Roots of one syllable seldom change their last consonant. These do, and few other words begin as they then do. */
const changing = new Map([
  ['ceb', 'cep'],
  ['derd', 'dert'],
  ['dib', 'dip'],
  ['dord', 'dort'],
  ['harb', 'harp'],
  ['kalb', 'kalp'],
  ['reng', 'renk'],
  ['yurd', 'yurt'],
]);
const changedRoot = new RegExp(`^(${[...changing.keys()].join('|')})(?=[aeiou])`);

/** Roots of two syllables with four letters: "ocağı", "umudu", "ekibi". Longer ones differ after the stem. */
const changedInTwoSyllables = /^([aeiou][^aeiou][aeiou])([bdg])(?=[aeiou])/;

/** Of two syllables, with a vowel that is lost before a vowel: "isim", "şehir", "kayıp". */
const complete = /^([^aeiou]{0,2}[aeiou][^aeiou])[iu]([^aeiou])(?![aeiou])/;
/** The endings of nouns that begin with a vowel ("-i", "-imizde"), and the verbs that make one word with some of them. */
const ending =
  '(?:[ae]|[iu](?:[mn](?:[iu]z)?)?(?:[ae]|[iu]n?|n?[dt][ae](?:n|ki)?|n[aeiu]n?|y?l[ae]|c[ae]|s[iu]z|d[iu]r)?)$';
const verb = 'e[dt]|ol';
/** The same without it: "ismi", "şehri", "kaybı", "kaybettim". */
const reduced = new RegExp(`^([^aeiou]{0,2}[aeiou][^aeiou])([^aeiou])(?=${ending}|${verb})`);

/**
 * How Turkish words change before a vowel: p, t and k become b, d and ğ, and some roots lose the vowel of their second
 * syllable. Folding has made ç and c, ğ and g one. A root that has lost a vowel equals only one that has not.
 */
export function rootForms(word: string): RootForms {
  const usual = word
    .replace(changedRoot, (root) => changing.get(root) ?? root)
    .replace(changedInTwoSyllables, (_, first: string, last: string) => first + voiceless(last));
  const [, first, last] = complete.exec(word) ?? [];
  if (first !== undefined && last !== undefined) {
    const root = first + voiceless(last);
    return { usual, own: `+${root}`, otherwise: `-${root}` };
  }
  const [, begin, end] = reduced.exec(word) ?? [];
  if (begin === undefined || end === undefined) return { usual, own: null, otherwise: '' };
  const root = begin + voiceless(end);
  return { usual, own: `-${root}`, otherwise: `+${root}` };
}

const voicelessOf = new Map([
  ['b', 'p'],
  ['d', 't'],
  ['g', 'k'],
]);

const voiceless = (consonant: string): string => voicelessOf.get(consonant) ?? consonant;
