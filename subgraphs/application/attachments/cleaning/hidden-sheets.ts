import type { Cleaning } from './cleaning.ts';

/** One hidden sheet of a workbook. */
export interface HiddenSheet {
  /** Of its relationship. */
  id: string;
  name: string;
  /** Its position among all sheets. */
  index: number;
}

/** The hidden sheets of a workbook, in its order. */
export class HiddenSheets {
  readonly ids: ReadonlySet<string>;
  readonly #indexes: readonly number[];
  readonly #names: readonly string[];
  readonly #cleaning: Cleaning;

  constructor(sheets: readonly HiddenSheet[], cleaning: Cleaning) {
    this.ids = new Set(sheets.map(({ id }) => id));
    this.#indexes = sheets.map(({ index }) => index);
    this.#names = sheets.map(({ name }) => name);
    this.#cleaning = cleaning;
  }

  /** Whether a formula contains the name of one of them. */
  areMentionedIn(formula: string): boolean {
    this.#cleaning.count(this.#names.length * (1 + formula.length / 16));
    return this.#names.some((name) => formula.includes(name));
  }

  hasIndex(index: number): boolean {
    return this.#indexes[this.#before(index)] === index;
  }

  /** The position of a sheet that remains, among those that remain. */
  newIndexOf(index: number): number {
    return index - this.#before(index);
  }

  /** How many of them come before a sheet. */
  #before(index: number): number {
    let [from, to] = [0, this.#indexes.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#indexes[middle] ?? 0) < index) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
