import { namesIn } from './cleaning.ts';
import type { NewNames } from './new-names.ts';

/** Fields that say who wrote, and texts that name files; what they show is kept beside them. */
const tellingField =
  /[\\/]\S|@|\b(?:AUTHOR|LASTSAVEDBY|USER\w*|FILENAME|DOCPROPERTY|DOCVARIABLE|INCLUDE\w*|TEMPLATE|COMMENTS|KEYWORDS|SUBJECT|TITLE|INFO)\b/i;
/** Switches of a field are no paths. */
const switches = /\\[*#@a-z!](?=\s|$)/gi;

/** What a link says when one points at it. A table of contents has its levels there. */
const tooltip = /\\o\s*(?:"(?!\d+-\d+")[^"]*(?:"|$)|&quot;(?!\d+-\d+&quot;).*?(?:&quot;|$))/gi;

/** These name a place of the document next. */
const pointing = new Set(namesIn('PAGEREF REF NOTEREF GOTOBUTTON SET ASK'));
const pointingSwitches = new Set(['\\l', '\\b']);

/** Fields by whose names no place is meant. */
const fieldNames = new Set(
  namesIn(
    'ADVANCE BIBLIOGRAPHY CITATION COMPARE CREATEDATE DATE EDITTIME EQ FILESIZE FILLIN FORMCHECKBOX',
    'FORMDROPDOWN FORMTEXT FORMULA HYPERLINK IF INDEX LISTNUM MERGEFIELD MERGEFORMAT NEXT NUMCHARS',
    'NUMPAGES NUMWORDS PAGE PRINTDATE QUOTE REVNUM SAVEDATE SECTION SECTIONPAGES SEQ STYLEREF SYMBOL',
    'TA TC TIME TOA TOC XE',
  ),
);

/** Switches, what stands in quotation marks, and words. */
const tokenForm = /\\\S|"[^"]*"?|&quot;.*?(?:&quot;|$)|[\w\x80-\xff]+/g;
const quotes = /^(?:"|&quot;)|(?:"|&quot;)$/g;

/**
 * An instruction of a field, or a piece of one, that tells nobody's name: empty where it would, else with the new names
 * of the places that it points at.
 */
export function cleanInstruction(instruction: string, places: NewNames): string {
  if (tellingField.test(instruction.replaceAll(switches, ''))) return '';
  let pointsNext = false;
  let pointsNowhere = false;
  let isFirst = true;
  const written = instruction.replaceAll(tooltip, '').replaceAll(tokenForm, (token) => {
    const [isPointed, begins] = [pointsNext, isFirst];
    const upper = token.toUpperCase();
    pointsNext = pointing.has(upper) || pointingSwitches.has(token.toLowerCase());
    isFirst = false;
    if (pointsNext || token.startsWith('\\') || (begins && fieldNames.has(upper))) return token;
    const name = token.replaceAll(quotes, '');
    const renamed = places.of(name);
    if (renamed !== undefined) return token.replace(name, renamed);
    // Levels of a table of contents are no place.
    if (isPointed && !/^\d/.test(name)) pointsNowhere = true;
    return token;
  });
  return pointsNowhere ? '' : written;
}
