/** A row of a CSV file. */
export interface CsvRow {
  /** The line on which it begins; the first is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A text that is not CSV. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads CSV (RFC 4180). Cells are separated by commas, or by semicolons if the first line has some and no comma, as
 * spreadsheets write it in Turkey. A byte order mark and empty lines are skipped.
 * @throws CsvError with the line.
 */
export function parseCsv(text: string): CsvRow[] {
  const source = text.replace(/^\uFEFF/, '');
  const [header = ''] = source.split(/\r?\n/, 1);
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const reader = new CsvReader(source, separator);
  return reader.read().filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** Writes a table so that `parseCsv` reads the same cells, with the line ends of RFC 4180. */
export const formatCsv = (rows: Iterable<readonly string[]>): string =>
  [...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');

const quoted = (cell: string) =>
  /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

class CsvReader {
  readonly #text: string;
  readonly #separator: string;
  #at = 0;
  #line = 1;

  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
  }

  read(): CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.#at < this.#text.length) rows.push(this.#row());
    return rows;
  }

  #row(): CsvRow {
    const line = this.#line;
    const cells: string[] = [];
    for (;;) {
      cells.push(this.#text[this.#at] === '"' ? this.#quotedCell() : this.#plainCell());
      const next = this.#text[this.#at];
      if (next === this.#separator) {
        this.#at += 1;
        continue;
      }
      if (next === '\r' && this.#text[this.#at + 1] === '\n') this.#at += 1;
      else if (next !== undefined && next !== '\n') {
        throw new CsvError(this.#line, 'Text follows the closing quotation mark of a cell.');
      }
      this.#at += 1;
      this.#line += 1;
      return { line, cells };
    }
  }

  /** Up to the next separator or the end of the line. */
  #plainCell(): string {
    const start = this.#at;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text[this.#at];
      if (character === this.#separator || character === '\n') break;
      if (character === '\r' && this.#text[this.#at + 1] === '\n') break;
    }
    return this.#text.slice(start, this.#at);
  }

  #quotedCell(): string {
    const line = this.#line;
    let cell = '';
    for (this.#at += 1; ;) {
      const end = this.#text.indexOf('"', this.#at);
      if (end < 0) throw new CsvError(line, 'A cell that begins with a quotation mark has no end.');
      cell += this.#text.slice(this.#at, end);
      this.#at = end + 1;
      if (this.#text[this.#at] !== '"') break;
      cell += '"';
      this.#at += 1;
    }
    this.#line += cell.split('\n').length - 1;
    return cell;
  }
}
