/** A row of a CSV file. */
interface CsvRow {
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

/** A longer row of a file that is read in parts is refused: a quotation mark is missing, or it is no table. */
const longestRow = 1_000_000;

/**
 * Reads CSV (RFC 4180), row by row. Cells are separated by commas, or by semicolons if the first line has some and no
 * comma, as spreadsheets write it in Turkey. A byte order mark and empty lines are skipped.
 * @param text the whole text, or its parts in order, of which only what has not been read yet is held.
 * @throws CsvError with the line.
 */
export function* parseCsv(text: string | Iterable<string>): Generator<CsvRow> {
  for (const row of new CsvReader(typeof text === 'string' ? [text] : text).rows()) {
    if (row.cells.some((cell) => cell !== '')) yield row;
  }
}

/** Writes a table so that `parseCsv` reads the same cells, with the line ends of RFC 4180. */
export const formatCsv = (rows: Iterable<readonly string[]>): string =>
  [...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');

const quoted = (cell: string) =>
  /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Stands for a cell or a row whose end has not been received yet. */
const unfinished = null;

class CsvReader {
  readonly #parts: Iterator<string>;
  /** Whether the last part has been received. */
  #isComplete = false;
  /** The text received so far, from the row that is being read on. */
  #text = '';
  #separator = ',';
  #at = 0;
  #line = 1;

  constructor(parts: Iterable<string>) {
    this.#parts = parts[Symbol.iterator]();
  }

  *rows(): Generator<CsvRow> {
    try {
      this.#begin();
      for (;;) {
        const row = this.#nextRow();
        if (!row) return;
        yield row;
      }
    } finally {
      this.#parts.return?.();
    }
  }

  /** Determines the separator by the first line. */
  #begin(): void {
    this.#receive();
    while (!this.#text.includes('\n') && !this.#isComplete) this.#receive();
    this.#text = this.#text.replace(/^\uFEFF/, '');
    const [header = ''] = this.#text.split('\n', 1);
    this.#separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  }

  #receive(): void {
    const next = this.#parts.next();
    if (next.done) {
      this.#isComplete = true;
      return;
    }
    const unread = this.#text.slice(this.#at);
    if (unread.length > longestRow) {
      const message = `The row has more than ${longestRow} characters: is a quotation mark missing?`;
      throw new CsvError(this.#line, message);
    }
    this.#text = unread + next.value;
    this.#at = 0;
  }

  /** Null after the last one. */
  #nextRow(): CsvRow | null {
    for (;;) {
      const start = this.#at;
      const line = this.#line;
      const row = start < this.#text.length ? this.#row() : unfinished;
      if (row) return row;
      if (this.#isComplete) return null;
      this.#at = start;
      this.#line = line;
      this.#receive();
    }
  }

  #row(): CsvRow | typeof unfinished {
    const line = this.#line;
    const cells: string[] = [];
    for (;;) {
      const cell = this.#text[this.#at] === '"' ? this.#quotedCell() : this.#plainCell();
      if (cell === unfinished || !this.#knowsWhatFollows()) return unfinished;
      cells.push(cell);
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

  /** Whether the characters after a cell, of which there may be two, have been received. */
  #knowsWhatFollows(): boolean {
    return this.#isComplete || this.#at + 1 < this.#text.length || this.#text[this.#at] === '\n';
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

  #quotedCell(): string | typeof unfinished {
    const line = this.#line;
    let cell = '';
    for (this.#at += 1; ;) {
      const end = this.#text.indexOf('"', this.#at);
      if (end < 0) {
        if (!this.#isComplete) return unfinished;
        throw new CsvError(line, 'A cell that begins with a quotation mark has no end.');
      }
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
