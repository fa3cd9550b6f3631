import { badInput } from './errors.ts';

/** C0 and C1 controls but tab, line feed and carriage return: no text that people write has them. */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * More marks on one letter than any script has (UAX #15, stream-safe text). Putting many of them in
 * order, which NFC asks for, takes a time that grows with their square.
 */
const heapOfMarks = /\p{M}{31}/u;

/**
 * What nobody sees: what only shapes or directs the characters beside it (joiners, variation selectors,
 * tags), fillers, and the braille pattern without dots. White space between words is not among it.
 */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * What makes a text read otherwise than it is written: embeddings, overrides and isolates, which turn the
 * direction of writing for all that follows (`exe.pdf` reads as `fdp.exe`; CVE-2021-42574), and the zero width
 * space, which hides a word from a search. The marks of direction and the joiners, which Arabic, Indic scripts
 * and emoji need, stay.
 */
const deceptive = /[\u200b\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text as a person wrote it, in Unicode's composed form (NFC), without white space at its ends and without what
 * makes it read otherwise than it is written. Markup is kept as it stands: it is text. Lengths are counted in code points, of which at least the
 * minimum is visible.
 * @throws `BAD_USER_INPUT` for control characters, halves of surrogate pairs, letters under a heap of
 * marks, or a length out of range.
 */
export function plainText(
  value: string,
  field: string,
  { min, max }: { min: number; max: number },
): string {
  // A code point has at most two units: what is longer need not be looked at, nor normalised.
  if (value.length > 4 * max) throw outOfRange(field, min, max);
  const shown = value.replaceAll(deceptive, '');
  if (!shown.isWellFormed() || controls.test(shown) || heapOfMarks.test(shown)) {
    throw badInput(field, 'FORMAT', `${field} contains control characters or malformed Unicode.`);
  }
  const text = shown.trim().normalize('NFC');
  const length = codePointsIn(text);
  if (length < min || length > max) throw outOfRange(field, min, max);
  if (codePointsIn(text.replaceAll(invisible, '').trim()) < min) {
    throw badInput(field, 'RANGE', `${field} must have at least ${min} visible characters.`);
  }
  return text;
}

/** Controls and ends of lines. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * The same for what is shown in one line.
 * @throws `BAD_USER_INPUT` also for what breaks the line.
 */
export function plainName(
  value: string,
  field: string,
  length: { min: number; max: number },
): string {
  const name = plainText(value, field, length);
  if (!unprintable.test(name)) return name;
  throw badInput(field, 'FORMAT', `${field} holds characters that no name has.`);
}

/** Counted without making an array of them. */
function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const outOfRange = (field: string, min: number, max: number) =>
  badInput(field, 'RANGE', `${field} must have ${min} to ${max} characters.`);
