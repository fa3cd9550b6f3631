const combiningMarks = /\p{M}+/gu;
const apostrophes = /['’‘`´ʼ]/g;

/**
 * The form in which two spellings of a Turkish word are compared: lower case, without accents and
 * apostrophes, the four letters I, ı, İ and i one. "KADIKÖY", "kadıköy" and "kadikoy" fold to the
 * same text. Folding a folded text changes nothing.
 *
 * The locale-free lower case is meant: it takes I to i and İ to an i with a combining dot, which goes
 * with the other marks; only ı is a letter of its own that no decomposition reaches.
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
