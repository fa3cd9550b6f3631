import { withoutInvisible } from './plain-text.ts';

/** Longer texts are no identifier, and are left as they are. */
const longest = 100;

const dashes = /\p{Pd}/gu;

/**
 * An identifier as a person means it who pastes it from a message, a web page or a document: without invisible
 * characters and white space around it, with full-width letters and digits as ordinary ones (NFKC), and any dash as a
 * hyphen. Digits of other scripts stay: they are not those of the identifier.
 */
export const pasted = (text: string): string =>
  text.length > longest
    ? text
    : withoutInvisible(text).normalize('NFKC').replaceAll(dashes, '-').trim();
