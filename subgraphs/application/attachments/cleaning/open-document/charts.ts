import type { XmlElement } from '../xml/xml.ts';
import { charactersOf } from '../xml/characters.ts';

const addressForm = /(?:cell-range-address|cell-address)$/;

/** A column of the table in which a chart keeps a copy of its data. */
interface Column {
  letters: string;
  isHeader: boolean;
}

/** Reads from where in its spreadsheet a chart has its data, and the table in which it keeps a copy of them. */
export class ChartReader {
  /** The addresses that the chart names. */
  readonly #addresses: string[] = [];
  readonly #columns = new Map<string, Column>();
  #row = -1;
  #column = -1;

  element(element: XmlElement): void {
    const { local } = element;
    if (local === 'table-row') {
      this.#row += 1;
      this.#column = -1;
    }
    if (local === 'table-cell') this.#column += 1;
    if (!element.namespace.includes(':chart:')) return;
    for (const attribute of element.attributes) {
      if (addressForm.test(attribute.local)) this.#addresses.push(attribute.value);
    }
  }

  /** LibreOffice describes the columns of the table by the addresses that they were copied from. */
  text(text: string, ancestors: readonly XmlElement[]): void {
    const [cell, , description] = ancestors.slice(-3);
    if (description?.local !== 'desc' || cell?.local !== 'table-cell') return;
    const letters = lettersOf(this.#column);
    this.#columns.set(charactersOf(text), { letters, isHeader: this.#row === 0 });
  }

  uses(isGone: (address: string) => boolean): boolean {
    return this.#addresses.some(isGone);
  }

  /** Makes an element of the chart refer to the copy of the data. */
  useCopy(element: XmlElement): void {
    if (!element.namespace.includes(':chart:')) return;
    if (element.local === 'chart') element.remove('href');
    for (const { local, value } of element.attributes) {
      if (addressForm.test(local)) element.set(local, this.#addressInCopy(value));
    }
    element.removeWhere(({ local, value }) => addressForm.test(local) && value === '');
  }

  /** Empty for data of which there is no copy. */
  #addressInCopy(address: string): string {
    const column = this.#columns.get(charactersOf(address));
    if (!column) return '';
    const { letters, isHeader } = column;
    return isHeader
      ? `local-table.$${letters}$1`
      : `local-table.$${letters}$2:.$${letters}$${this.#row + 1}`;
  }
}

/** The name of a column, `A` for 0. */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${lettersOf(Math.floor(column / 26) - 1)}${last}`;
}
