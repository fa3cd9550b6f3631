import { withoutInvisible } from './plain-text.ts';

const combiningMarks = /\p{M}+/gu;
/** The letters that Turkish has beside i without a dot and the basic ones, in their decomposed form, and other marks. */
const turkishLettersAndMarks = /(c\u0327|g\u0306|o\u0308|s\u0327|u\u0308)|\p{M}/gu;
/** As they are typed, primes and modifier letters among them; some are the compatibility form of other characters. */
const apostrophe = "['’‘‛`´ʹʻʼʽʾʿꞋꞌ՚＇′]";
const apostrophes = new RegExp(apostrophe, 'gu');

/** Letters with apostrophes among or after them. */
export const wordWithApostrophe = new RegExp(`\\p{L}+(?:${apostrophe}\\p{L}*)+`, 'gu');

/**
 * Folds Turkish text for comparison: lower case, without accents, apostrophes and invisible characters, with the four
 * letters I, ı, İ and i as one, ligatures and full-width letters as the letters that they stand for (NFKD). "KADIKÖY",
 * "kadıköy", "kadikoy" and "kadı-köy" with a soft hyphen fold to the same text. Folding is idempotent.
 */
export function foldTurkish(text: string): string {
  return withoutOtherForms(decomposed(text).replace(combiningMarks, ''));
}

/**
 * The spelling of Turkish text: folded, but with the letters ç, ğ, ö, ş and ü, which an abbreviation may differ by from
 * a word ("SÜ", "su"). The folded spelling is the folded text, word by word.
 */
export function spellTurkish(text: string): string {
  const letters = decomposed(text).replace(turkishLettersAndMarks, (_mark, letter?: string) =>
    (letter ?? '').normalize('NFC'),
  );
  return withoutOtherForms(letters);
}

/**
 * The locale-free lower case is intended: it maps I to i and İ to an i with a combining dot, which is removed with the
 * other marks; only ı is a separate letter that no decomposition reaches.
 */
const decomposed = (text: string): string =>
  withoutApostrophes(withoutInvisible(text)).normalize('NFKD').toLowerCase().normalize('NFKD');

/** "ŉ" is one with its letter until it is decomposed. */
const withoutOtherForms = (letters: string): string =>
  withoutApostrophes(letters.replaceAll('ı', 'i'));

/** Removes apostrophes as they are typed; the compatibility form of some is a space. */
const withoutApostrophes = (text: string): string => text.replace(apostrophes, '');

/** Splits a word at its apostrophes. */
export const splitAtApostrophes = (word: string): string[] => word.split(apostrophes);

/** The order of the Turkish alphabet (… c ç d … g ğ h ı i … o ö … s ş … u ü …). */
export const turkishCollator = new Intl.Collator('tr');
