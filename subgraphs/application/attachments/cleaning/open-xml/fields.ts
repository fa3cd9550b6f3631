import { namesIn } from '../cleaning.ts';
import type { NewNames } from '../office/new-names.ts';

/** Fields that name authors, and texts that name files; what they show is kept beside them. */
const tellingField =
  /[\\/]\S|@|\b(?:AUTHOR|LASTSAVEDBY|USER\w*|FILENAME|DOCPROPERTY|DOCVARIABLE|INCLUDE\w*|TEMPLATE|COMMENTS|KEYWORDS|SUBJECT|TITLE|INFO)\b/i;
/** Switches of a field, which are not paths. */
const switches = /\\[*#@a-z!](?=\s|$)/gi;

/** The tooltip of a link. A table of contents has its levels there. */
const tooltip = /\\o\s*(?:"(?!\d+-\d+")[^"]*(?:"|$)|&quot;(?!\d+-\d+&quot;).*?(?:&quot;|$))/gi;

/** Words that the name of a place follows. */
const pointing = new Set(namesIn('PAGEREF REF NOTEREF GOTOBUTTON SET ASK'));
const pointingSwitches = new Set(['\\l', '\\b']);

/** Names of fields, which are not places. */
const fieldNames = new Set(
  namesIn(
    'ADVANCE BIBLIOGRAPHY CITATION COMPARE CREATEDATE DATE EDITTIME EQ FILESIZE FILLIN FORMCHECKBOX',
    'FORMDROPDOWN FORMTEXT FORMULA HYPERLINK IF INDEX LISTNUM MERGEFIELD MERGEFORMAT NEXT NUMCHARS',
    'NUMPAGES NUMWORDS PAGE PRINTDATE QUOTE REVNUM SAVEDATE SECTION SECTIONPAGES SEQ STYLEREF SYMBOL',
    'TA TC TIME TOA TOC XE',
  ),
);

/** Switches, texts in quotation marks, and words. */
const tokenForm = /\\\S|"[^"]*"?|&quot;.*?(?:&quot;|$)|[\w\x80-\xff]+/g;
const quotes = /^(?:"|&quot;)|(?:"|&quot;)$/g;

/** Fields that mark a place for an index or a table: their text is shown nowhere. */
const marks = /^(?:XE|TC|TA|RD)$/i;

/** The beginning of an instruction that is remembered, for its name. */
const longestBeginning = 40;
const firstWord = (instruction: string) => /\w+/.exec(instruction)?.[0].toUpperCase() ?? '';

/** Reads the fields of a part, which may lie within each other, and whose instructions may be written in pieces. */
export class FieldReader {
  /** The beginnings of the instructions of the fields that are open. */
  readonly #open: string[] = [];

  /** @param type that of the character: `begin`, `separate` or `end`. */
  read(type: string | undefined): void {
    if (type === 'begin') this.#open.push('');
    if (type === 'end') this.#open.pop();
  }

  /** The name of the field that the next piece of an instruction belongs to, as far as it has been read. */
  nameIn(piece: string): string {
    const innermost = this.#open.length - 1;
    if (innermost < 0) return firstWord(piece);
    const before = this.#open[innermost] ?? '';
    const beginning = before.length < longestBeginning ? before + piece : before;
    this.#open[innermost] = beginning.slice(0, longestBeginning);
    return firstWord(beginning);
  }
}

/** Whether the text of a field with this name is shown nowhere. */
export const isMark = (name: string) => marks.test(name);

/**
 * An instruction of a field, or a piece of one: empty if it could name a person or a file, or is a link to anything but
 * a place of the document, else with the new names of the places that it points at.
 * @param name that of the field.
 */
export function cleanInstruction(
  instruction: string,
  places: NewNames,
  name: string = firstWord(instruction),
): string {
  if (tellingField.test(instruction.replaceAll(switches, ''))) return '';
  if (isMark(name)) return '';
  const isLink = name === 'HYPERLINK';
  let pointsNext = false;
  let pointsNowhere = false;
  let isFirst = true;
  const written = instruction.replaceAll(tooltip, '').replaceAll(tokenForm, (token) => {
    const [isPointed, begins] = [pointsNext, isFirst];
    const upper = token.toUpperCase();
    pointsNext = pointing.has(upper) || pointingSwitches.has(token.toLowerCase());
    isFirst = false;
    if (pointsNext || token.startsWith('\\') || (begins && fieldNames.has(upper))) return token;
    const place = token.replaceAll(quotes, '');
    const renamed = places.of(place);
    if (renamed !== undefined) return token.replace(place, renamed);
    // The levels of a table of contents are not a place.
    if (isPointed && !/^\d/.test(place)) pointsNowhere = true;
    if (isLink && place !== '') pointsNowhere = true;
    return token;
  });
  return pointsNowhere ? '' : written;
}
