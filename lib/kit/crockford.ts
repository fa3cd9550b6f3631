import { pasted } from './pasted.ts';

/** Crockford's base32: it omits I, L, O and U, so that no two symbols are easily confused. */
const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bitsOfSymbol = 5;

/** Encodes the leading bits as symbols of 5 bits each. @throws RangeError when there are too few bytes. */
export function crockfordOf(bytes: Uint8Array, symbols: number): string {
  if (bytes.length * 8 < symbols * bitsOfSymbol) {
    throw new RangeError(`${bytes.length} bytes are fewer than ${symbols} symbols`);
  }
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits & 0b1111) << 8) | byte; // at most 4 bits are left over from earlier bytes
    held += 8;
    while (held >= bitsOfSymbol && text.length < symbols) {
      held -= bitsOfSymbol;
      text += crockfordAlphabet[(bits >> held) & 0b11111];
    }
  }
  return text;
}

/** Splits symbols into readable groups: `XXXX-XXXX-XXXX`. */
export function inGroups(symbols: string, size = 4): string {
  const groups: string[] = [];
  for (let at = 0; at < symbols.length; at += size) groups.push(symbols.slice(at, at + size));
  return groups.join('-');
}

/** Accepted input, as pasted: either case, with or without hyphens and spaces, including the Turkish dotted and dotless i. */
const typed = /^[\d\-\sA-Za-zıİ]+$/;
const symbolsOnly = /^[\dA-HJKMNP-TV-Z]+$/;

/**
 * Normalizes typed symbols by Crockford's rules: I and L are read as 1, O as 0. Null when the number of symbols is
 * wrong or a character is not a symbol.
 */
export function readCrockford(input: string, symbols: number): string | null {
  const given = pasted(input);
  // Separators can at most triple the length.
  if (given.length > symbols * 3 || !typed.test(given)) return null;
  const meant = given
    .replaceAll(/[\s-]/g, '')
    .toUpperCase()
    .replaceAll(/[ILİ]/g, '1')
    .replaceAll('O', '0');
  return meant.length === symbols && symbolsOnly.test(meant) ? meant : null;
}
