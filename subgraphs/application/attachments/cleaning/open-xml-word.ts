import { namesIn } from './cleaning.ts';
import type { Cleaning } from './cleaning.ts';
import type { NewNames } from './new-names.ts';
import { cleanCommon } from './open-xml-drawing.ts';
import { cleanInstruction } from './open-xml-fields.ts';
import type { Part } from './open-xml-part.ts';
import { readXml, type XmlElement, type XmlRules, type XmlVerdict } from './xml.ts';

const changes = namesIn(
  'del moveFrom rPrChange pPrChange sectPrChange tblPrChange tblPrExChange',
  'trPrChange tcPrChange tblGridChange numberingChange cellIns cellMerge',
  'moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd delText',
  'delInstrText customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart',
  'customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd',
  'customXmlMoveToRangeStart customXmlMoveToRangeEnd',
);
const comments = ['commentRangeStart', 'commentRangeEnd', 'commentReference', 'annotationRef'];
/** Who may edit what, ids by which documents find each other, bindings to data that is gone. */
const marks = namesIn(
  'permStart permEnd proofErr dataBinding alias tag placeholder rsid nsid',
  'tmpl divId lastRenderedPageBreak entryMacro exitMacro helpText statusText',
  'altChunk subDoc control customXmlPr smartTagPr',
);

const dropped: ReadonlyMap<string, 'TRACKED_CHANGES' | 'COMMENTS' | null> = new Map([
  ...changes.map((name) => [name, 'TRACKED_CHANGES'] as const),
  ...comments.map((name) => [name, 'COMMENTS'] as const),
  ...marks.map((name) => [name, null] as const),
]);

/** What was inserted stays, as if it had always been there. */
const unwrapped = new Set(['ins', 'moveTo', 'smartTag', 'customXml']);

/** How a document is laid out. All else of the settings is about its editing. */
const keptSettings = new Set(
  namesIn(
    'settings compat defaultTabStop evenAndOddHeaders mirrorMargins gutterAtTop',
    'decimalSymbol listSeparator themeFontLang clrSchemeMapping footnotePr endnotePr',
    'autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps',
    'characterSpacingControl displayBackgroundShape bordersDoNotSurroundHeader',
    'bordersDoNotSurroundFooter drawingGridHorizontalSpacing drawingGridVerticalSpacing',
    'noLineBreaksAfter noLineBreaksBefore mathPr bookFoldPrinting updateFields',
  ),
);

const isOn = (element: XmlElement) => !/^(?:0|false|off)$/.test(element.get('val') ?? '');

export interface WordFacts {
  cleaning: Cleaning;
  hiddenStyles: ReadonlySet<string>;
  /** What bookmarks are called. Null to learn which are left: they keep their names then. */
  bookmarks: NewNames | null;
}

/** Null for a part that is none of Word's own. */
export function wordRulesFor(part: Part, facts: WordFacts): XmlRules | null {
  const { bookmarks } = facts;
  if (part.kind === 'settings') return settingsRules(part);
  if (
    !/^(?:officeDocument|header|footer|footnotes|endnotes|styles|numbering|fontTable)$/.test(
      part.kind,
    )
  ) {
    return null;
  }
  return {
    element(element, ancestors) {
      const common = cleanCommon(element, part);
      if (common !== 'keep') return common;
      if (
        element.namespace.includes('wordprocessingml') ||
        element.namespace.includes('office/word')
      ) {
        return verdictOn(element, ancestors, facts);
      }
      return 'keep';
    },
    text: (text, ancestors) =>
      bookmarks && ancestors.at(-1)?.local === 'instrText'
        ? cleanInstruction(text, bookmarks)
        : text,
  };
}

function verdictOn(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  { cleaning, hiddenStyles, bookmarks }: WordFacts,
): XmlVerdict {
  const { local } = element;
  const [around, further] = [ancestors.at(-1)?.local, ancestors.at(-2)?.local];
  const warning = dropped.get(local);
  if (warning !== undefined) {
    if (warning) cleaning.warn(warning);
    // A row or a cell that was deleted.
    return local === 'del' && around === 'trPr' ? { dropAncestor: 2 } : 'drop';
  }
  if (local === 'cellDel') {
    cleaning.warn('TRACKED_CHANGES');
    return { dropAncestor: 2 };
  }
  if (unwrapped.has(local)) {
    if (local === 'ins' || local === 'moveTo') cleaning.warn('TRACKED_CHANGES');
    return 'unwrap';
  }
  if (bookmarks) {
    if (local === 'fldSimple') {
      const instruction = cleanInstruction(element.get('instr') ?? '', bookmarks);
      if (instruction.trim() === '') return 'unwrap';
      element.set('instr', instruction);
    }
    if (local === 'bookmarkStart')
      element.set('name', bookmarks.of(element.get('name') ?? '') ?? '');
    if (local === 'hyperlink') pointTo(element, bookmarks);
  }
  if (around === 'sdtPr' && (local === 'id' || local === 'text'))
    return local === 'id' ? 'drop' : 'keep';
  if (around === 'ffData' && local === 'name') return 'drop';
  element.remove('date');
  const isHidden =
    (local === 'vanish' && isOn(element)) ||
    ((local === 'rStyle' || local === 'pStyle') && hiddenStyles.has(element.get('val') ?? ''));
  const isOfText =
    (around === 'rPr' && further === 'r') ||
    (around === 'pPr' && further === 'p' && local === 'pStyle');
  if (!isHidden || !isOfText) return 'keep';
  cleaning.warn('HIDDEN_CONTENT');
  return { dropAncestor: 2 };
}

/** A link within the document, which has a name for its place. */
function pointTo(hyperlink: XmlElement, bookmarks: NewNames): void {
  hyperlink.remove('docLocation', 'tgtFrame');
  const anchor = hyperlink.get('anchor');
  if (anchor === undefined) return;
  const renamed = bookmarks.of(anchor);
  if (renamed === undefined) hyperlink.remove('anchor');
  else hyperlink.set('anchor', renamed);
}

/** Every bookmark of a part as it is written, in their order. */
export function bookmarksIn(part: Buffer): string[] {
  const found: string[] = [];
  readXml(part, {
    element(element) {
      if (element.local === 'bookmarkStart') found.push(element.get('name') ?? '');
      return 'keep';
    },
  });
  return found;
}

/** A new name, which Word hides where it had hidden the one before. */
export const newBookmark = (name: string, number: number) =>
  `${name.startsWith('_') ? '_' : ''}place${number}`;

const settingsRules = (part: Part): XmlRules => ({
  element(element, ancestors) {
    if (ancestors.length < 2 && !keptSettings.has(element.local)) return 'drop';
    return cleanCommon(element, part);
  },
});
