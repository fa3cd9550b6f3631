import type { Cleaning } from '../cleaning.ts';
import type { ShownInstead, Survey } from './survey.ts';
import type { XmlElement, XmlVerdict } from '../xml/xml.ts';

const isHiddenRow = /^(?:collapse|filter)$/;
const keptOfEmpty = /^(?:style-name|number-\w+-(?:repeated|spanned))$/;
const values = /^(?:value|value-type|string-value|date-value|time-value|boolean-value|currency)$/;

/**
 * Reads sheets cell by cell: columns, rows and cells declare how often they are repeated. Empties cells that are
 * hidden, and removes values that cells do not show.
 */
export class CellReader {
  readonly #survey: Survey;
  readonly #cleaning: Cleaning;
  /** Ranges of hidden columns. */
  #hidden: [from: number, to: number][] = [];
  #nextColumn = 0;
  /** The column of the next cell; negative in a hidden row. */
  #column = 0;

  constructor(survey: Survey, cleaning: Cleaning) {
    this.#survey = survey;
    this.#cleaning = cleaning;
  }

  verdictOn(element: XmlElement, ancestors: readonly XmlElement[], at: number): XmlVerdict {
    const { local } = element;
    const repeated = Number(element.get('number-columns-repeated') ?? 1);
    switch (local) {
      case 'table':
        this.#hidden = [];
        this.#nextColumn = 0;
        return 'keep';
      case 'table-column':
        if (this.#isHidden(element, ancestors)) this.#hide(this.#nextColumn, repeated);
        this.#nextColumn += repeated;
        return 'keep';
      case 'table-row':
        this.#column = this.#isHidden(element, ancestors) ? Number.NEGATIVE_INFINITY : 0;
        return 'keep';
      case 'table-cell':
      case 'covered-table-cell':
        return this.#cellVerdict(element, repeated, at);
      default:
        return 'keep';
    }
  }

  /** A row or a column: hidden itself, by its size, or with a group around it. */
  #isHidden(element: XmlElement, ancestors: readonly XmlElement[]): boolean {
    return (
      isHiddenRow.test(element.get('visibility') ?? '') ||
      this.#survey.styles.hides(element.local, element.get('style-name')) ||
      ancestors.some((one) => one.local.endsWith('-group') && one.get('display') === 'false')
    );
  }

  /** Adjacent columns become one range. */
  #hide(from: number, count: number): void {
    const last = this.#hidden.at(-1);
    if (last?.[1] === from) last[1] = from + count;
    else this.#hidden.push([from, from + count]);
  }

  /** A hidden cell keeps its place. Cells that others cover do not show their content. */
  #cellVerdict(element: XmlElement, repeated: number, at: number): XmlVerdict {
    const from = this.#column;
    this.#column += repeated;
    this.#cleaning.count(this.#hidden.length);
    const isShown =
      element.local === 'table-cell' &&
      from >= 0 &&
      !this.#hidden.some(([start, end]) => start < from + repeated && from < end);
    if (isShown) {
      const instead = this.#survey.shownInstead.get(at);
      if (instead) this.#removeValue(element, instead);
      return 'keep';
    }
    if (element.get('value-type') !== undefined) this.#cleaning.warn('HIDDEN_CONTENT');
    element.removeWhere(({ local }) => !keptOfEmpty.test(local));
    return 'empty';
  }

  #removeValue(element: XmlElement, instead: ShownInstead): void {
    if (instead === 'OWN_TEXT') return element.remove('string-value');
    const value = element.attributes.find(
      ({ local }) => values.test(local) && local.endsWith('value'),
    )?.value;
    if (value === undefined || value === '') return;
    if (instead === 'NOTHING') {
      if (value !== '0') this.#cleaning.warn('HIDDEN_CONTENT');
      return element.removeWhere(({ local }) => values.test(local));
    }
    const shown = String(Math.sign(Number(value)) || 0);
    if (shown !== value) this.#cleaning.warn('HIDDEN_CONTENT');
    element.set('value', shown);
  }
}
