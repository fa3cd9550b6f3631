import { type Cleaning, damaged, mostDepth } from '../cleaning.ts';

/** The name without its slash, with its escapes resolved. */
export class PdfName {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** A string as written, with its brackets. */
export class PdfString {
  readonly raw: string;
  constructor(raw: string) {
    this.raw = raw;
  }
}

/** A number, true, false or null, as written. */
export class PdfWord {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class PdfReference {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

export type PdfDictionary = Map<string, PdfValue>;

export class PdfStream {
  readonly dictionary: PdfDictionary;
  readonly data: Buffer;
  constructor(dictionary: PdfDictionary, data: Buffer) {
    this.dictionary = dictionary;
    this.data = data;
  }
}

export type PdfValue =
  PdfName | PdfString | PdfWord | PdfReference | PdfStream | PdfDictionary | PdfValue[];

export const pdfNull = new PdfWord('null');

const isSpace = (code: number | undefined) =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x0c || code === 0;
const delimiters = new Set(Array.from('()<>[]{}/%', (character) => character.charCodeAt(0)));
const isRegular = (code: number | undefined) =>
  code !== undefined && !isSpace(code) && !delimiters.has(code);

const char = (text: string) => text.charCodeAt(0);
const codes = {
  return: char('\r'),
  feed: char('\n'),
  comment: char('%'),
  slash: char('/'),
  open: char('('),
  close: char(')'),
  less: char('<'),
  greater: char('>'),
  bracket: char('['),
  bracketEnd: char(']'),
  backslash: char('\\'),
};

/** Reads values from bytes of a PDF (ISO 32000-1, 7.2 and 7.3), and counts them as work. */
export class PdfReader {
  readonly bytes: Buffer;
  readonly #cleaning: Cleaning;
  at: number;

  constructor(bytes: Buffer, cleaning: Cleaning, at = 0) {
    this.bytes = bytes;
    this.#cleaning = cleaning;
    this.at = at;
  }

  skipSpace(): void {
    const from = this.at;
    for (;;) {
      const code = this.bytes[this.at];
      if (isSpace(code)) this.at += 1;
      else if (code === codes.comment) this.#skipLine();
      else break;
    }
    this.#cleaning.count(this.at - from);
  }

  #skipLine(): void {
    for (let code = this.bytes[this.at]; code !== undefined; code = this.bytes[this.at]) {
      if (code === codes.return || code === codes.feed) return;
      this.at += 1;
    }
  }

  /** The next word, or an empty text. */
  word(): string {
    this.skipSpace();
    const from = this.at;
    while (isRegular(this.bytes[this.at])) this.at += 1;
    this.#cleaning.count(this.at - from);
    return this.bytes.toString('latin1', from, this.at);
  }

  /** Skips this word if it is next. @returns whether it was. */
  take(expected: string): boolean {
    this.skipSpace();
    const end = this.at + expected.length;
    if (this.bytes.toString('latin1', this.at, end) !== expected) return false;
    this.at = end;
    return true;
  }

  integer(): number {
    const word = this.word();
    if (!/^\+?\d{1,10}$/.test(word)) throw damaged('PDF number');
    return Number(word);
  }

  value(depth = 0): PdfValue {
    if (depth > mostDepth) throw damaged('PDF depth');
    this.skipSpace();
    switch (this.bytes[this.at]) {
      case codes.slash:
        this.at += 1;
        return new PdfName(this.#name());
      case codes.open:
        return new PdfString(this.#literal());
      case codes.bracket:
        this.at += 1;
        return this.#array(depth);
      case codes.less:
        if (this.bytes[this.at + 1] !== codes.less) return new PdfString(this.#hexadecimal());
        this.at += 2;
        return this.#dictionary(depth);
      default:
        return this.#numberOrReference();
    }
  }

  #name(): string {
    const from = this.at;
    while (isRegular(this.bytes[this.at])) this.at += 1;
    this.#cleaning.count(this.at - from);
    const raw = this.bytes.toString('latin1', from, this.at);
    return raw.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }

  #literal(): string {
    const from = this.at;
    let depth = 0;
    do {
      const code = this.bytes[this.at];
      if (code === undefined) {
        this.#cleaning.count(this.at - from);
        throw damaged('PDF string');
      }
      if (code === codes.backslash) this.at += 1;
      else if (code === codes.open) depth += 1;
      else if (code === codes.close) depth -= 1;
      this.at += 1;
    } while (depth > 0);
    this.#cleaning.count(this.at - from);
    return this.bytes.toString('latin1', from, this.at);
  }

  #hexadecimal(): string {
    const end = this.bytes.indexOf(codes.greater, this.at);
    this.#cleaning.count((end < 0 ? this.bytes.length : end) - this.at);
    if (end < 0) throw damaged('PDF string');
    const raw = this.bytes.toString('latin1', this.at, end + 1);
    if (!/^<[\dA-Fa-f\s\0]*>$/.test(raw)) throw damaged('PDF string');
    this.at = end + 1;
    return raw;
  }

  #array(depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    while (!this.take(']')) values.push(this.value(depth + 1));
    return values;
  }

  #dictionary(depth: number): PdfDictionary {
    const dictionary: PdfDictionary = new Map();
    while (!this.take('>>')) {
      if (this.bytes[this.at] !== codes.slash) throw damaged('PDF dictionary');
      this.at += 1;
      const name = this.#name();
      dictionary.set(name, this.value(depth + 1));
    }
    return dictionary;
  }

  #numberOrReference(): PdfValue {
    const word = this.word();
    if (/^\d{1,10}$/.test(word)) {
      const after = this.at;
      const generation = this.word();
      if (/^\d{1,5}$/.test(generation) && this.word() === 'R')
        return new PdfReference(Number(word));
      this.at = after;
      return new PdfWord(word);
    }
    if (/^(?:true|false|null|[+-]?[\d.]+(?:-\d*)?|[+-]?\.\d+|--\d+)$/.test(word))
      return new PdfWord(word);
    throw damaged('PDF value');
  }
}

/** A value as a PDF writes it. Streams are not values: each is an object of its own. */
export function writeValue(value: PdfValue): string {
  if (value instanceof PdfName) return writeName(value.text);
  if (value instanceof PdfString) return value.raw;
  if (value instanceof PdfWord) return value.text;
  if (value instanceof PdfReference) return `${value.number} 0 R`;
  if (value instanceof PdfStream) throw damaged('PDF stream');
  if (Array.isArray(value)) return `[${value.map(writeValue).join(' ')}]`;
  const entries = Array.from(value, ([name, entry]) => `${writeName(name)} ${writeValue(entry)}`);
  return `<<${entries.join(' ')}>>`;
}

const writeName = (name: string) =>
  `/${name.replaceAll(/[^\w.+*:;,'"@!$&=^`|~-]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
