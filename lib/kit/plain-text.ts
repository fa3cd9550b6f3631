import { badInput } from './errors.ts';
import { say } from './say.ts';

/**
 * Breaks that programs write in place of a line feed: Word's manual line break (VT) and page break (FF), the next line
 * of mainframes (NEL), and Unicode's separators of lines and paragraphs.
 */
// oxlint-disable-next-line no-control-regex
const otherBreaks = /[\u000b\u000c\u0085\u2028\u2029]/g;

/** C0 and C1 controls except tabs and line breaks: text written by people contains none. */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/;

/**
 * More marks on one letter than any script uses (UAX #15, stream-safe text). Sorting them, as NFC requires, takes time
 * quadratic in their number.
 */
const excessiveMarks = /\p{M}{31}/u;

/**
 * Invisible characters: those that only shape or direct their neighbours (joiners, variation selectors, tags), fillers,
 * and the blank braille pattern. White space between words is not included.
 */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

export const withoutInvisible = (text: string): string => text.replaceAll(invisible, '');

/**
 * Characters that make text read differently from how it is written: embeddings, overrides and isolates, which change
 * the writing direction of all that follows (`exe.pdf` reads as `fdp.exe`; CVE-2021-42574), and the zero width space,
 * which hides a word from a search. Direction marks and joiners, which Arabic, Indic scripts and emoji need, stay.
 */
const deceptive = /[\u200b\u202a-\u202e\u2066-\u2069]/g;

/**
 * Text as a person wrote it, in Unicode's composed form (NFC), without leading and trailing white space and without
 * deceptive characters. Other line and page breaks become line feeds. Markup is kept unchanged: it is text. Lengths are
 * counted in code points; at least the minimum must be visible.
 * @throws `BAD_USER_INPUT` for control characters, lone surrogates, excessively many marks on one letter, or a length
 * out of range.
 */
export function plainText(
  value: string,
  field: string,
  { min, max }: { min: number; max: number },
): string {
  // A code point has at most two UTF-16 units: longer input is refused without normalising it.
  if (value.length > 4 * max) throw outOfRange(field, min, max);
  const shown = value.replaceAll(deceptive, '').replaceAll(otherBreaks, '\n');
  if (!shown.isWellFormed() || controls.test(shown) || excessiveMarks.test(shown)) {
    throw badInput(
      field,
      'FORMAT',
      say`${field} contains control characters or malformed Unicode.`,
    );
  }
  const text = shown.trim().normalize('NFC');
  const length = codePointsIn(text);
  if (length < min || length > max) throw outOfRange(field, min, max);
  if (codePointsIn(withoutInvisible(text).trim()) < min) {
    throw badInput(field, 'RANGE', say`${field} must have at least ${min} visible characters.`, {
      min,
      max,
    });
  }
  return text;
}

/** The tabs and line breaks that `plainText` leaves. */
const tabsAndBreaks = /[\t\n\r]/;

/**
 * The same for text shown on one line: names and titles.
 * @throws `BAD_USER_INPUT` also for tabs and line breaks inside.
 */
export function plainName(
  value: string,
  field: string,
  length: { min: number; max: number },
): string {
  const name = plainText(value, field, length);
  if (!tabsAndBreaks.test(name)) return name;
  throw badInput(field, 'FORMAT', say`${field} must be on one line, without tabs.`);
}

/**
 * The same for a name that is read as it is compared: with a letter, and without invisible characters.
 * @throws `BAD_USER_INPUT` with the field.
 */
export function readableName(
  value: string,
  field: string,
  length: { min: number; max: number },
): string {
  const name = plainName(value, field, length);
  if (withoutInvisible(value) !== value) {
    throw badInput(field, 'FORMAT', say`${field} contains invisible characters.`);
  }
  if (!/\p{L}/u.test(name)) throw badInput(field, 'FORMAT', say`${field} contains no letter.`);
  return name;
}

/** Counts code points without allocating an array. */
function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const outOfRange = (field: string, min: number, max: number) =>
  badInput(field, 'RANGE', say`${field} must have ${min} to ${max} characters.`, { min, max });
