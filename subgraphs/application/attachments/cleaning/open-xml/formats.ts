import { damaged } from '../cleaning.ts';
import { NumberFormat, type Shown } from '../office/number-format.ts';
import { readXml } from '../xml/xml.ts';

/** Built-in formats, which styles do not declare, show all values. */
const showsAll = new NumberFormat('General');

/** The formats of a workbook: which cells show their value, and which conditional formats may hide it. */
export class CellFormats {
  /** By the number of the style that a cell has. */
  readonly #ofCells: NumberFormat[] = [];
  /** Conditional formats that show nothing of some values, by number. */
  readonly #hiding = new Set<number>();
  readonly #isMissing: boolean;

  /** @param document `styles.xml`; null for a workbook without styles. */
  constructor(document: Buffer | null) {
    this.#isMissing = document === null;
    if (!document) return;
    const declared = new Map<string, NumberFormat>();
    let conditional = -1;
    readXml(document, {
      element: (element, ancestors) => {
        const { local } = element;
        const around = ancestors.at(-1)?.local;
        if (local === 'dxf') conditional += 1;
        if (local === 'numFmt') {
          const format = new NumberFormat(element.get('formatCode') ?? '');
          if (around === 'numFmts') declared.set(element.get('numFmtId') ?? '', format);
          else if (format.mayHide) this.#hiding.add(conditional);
        }
        if (local === 'xf' && around === 'cellXfs')
          this.#ofCells.push(declared.get(element.get('numFmtId') ?? '') ?? showsAll);
        return 'keep';
      },
    });
  }

  /** Whether formats may hide values or texts. */
  get hideSome(): boolean {
    return (
      this.#isMissing || this.#hiding.size > 0 || this.#ofCells.some(({ showsAll: all }) => !all)
    );
  }

  shownOfText(style: string | undefined): Shown {
    return this.#of(style).showsOfText();
  }

  shownOfNumber(style: string | undefined, number: number): Shown {
    return this.#of(style).showsOfNumber(number);
  }

  /** @throws UncleanableError for a style of a workbook without styles, which must have been lost. */
  #of(style: string | undefined): NumberFormat {
    const number = Number(style ?? 0);
    if (this.#isMissing && number > 0) throw damaged('workbook without its styles');
    return this.#ofCells[number] ?? showsAll;
  }

  /** Whether cells that meet a condition show nothing of some values. */
  mayHide(conditional: string | undefined): boolean {
    return conditional !== undefined && this.#hiding.has(Number(conditional));
  }
}
