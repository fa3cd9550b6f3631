import { type Cleaning, namesIn } from '../cleaning.ts';
import type { NewNames } from '../office/new-names.ts';
import { cleanCommon } from './drawing.ts';
import { cleanInstruction, FieldReader, isMark } from './fields.ts';
import { HiddenText } from './hidden-text.ts';
import type { Part } from './part.ts';
import { isOn, type WordStyles } from './styles.ts';
import { readXml, type XmlElement, type XmlRules, type XmlVerdict } from '../xml/xml.ts';

const changes = namesIn(
  'del moveFrom rPrChange pPrChange sectPrChange tblPrChange tblPrExChange',
  'trPrChange tcPrChange tblGridChange numberingChange cellIns cellMerge',
  'moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd delText',
  'delInstrText customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart',
  'customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd',
  'customXmlMoveToRangeStart customXmlMoveToRangeEnd',
);
const comments = ['commentRangeStart', 'commentRangeEnd', 'commentReference', 'annotationRef'];
/** Rights to edit, ids by which documents find each other, bindings to dropped data, choices, titles of tables. */
const marks = namesIn(
  'permStart permEnd proofErr dataBinding alias tag placeholder rsid nsid',
  'tmpl divId lastRenderedPageBreak entryMacro exitMacro helpText statusText',
  'altChunk subDoc control customXmlPr smartTagPr tblCaption tblDescription docPartCategory',
  'listItem listEntry fldData',
);

const dropped: ReadonlyMap<string, 'TRACKED_CHANGES' | 'COMMENTS' | null> = new Map([
  ...changes.map((name) => [name, 'TRACKED_CHANGES'] as const),
  ...comments.map((name) => [name, 'COMMENTS'] as const),
  ...marks.map((name) => [name, null] as const),
]);

/** Inserted content stays, as if it had always been there. */
const unwrapped = new Set(['ins', 'moveTo', 'smartTag', 'customXml']);

/** The settings that decide how a document is laid out; the others concern its editing. */
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

interface WordFacts {
  cleaning: Cleaning;
  styles: WordStyles;
  /**
   * The footnotes and endnotes that the text refers to, each as its kind and its id: they are read after the text.
   * Null to keep all of them.
   */
  notes: Set<string> | null;
  /** The new names of bookmarks. Null to learn which ones are left: they keep their names then. */
  bookmarks: NewNames | null;
}

const ofText = /wordprocessingml|office\/word/;
const ofFormulas = /officeDocument\/(?:2006\/)?math$/;

/** Null for a part that is not one of Word's own. */
export function wordRulesFor(part: Part, content: Buffer, facts: WordFacts): XmlRules | null {
  const { bookmarks } = facts;
  if (part.kind === 'settings') return settingsRules(part);
  if (
    !/^(?:officeDocument|header|footer|footnotes|endnotes|styles|numbering|fontTable)$/.test(
      part.kind,
    )
  ) {
    return null;
  }
  const hiddenText = new HiddenText(facts.styles, facts.cleaning);
  const hiddenLevels = part.kind === 'numbering' ? hiddenLevelsOf(content, facts.styles) : noLevels;
  const fields = new FieldReader();
  return {
    element(element, ancestors, at) {
      const common = cleanCommon(element, ancestors, part);
      if (common !== 'keep') return common;
      const { local, namespace } = element;
      if (hiddenLevels.has(at)) element.set('val', '');
      if (!ofText.test(namespace))
        return ofFormulas.test(namespace) ? hiddenText.verdictOn(element, ancestors) : 'keep';
      const hidden = hiddenText.verdictOn(element, ancestors);
      if (hidden !== 'keep') return hidden;
      if (local === 'fldChar') fields.read(element.get('fldCharType'));
      return verdictOn(element, ancestors, facts);
    },
    text(text, ancestors) {
      if (ancestors.at(-1)?.local !== 'instrText') return text;
      const name = fields.nameIn(text);
      if (isMark(name)) return '';
      return bookmarks ? cleanInstruction(text, bookmarks, name) : text;
    },
  };
}

const noLevels: ReadonlySet<number> = new Set();

/** The texts of the levels of lists whose numbers are hidden, by their positions. */
function hiddenLevelsOf(numbering: Buffer, styles: WordStyles): ReadonlySet<number> {
  const hidden = new Set<number>();
  let text = -1;
  readXml(numbering, {
    element(element, ancestors, at) {
      if (element.local === 'lvl') text = -1;
      if (element.local === 'lvlText') text = at;
      const isOfLevel = ancestors.at(-1)?.local === 'rPr' && ancestors.at(-2)?.local === 'lvl';
      const isHidden =
        (element.local === 'vanish' && isOn(element)) ||
        (element.local === 'rStyle' && styles.hides('character', element.get('val')));
      if (isOfLevel && isHidden) hidden.add(text);
      return 'keep';
    },
  });
  return hidden;
}

function verdictOn(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  { cleaning, notes, bookmarks }: WordFacts,
): XmlVerdict {
  const { local } = element;
  const around = ancestors.at(-1)?.local;
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
  const reference = /^(footnote|endnote)Reference$/.exec(local)?.[1];
  if (reference) notes?.add(`${reference} ${element.get('id')}`);
  if (notes && isUnusedNote(element, notes)) {
    cleaning.warn('HIDDEN_CONTENT');
    return 'drop';
  }
  if (isOfControl(local, around)) return 'drop';
  element.remove('date', 'lastValue');
  return bookmarks ? renamePlaces(element, bookmarks) : 'keep';
}

/** A note that no text refers to, or only one that is gone. Separators have types of their own. */
const isUnusedNote = (element: XmlElement, notes: ReadonlySet<string>) =>
  /^(?:footnote|endnote)$/.test(element.local) &&
  element.get('id') !== undefined &&
  /^(?:|normal)$/.test(element.get('type') ?? '') &&
  !notes.has(`${element.local} ${element.get('id')}`);

/** The id of a content control, the name and the initial text of a field of a form, the name of a list. */
const isOfControl = (local: string, around: string | undefined) =>
  (local === 'id' && around === 'sdtPr') ||
  (local === 'name' && (around === 'ffData' || around === 'abstractNum')) ||
  (local === 'default' && around === 'textInput');

function renamePlaces(element: XmlElement, bookmarks: NewNames): XmlVerdict {
  const { local } = element;
  if (local === 'fldSimple') {
    const instruction = cleanInstruction(element.get('instr') ?? '', bookmarks);
    if (instruction.trim() === '') return 'unwrap';
    element.set('instr', instruction);
  }
  if (local === 'bookmarkStart') element.set('name', bookmarks.of(element.get('name') ?? '') ?? '');
  if (local === 'hyperlink') pointTo(element, bookmarks);
  return 'keep';
}

/** Gives a link within the document the new name of its place. */
function pointTo(hyperlink: XmlElement, bookmarks: NewNames): void {
  hyperlink.remove('docLocation', 'tgtFrame');
  const anchor = hyperlink.get('anchor');
  if (anchor === undefined) return;
  const renamed = bookmarks.of(anchor);
  if (renamed === undefined) hyperlink.remove('anchor');
  else hyperlink.set('anchor', renamed);
}

/** The names of the bookmarks of a part as written, in their order. */
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

/** A new name, which Word hides if it has hidden the one before. */
export const newBookmark = (name: string, number: number) =>
  `${name.startsWith('_') ? '_' : ''}place${number}`;

const settingsRules = (part: Part): XmlRules => ({
  element(element, ancestors) {
    if (ancestors.length < 2 && !keptSettings.has(element.local)) return 'drop';
    return cleanCommon(element, ancestors, part);
  },
});
