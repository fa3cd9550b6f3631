import { type Cleaning, unsupported } from '../cleaning.ts';
import { ChartReader } from './charts.ts';
import { comparable, HiddenSheets } from '../office/hidden-sheets.ts';
import { OpenDocumentStyles } from './styles.ts';
import { readXml, type XmlElement } from '../xml/xml.ts';
import { charactersOf } from '../xml/characters.ts';

/** Facts about one file of a document that have to be known before it is cleaned. */
export interface Survey {
  readonly styles: OpenDocumentStyles;
  /** Names of places that links and fields may lead to, as written. */
  readonly places: ReadonlySet<string>;
  readonly hiddenSheets: HiddenSheets;
  readonly shownSheets: ReadonlySet<string>;
  /** Layouts of pages that only hidden sheets have: they contain the names of these. */
  readonly goneLayouts: ReadonlySet<string>;
  /** Cells that do not show their value, by position. */
  readonly shownInstead: ReadonlyMap<number, ShownInstead>;
  /** The data of a chart, where the file is one. */
  readonly chart: ChartReader;
}

/** Nothing, a text without a digit in place of a number, or the text of the cell in place of another one. */
export type ShownInstead = 'NOTHING' | 'NO_NUMBER' | 'OWN_TEXT';

/** Elements whose names people give, and which can be referred to by name. */
export const namedPlaces =
  /^(?:(?:bookmark|reference-mark)(?:-start|-end)?|section|table-of-content|[a-z]+-index|bibliography|index-title)$/;

/** The common styles of a document, which `styles.xml` declares. */
export function commonStylesOf(document: Buffer): OpenDocumentStyles {
  const styles = new OpenDocumentStyles(null);
  readXml(document, {
    element(element, ancestors) {
      if (ancestors[1]?.local === 'styles') styles.read(element, ancestors);
      return 'keep';
    },
  });
  return styles;
}

export function surveyOf(document: Buffer, common: OpenDocumentStyles, cleaning: Cleaning): Survey {
  const surveyor = new Surveyor(common);
  readXml(document, {
    element(element, ancestors, at) {
      surveyor.element(element, ancestors, at);
      return 'keep';
    },
    text(text, ancestors) {
      surveyor.text(text, ancestors);
      return text;
    },
  });
  return surveyor.survey(cleaning);
}

class Surveyor {
  readonly #styles: OpenDocumentStyles;
  readonly #places = new Set<string>();
  readonly #hiddenSheets: string[] = [];
  readonly #shownSheets = new Set<string>();
  /** The layouts that styles of sheets name, by the style. */
  readonly #layouts = new Map<string, string>();
  readonly #shownInstead = new Map<number, ShownInstead>();
  readonly #chart = new ChartReader();
  #isChart = false;
  /** The position of the present cell. */
  #cell = -1;
  /** Whether a text of the present cell has been read. */
  #hasText = false;

  constructor(common: OpenDocumentStyles) {
    this.#styles = new OpenDocumentStyles(common);
  }

  element(element: XmlElement, ancestors: readonly XmlElement[], at: number): void {
    const { local } = element;
    if (local === 'chart') this.#isChart = true;
    if (this.#isChart) this.#chart.element(element);
    if (ancestors[1]?.local === 'automatic-styles') this.#styles.read(element, ancestors);
    const name = element.get('name');
    if (name !== undefined && (namedPlaces.test(local) || local === 'table'))
      this.#places.add(charactersOf(name));
    const layout = local === 'style' ? element.get('master-page-name') : undefined;
    if (layout) this.#layouts.set(name ?? '', layout);
    if (local === 'table' && ancestors.at(-1)?.local === 'spreadsheet') {
      const isHidden = this.#styles.hides('table', element.get('style-name'));
      if (isHidden) this.#hiddenSheets.push(name ?? '');
      else this.#shownSheets.add(comparable(name ?? ''));
    }
    if (isCell(local)) {
      this.#cell = at;
      this.#hasText = false;
    }
    const around = ancestors.at(-1);
    const isOfValue = local === 'p' && around && isCell(around.local) && around.get('value-type');
    if (isOfValue && !this.#hasText) this.#shownInstead.set(this.#cell, 'NOTHING');
    if (local === 'span') this.#requireNothingShownAgain(element, ancestors);
  }

  text(text: string, ancestors: readonly XmlElement[]): void {
    if (this.#isChart) this.#chart.text(text, ancestors);
    if (this.#hasText || !this.#shownInstead.has(this.#cell) || text.trim() === '') return;
    const cell = ancestors.findLast(({ local }) => isCell(local));
    if (!cell || ancestors.some(({ local }) => local === 'annotation')) return;
    this.#hasText = true;
    const isNumber = /^(?:float|currency|percentage)$/.test(cell.get('value-type') ?? '');
    if (isNumber && !/\p{N}/u.test(Buffer.from(text, 'latin1').toString('utf8')))
      this.#shownInstead.set(this.#cell, 'NO_NUMBER');
    else if (cell.get('string-value')) this.#shownInstead.set(this.#cell, 'OWN_TEXT');
    else this.#shownInstead.delete(this.#cell);
  }

  /** A paragraph of a hidden style is dropped as a whole. */
  #requireNothingShownAgain(span: XmlElement, ancestors: readonly XmlElement[]): void {
    if (this.#styles.decides('text', span.get('style-name')) !== false) return;
    const paragraph = ancestors.findLast(({ local }) => local === 'p' || local === 'h');
    if (paragraph && this.#styles.hides('paragraph', paragraph.get('style-name')))
      throw unsupported('text shown within hidden text');
  }

  survey(cleaning: Cleaning): Survey {
    const hidden = this.#hiddenSheets.map((name, index) => ({ id: '', name, index }));
    return {
      styles: this.#styles,
      places: this.#places,
      hiddenSheets: new HiddenSheets(hidden, cleaning),
      shownSheets: this.#shownSheets,
      goneLayouts: this.#goneLayouts(),
      shownInstead: this.#shownInstead,
      chart: this.#chart,
    };
  }

  #goneLayouts(): ReadonlySet<string> {
    const all = [...this.#layouts];
    const isHidden = ([style]: [string, string]) => this.#styles.hides('table', style);
    const ofOthers = new Set(all.filter((one) => !isHidden(one)).map(([, layout]) => layout));
    const ofHidden = all.filter(isHidden).map(([, layout]) => layout);
    return new Set(ofHidden.filter((layout) => !ofOthers.has(layout)));
  }
}

const isCell = (local: string) => local === 'table-cell' || local === 'covered-table-cell';
