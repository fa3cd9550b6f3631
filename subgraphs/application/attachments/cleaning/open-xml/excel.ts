import { type Cleaning, namesIn, unsupported } from '../cleaning.ts';
import { NewNames } from '../office/new-names.ts';
import { type HiddenSheet, HiddenSheets } from '../office/hidden-sheets.ts';
import { cleanCommon, renamedIn } from './drawing.ts';
import type { CellFormats } from './formats.ts';
import type { Part } from './part.ts';
import { readXml, type XmlElement, type XmlRules, type XmlVerdict } from '../xml/xml.ts';

interface ExcelFacts {
  content: Buffer;
  cleaning: Cleaning;
  strings: Set<number>;
  hiddenSheets: HiddenSheets;
  definedNames: NewNames;
  formats: CellFormats;
  /** The sheets that have been read, by the tables on them. */
  sheetOfTable: Map<string, SheetReader>;
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

/** The hidden sheets of a workbook, including very hidden ones. */
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

/** Null for a part that is not one of Excel's own. */
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
      return tableRules(part, facts);
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
      return cleanCommon(element, ancestors, part);
    },
    text: (text, ancestors) =>
      ancestors.at(-1)?.local === 'definedName' ? renamedIn(text, definedNames) : text,
  };
}

/** Excel's own names, such as that of the area to print. */
const isBuiltIn = (name: string) => name.startsWith('_xlnm.');

/** The new names of those that are left of a workbook's. */
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

/** Names that are hidden, or refer to dropped sheets or other files, or stand for a text that no cell may show. */
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

/** The number of columns that Excel has. */
const mostColumns = 16_384;

const isZero = (size: string | undefined) => size !== undefined && Number(size) === 0;

/** Sheets are read in their order: default sizes before columns, columns before rows, a row before its cells. */
export class SheetReader {
  /** By the number of the column, 1 where it is hidden. */
  readonly #hiddenColumns = new Uint8Array(mostColumns + 1);
  readonly #hiddenRows = new Set<number>();
  /** Whether rows and columns that declare no size have none. */
  readonly #hiddenByDefault = { rows: false, columns: false };
  #column = 0;
  #row = 0;

  defaults(element: XmlElement): void {
    this.#hiddenByDefault.rows = isZero(element.get('defaultRowHeight'));
    this.#hiddenByDefault.columns = isZero(element.get('defaultColWidth'));
    if (this.#hiddenByDefault.columns) this.#hiddenColumns.fill(1);
  }

  column(element: XmlElement): void {
    const width = element.get('width');
    const isHidden =
      isTrue(element.get('hidden')) ||
      isZero(width) ||
      (width === undefined && this.#hiddenByDefault.columns);
    const [min, max] = [Number(element.get('min')), Number(element.get('max'))];
    const isRange = min > 0 && max >= min;
    if (isRange && (isHidden || this.#hiddenByDefault.columns))
      this.#hiddenColumns.fill(Number(isHidden), min, max + 1);
  }

  /** Whether it is hidden. */
  row(element: XmlElement): boolean {
    this.#column = 0;
    this.#row = Number(element.get('r') ?? this.#row + 1);
    const height = element.get('ht');
    const isHidden =
      isTrue(element.get('hidden')) ||
      isZero(height) ||
      (height === undefined && this.#hiddenByDefault.rows);
    if (isHidden) this.#hiddenRows.add(this.#row);
    return isHidden;
  }

  /** Whether it is in a hidden column. */
  cell(element: XmlElement): boolean {
    const letters = /^[A-Z]{1,3}(?=\d)/.exec(element.get('r') ?? '')?.[0];
    this.#column = letters ? columnOf(letters) : this.#column + 1;
    return this.#isHiddenColumn(this.#column);
  }

  #isHiddenColumn = (column: number) => column > mostColumns || this.#hiddenColumns[column] === 1;

  /** Whether a cell of the first row of a range is hidden. @param index that of its column within the range, from 0. */
  isHiddenHeader(range: string, index: number): boolean {
    const [, letters, row] = /^([A-Z]{1,3})(\d+)/.exec(range) ?? [];
    if (letters === undefined) return true;
    return this.#hiddenRows.has(Number(row)) || this.#isHiddenColumn(columnOf(letters) + index);
  }
}

const columnOf = (letters: string) =>
  Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);

function sheetRules(part: Part, facts: ExcelFacts): XmlRules {
  const { cleaning, hiddenSheets, definedNames } = facts;
  const sheet = new SheetReader();
  for (const { kind, target } of part.kept) {
    if (kind === 'table') facts.sheetOfTable.set(target, sheet);
  }
  const unshown = unshownCellsOf(facts);
  return {
    element(element, ancestors, at) {
      const { local } = element;
      if (ancestors.length === 1 && !keptOfSheet.has(local)) {
        if (local === 'scenarios') cleaning.warn('HIDDEN_CONTENT');
        return 'drop';
      }
      if (local === 'sheetFormatPr') sheet.defaults(element);
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
        if (unshown.has(at)) return emptied(element, cleaning);
      }
      if (local === 'f' || local === 'protectedRange') return 'drop';
      if (local === 'hyperlink' && !cleanLink(element, facts)) return 'drop';
      if (local === 'cfvo') cleanLimit(element, facts);
      return cleanCommon(element, ancestors, part);
    },
    text(text, ancestors) {
      const [cell, value] = ancestors.slice(-2);
      if (value?.local === 'formula') {
        const isElsewhere = text.includes('!') || hiddenSheets.areMentionedIn(text);
        return isElsewhere ? 'FALSE' : renamedIn(text, definedNames);
      }
      return value?.local === 'v' && cell?.local === 'c' ? shownValue(cell, text, facts) : text;
    },
  };
}

/** Keeps the place and the format of a cell. */
function emptied(cell: XmlElement, cleaning: Cleaning): XmlVerdict {
  cleaning.warn('HIDDEN_CONTENT');
  cell.remove('t');
  return 'empty';
}

const isText = (cell: XmlElement) => /^(?:s|str|inlineStr|b)$/.test(cell.get('t') ?? '');
const isNumber = (cell: XmlElement) => /^n?$/.test(cell.get('t') ?? '');

/**
 * The positions of the cells of a sheet whose format shows nothing of their value, or another text instead of theirs.
 * @throws UncleanableError where a format does so on a condition.
 */
function unshownCellsOf({ content, formats }: ExcelFacts): ReadonlySet<number> {
  const unshown = new Set<number>();
  if (!formats.hideSome) return unshown;
  let at = -1;
  readXml(content, {
    element(element, _ancestors, position) {
      if (element.local === 'c') at = position;
      if (element.local === 'cfRule' && formats.mayHide(element.get('dxfId')))
        throw unsupported('values hidden on a condition');
      return 'keep';
    },
    text(text, ancestors) {
      const cell = ancestors.findLast(({ local }) => local === 'c');
      if (!cell || ancestors.at(-1)?.local === 'f') return text;
      const isUnshown = isNumber(cell)
        ? formats.shownOfNumber(cell.get('s'), Number(text)) === 'NOTHING'
        : isText(cell) && formats.shownOfText(cell.get('s')) !== 'VALUE';
      if (isUnshown) unshown.add(at);
      return text;
    },
  });
  return unshown;
}

/** The value to write for a cell: only the sign of a number that a text replaces. */
function shownValue(cell: XmlElement, value: string, { cleaning, formats, strings }: ExcelFacts) {
  if (cell.get('t') === 's') strings.add(Number(value));
  const isMasked =
    isNumber(cell) && formats.shownOfNumber(cell.get('s'), Number(value)) === 'OTHER_TEXT';
  if (!isMasked) return value;
  const shown = String(Math.sign(Number(value)) || 0);
  if (shown !== value) cleaning.warn('HIDDEN_CONTENT');
  return shown;
}

/** @returns whether the link leads to a place that is left. */
function cleanLink(link: XmlElement, { hiddenSheets, definedNames }: ExcelFacts): boolean {
  // The cell shows its own text.
  link.remove('display');
  const location = link.get('location');
  if (location === undefined) return true;
  link.set('location', renamedIn(location, definedNames));
  return !hiddenSheets.areMentionedIn(location);
}

/** The limit of a conditional format may be a formula. */
function cleanLimit(limit: XmlElement, { hiddenSheets, definedNames }: ExcelFacts): void {
  const formula = limit.get('val');
  if (formula === undefined) return;
  const isElsewhere = formula.includes('!') || hiddenSheets.areMentionedIn(formula);
  if (isElsewhere) limit.set('type', 'num');
  limit.set('val', isElsewhere ? '0' : renamedIn(formula, definedNames));
}

/** Texts that no cell shows stay as empty ones: cells refer to texts by position. */
function sharedStringsRules(part: Part, { strings }: ExcelFacts): XmlRules {
  let index = -1;
  return {
    element(element, ancestors) {
      if (element.local === 'si') {
        index += 1;
        if (!strings.has(index)) return 'empty';
      }
      return cleanCommon(element, ancestors, part);
    },
  };
}

function tableRules(part: Part, { sheetOfTable }: ExcelFacts): XmlRules {
  let range = '';
  let column = 0;
  return {
    element(element, ancestors) {
      if (goneOfTable.test(element.local)) return 'drop';
      element.remove('comment', 'connectionId', 'queryTableFieldId', 'tableType', 'uniqueName');
      if (element.local === 'table') {
        const name = `Table${Number(element.get('id'))}`;
        element.set('name', name);
        element.set('displayName', name);
        range = element.get('headerRowCount') === '0' ? '' : (element.get('ref') ?? '');
      }
      if (element.local === 'tableColumn') {
        if (sheetOfTable.get(part.name)?.isHiddenHeader(range, column) ?? true) {
          element.remove('totalsRowLabel');
          element.set('name', `column_${column + 1}`);
        }
        column += 1;
      }
      return cleanCommon(element, ancestors, part);
    },
  };
}

const goneOfTable =
  /^(?:autoFilter|sortState|calculatedColumnFormula|totalsRowFormula|xmlColumnPr)$/;
