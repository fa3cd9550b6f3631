import { namesIn } from './cleaning.ts';
import type { Cleaning } from './cleaning.ts';
import { NewNames } from './new-names.ts';
import { type HiddenSheet, HiddenSheets } from './hidden-sheets.ts';
import { cleanCommon, renamedIn } from './open-xml-drawing.ts';
import type { Part } from './open-xml-part.ts';
import { readXml, type XmlElement, type XmlRules } from './xml.ts';

interface ExcelFacts {
  content: Buffer;
  cleaning: Cleaning;
  strings: Set<number>;
  hiddenSheets: HiddenSheets;
  definedNames: NewNames;
}

const keptOfWorkbook = new Set(['workbookPr', 'bookViews', 'sheets', 'definedNames', 'calcPr']);

const keptOfSheet = new Set(
  namesIn(
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData mergeCells',
    'phoneticPr conditionalFormatting hyperlinks printOptions pageMargins pageSetup',
    'headerFooter rowBreaks colBreaks drawing tableParts picture',
  ),
);

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

/** Which sheets of a workbook are hidden, the very hidden ones among them. */
export function hiddenSheetsOf(workbook: Buffer, cleaning: Cleaning): HiddenSheets {
  const hidden: HiddenSheet[] = [];
  let index = 0;
  readXml(workbook, {
    element(element, ancestors) {
      if (element.local !== 'sheet' || ancestors.at(-1)?.local !== 'sheets') return 'keep';
      if (/hidden/i.test(element.get('state') ?? '')) {
        hidden.push({ id: idOf(element), name: element.get('name') ?? '', index });
      }
      index += 1;
      return 'keep';
    },
  });
  return new HiddenSheets(hidden, cleaning);
}

/** Null for a part that is none of Excel's own. */
export function excelRulesFor(part: Part, facts: ExcelFacts): XmlRules | null {
  switch (part.kind) {
    case 'officeDocument':
      return workbookRules(part, facts);
    case 'worksheet':
    case 'chartsheet':
      return sheetRules(part, facts);
    case 'sharedStrings':
      return sharedStringsRules(part, facts);
    case 'table':
      return tableRules(part);
    default:
      return null;
  }
}

function workbookRules(
  part: Part,
  { content, hiddenSheets, definedNames, cleaning }: ExcelFacts,
): XmlRules {
  const goneNames = goneDefinedNames(content, hiddenSheets);
  let name = -1;
  return {
    element(element, ancestors) {
      const { local } = element;
      if (ancestors.length === 1 && !keptOfWorkbook.has(local)) {
        if (local === 'fileSharing' || local === 'customWorkbookViews') cleaning.warn('AUTHOR');
        return 'drop';
      }
      if (local === 'sheet' && hiddenSheets.ids.has(idOf(element))) return 'drop';
      if (local === 'workbookView') element.remove('activeTab', 'firstSheet');
      if (local === 'definedName') {
        name += 1;
        if (goneNames.has(name)) return 'drop';
        element.remove('comment', 'description', 'help', 'statusBar');
        element.remove('customMenu', 'shortcutKey');
        const given = element.get('name') ?? '';
        element.set('name', definedNames.of(given) ?? given);
        const own = element.get('localSheetId');
        if (own !== undefined) {
          element.set('localSheetId', String(hiddenSheets.newIndexOf(Number(own))));
        }
      }
      return cleanCommon(element, part);
    },
    text: (text, ancestors) =>
      ancestors.at(-1)?.local === 'definedName' ? renamedIn(text, definedNames) : text,
  };
}

/** Names of Excel's own, for what is printed and the like. */
const isBuiltIn = (name: string) => name.startsWith('_xlnm.');

/** What the names are called that are left of a workbook's. */
export function newDefinedNames(workbook: Buffer, hidden: HiddenSheets): NewNames {
  const gone = goneDefinedNames(workbook, hidden);
  const left: string[] = [];
  let index = -1;
  readXml(workbook, {
    element(element) {
      if (element.local !== 'definedName') return 'keep';
      index += 1;
      const name = element.get('name') ?? '';
      if (!gone.has(index) && !isBuiltIn(name)) left.push(name);
      return 'keep';
    },
  });
  return new NewNames(left, (_, number) => `name_${number}`);
}

const idOf = (element: XmlElement) => element.get('id') ?? '';

/** Names that are hidden, or stand for what is gone or elsewhere, or for a text that no cell may show. */
function goneDefinedNames(workbook: Buffer, hidden: HiddenSheets): Set<number> {
  const gone = new Set<number>();
  let index = -1;
  readXml(workbook, {
    element(element) {
      if (element.local !== 'definedName') return 'keep';
      index += 1;
      const sheet = element.get('localSheetId');
      if (
        isTrue(element.get('hidden')) ||
        (sheet !== undefined && hidden.hasIndex(Number(sheet)))
      ) {
        gone.add(index);
      }
      return 'keep';
    },
    text(text, ancestors) {
      const isName = ancestors.at(-1)?.local === 'definedName';
      if (isName && (/["[]|&quot;/.test(text) || hidden.areMentionedIn(text))) gone.add(index);
      return text;
    },
  });
  return gone;
}

/** As many as Excel has. */
const mostColumns = 16_384;

/** Sheets are read from above to below: columns are declared before rows, a row before its cells. */
class SheetReader {
  /** By the number of the column, 1 where it is hidden. */
  readonly #hiddenColumns = new Uint8Array(mostColumns + 1);
  #column = 0;

  /** Whether it is hidden. */
  column(element: XmlElement): boolean {
    const isHidden = isTrue(element.get('hidden')) || Number(element.get('width') ?? 1) === 0;
    const [min, max] = [Number(element.get('min')), Number(element.get('max'))];
    if (isHidden && min > 0 && max >= min) this.#hiddenColumns.fill(1, min, max + 1);
    return isHidden;
  }

  /** Whether it is hidden. */
  row(element: XmlElement): boolean {
    this.#column = 0;
    return isTrue(element.get('hidden')) || Number(element.get('ht') ?? 1) === 0;
  }

  /** Whether it is of a hidden column. */
  cell(element: XmlElement): boolean {
    const letters = /^[A-Z]{1,3}(?=\d)/.exec(element.get('r') ?? '')?.[0];
    this.#column = letters ? columnOf(letters) : this.#column + 1;
    return this.#column > mostColumns || this.#hiddenColumns[this.#column] === 1;
  }
}

const columnOf = (letters: string) =>
  Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

function sheetRules(
  part: Part,
  { cleaning, strings, hiddenSheets, definedNames }: ExcelFacts,
): XmlRules {
  const sheet = new SheetReader();
  return {
    element(element, ancestors) {
      const { local } = element;
      if (ancestors.length === 1 && !keptOfSheet.has(local)) {
        if (local === 'scenarios') cleaning.warn('HIDDEN_CONTENT');
        return 'drop';
      }
      if (local === 'col') sheet.column(element);
      if (local === 'row' && sheet.row(element)) {
        if (!element.isEmpty) cleaning.warn('HIDDEN_CONTENT');
        return 'empty';
      }
      if (local === 'c') {
        if (sheet.cell(element)) {
          cleaning.warn('HIDDEN_CONTENT');
          return 'drop';
        }
        // Values of new kinds have their fallback in the cell.
        element.remove('cm', 'vm');
      }
      if (local === 'f' || local === 'protectedRange') return 'drop';
      if (local === 'hyperlink') {
        // The cell shows its own text.
        element.remove('display');
        const location = element.get('location');
        if (location !== undefined) element.set('location', renamedIn(location, definedNames));
      }
      return cleanCommon(element, part);
    },
    text(text, ancestors) {
      const [cell, value] = ancestors.slice(-2);
      if (value?.local === 'formula') {
        const isElsewhere = text.includes('!') || hiddenSheets.areMentionedIn(text);
        return isElsewhere ? 'FALSE' : renamedIn(text, definedNames);
      }
      if (value?.local === 'v' && cell?.local === 'c' && cell.get('t') === 's')
        strings.add(Number(text));
      return text;
    },
  };
}

/** The texts that no cell shows any more stay as empty ones: cells count them. */
function sharedStringsRules(part: Part, { strings }: ExcelFacts): XmlRules {
  let index = -1;
  return {
    element(element) {
      if (element.local === 'si') {
        index += 1;
        if (!strings.has(index)) return 'empty';
      }
      return cleanCommon(element, part);
    },
  };
}

const tableRules = (part: Part): XmlRules => ({
  element(element) {
    if (
      /^(?:autoFilter|sortState|calculatedColumnFormula|totalsRowFormula|xmlColumnPr)$/.test(
        element.local,
      )
    ) {
      return 'drop';
    }
    element.remove('comment', 'connectionId', 'queryTableFieldId', 'tableType');
    if (element.local === 'table') {
      const name = `Table${Number(element.get('id'))}`;
      element.set('name', name);
      element.set('displayName', name);
    }
    return cleanCommon(element, part);
  },
});
