import type { Cleaning } from '../cleaning.ts';
import { charactersOf } from '../xml/characters.ts';

/** One hidden sheet of a workbook. */
export interface HiddenSheet {
  /** The id of its relationship; empty in formats without relationships. */
  id: string;
  name: string;
  /** Its position among all sheets. */
  index: number;
}

/** A name of a sheet, or a formula that contains one, with quotation marks and letters in one spelling. */
export const comparable = (written: string): string =>
  charactersOf(written)
    .replaceAll("''", "'")
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The hidden sheets of a workbook, in its order. */
export class HiddenSheets {
  readonly ids: ReadonlySet<string>;
  readonly #indexes: readonly number[];
  readonly #names: readonly string[];
  readonly #cleaning: Cleaning;

  constructor(sheets: readonly HiddenSheet[], cleaning: Cleaning) {
    this.ids = new Set(sheets.map(({ id }) => id));
    this.#indexes = sheets.map(({ index }) => index);
    this.#names = sheets.map(({ name }) => comparable(name)).filter(Boolean);
    this.#cleaning = cleaning;
  }

  /** Whether a formula or an address contains the name of one of them. */
  areMentionedIn(formula: string): boolean {
    if (this.#names.length === 0) return false;
    this.#cleaning.count(this.#names.length * (1 + formula.length / 16));
    const compared = comparable(formula);
    return this.#names.some((name) => compared.includes(name));
  }

  hasIndex(index: number): boolean {
    return this.#indexes[this.#before(index)] === index;
  }

  /** The position of a remaining sheet among the remaining ones. */
  newIndexOf(index: number): number {
    return index - this.#before(index);
  }

  /** The number of hidden sheets before a sheet. */
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
