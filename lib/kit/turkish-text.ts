import { withoutInvisible } from './plain-text.ts';

const combiningMarks = /\p{M}+/gu;
/** As they are typed, the prime among them; some are the compatibility form of other characters. */
const apostrophes = /['’‘`´ʼ＇′]/g;

/** Letters with apostrophes among or after them. */
export const wordWithApostrophe = /\p{L}+(?:['’‘`´ʼ＇′]\p{L}*)+/gu;

/**
 * Folds Turkish text for comparison: lower case, without accents, apostrophes and invisible characters, with the four
 * letters I, ı, İ and i as one, ligatures and full-width letters as the letters that they stand for (NFKD). "KADIKÖY",
 * "kadıköy", "kadikoy" and "kadı-köy" with a soft hyphen fold to the same text. Folding is idempotent.
 *
 * The locale-free lower case is intended: it maps I to i and İ to an i with a combining dot, which is removed with the
 * other marks; only ı is a separate letter that no decomposition reaches.
 */
export function foldTurkish(text: string): string {
  const letters = withoutApostrophes(withoutInvisible(text))
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(combiningMarks, '')
    .replaceAll('ı', 'i');
  return withoutApostrophes(letters); // "ŉ" is one with its letter
}

/** Removes apostrophes as they are typed; the compatibility form of some is a space. */
const withoutApostrophes = (text: string): string => text.replace(apostrophes, '');

/** Splits a word at its apostrophes. */
export const splitAtApostrophes = (word: string): string[] => word.split(apostrophes);

/** The order of the Turkish alphabet (… c ç d … g ğ h ı i … o ö … s ş … u ü …). */
export const turkishCollator = new Intl.Collator('tr');
