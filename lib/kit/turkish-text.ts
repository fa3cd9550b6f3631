const combiningMarks = /\p{M}+/gu;
const apostrophes = /['’‘`´ʼ]/g;

/**
 * Folds Turkish text for comparison: lower case, without accents and apostrophes, with the four letters I, ı, İ and i
 * as one. "KADIKÖY", "kadıköy" and "kadikoy" fold to the same text. Folding is idempotent.
 *
 * The locale-free lower case is intended: it maps I to i and İ to an i with a combining dot, which is removed with the
 * other marks; only ı is a separate letter that no decomposition reaches.
 */
export function foldTurkish(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(combiningMarks, '')
    .replaceAll('ı', 'i')
    .replace(apostrophes, '');
}

/** The order of the Turkish alphabet (… c ç d … g ğ h ı i … o ö … s ş … u ü …). */
export const turkishCollator = new Intl.Collator('tr');
