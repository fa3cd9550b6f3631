import { namesIn } from './cleaning.ts';
import type { Cleaning } from './cleaning.ts';
import { cleanCommon } from './open-xml-drawing.ts';
import type { Part } from './open-xml-part.ts';
import type { XmlElement, XmlRules, XmlVerdict } from './xml.ts';

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

/** Fields that say who wrote, and texts that name files; what they show is kept beside them. */
const tellingField =
  /[\\/]\S|@|\b(?:AUTHOR|LASTSAVEDBY|USER\w*|FILENAME|DOCPROPERTY|DOCVARIABLE|INCLUDE\w*|TEMPLATE|COMMENTS|KEYWORDS|SUBJECT|TITLE|INFO)\b/i;
/** Switches of a field are no paths. */
const switches = /\\[*#@a-z!](?=\s|$)/gi;

const isOn = (element: XmlElement) => !/^(?:0|false|off)$/.test(element.get('val') ?? '');

/** Null for a part that is none of Word's own. */
export function wordRulesFor(
  part: Part,
  { cleaning, hiddenStyles }: { cleaning: Cleaning; hiddenStyles: ReadonlySet<string> },
): XmlRules | null {
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
        return verdictOn(element, ancestors, { cleaning, hiddenStyles });
      }
      return 'keep';
    },
    text: (text, ancestors) => {
      const around = ancestors.at(-1);
      return around?.local === 'instrText' && tells(text) ? '' : text;
    },
  };
}

const tells = (instruction: string) => tellingField.test(instruction.replaceAll(switches, ''));

function verdictOn(
  element: XmlElement,
  ancestors: readonly XmlElement[],
  { cleaning, hiddenStyles }: { cleaning: Cleaning; hiddenStyles: ReadonlySet<string> },
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
  if (local === 'fldSimple' && tells(element.get('instr') ?? '')) return 'unwrap';
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

const settingsRules = (part: Part): XmlRules => ({
  element(element, ancestors) {
    if (ancestors.length < 2 && !keptSettings.has(element.local)) return 'drop';
    return cleanCommon(element, part);
  },
});
