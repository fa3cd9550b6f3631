/** Crockford's base32: no I, L, O or U, so that no two symbols are mistaken for each other. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOfSymbol = 5;

/** The first bits of the bytes as symbols, 5 bits each. A `RangeError` when there are too few bytes. */
export function crockfordOf(bytes: Uint8Array, symbols: number): string {
  if (bytes.length * 8 < symbols * bitsOfSymbol) {
    throw new RangeError(`${bytes.length} bytes are fewer than ${symbols} symbols`);
  }
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits & 0b1111) << 8) | byte; // at most 4 bits are left of the bytes before
    held += 8;
    while (held >= bitsOfSymbol && text.length < symbols) {
      held -= bitsOfSymbol;
      text += crockfordAlphabet[(bits >> held) & 0b11111];
    }
  }
  return text;
}

/** Symbols in groups for reading, `XXXX-XXXX-XXXX`. */
export function inGroups(symbols: string, size = 4): string {
  const groups: string[] = [];
  for (let at = 0; at < symbols.length; at += size) groups.push(symbols.slice(at, at + size));
  return groups.join('-');
}

/** What people type: in either case, with or without hyphens and spaces, the Turkish i's included. */
const typed = /^[\d\-\sA-Za-zıİ]+$/;
const symbolsOnly = /^[\dA-HJKMNP-TV-Z]+$/;

/**
 * The symbols that were meant, by Crockford's rules: I and L are read as 1, O as 0. Null when there are not
 * exactly so many, or when one of them is none.
 */
export function readCrockford(input: string, symbols: number): string | null {
  // Groups and the spaces around them double the length at most.
  if (input.length > symbols * 3 || !typed.test(input)) return null;
  const meant = input
    .replaceAll(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll(/[ILİ]/g, '1')
    .replaceAll('O', '0');
  return meant.length === symbols && symbolsOnly.test(meant) ? meant : null;
}
