import { type Cleaning, damaged, unsupported } from '../cleaning.ts';
import { PdfName, PdfReader, PdfString } from './syntax.ts';

/** The operators that draw a page (ISO 32000-1, annex A). */
const operators = new Set(
  `b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG
  rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`.split(/\s+/),
);

/** Numbers, including malformed ones that programs write. */
const isNumber = /^[+-]*[\d.][\d.eE+-]*$/;
const isOperand = /^[/(<[]|^(?:true|false|null)$/;

const compressedInline = new Set(['DCT', 'DCTDecode', 'JPXDecode']);

/** The operators that show text, and the mode of `Tr` in which it is not seen (ISO 32000-1, 9.3.6 and 9.4.3). */
const showsText = new Set(['Tj', 'TJ', "'", '"']);
const invisible = 3;

/**
 * A stream that draws, without comments, invisible text, and the words that marked parts of it have beside what they
 * show. Text recognition puts such text over scanned pages.
 * Returned as it is if nothing is removed.
 * @throws UncleanableError for anything that does not draw.
 */
export function cleanContent(content: Buffer, cleaning: Cleaning): Buffer {
  return new ContentCleaner(content, cleaning, true).run();
}

/** A map of characters or a function, written in PostScript, without comments. */
export function cleanProgram(program: Buffer, cleaning: Cleaning): Buffer {
  return new ContentCleaner(program, cleaning, false).run();
}

class ContentCleaner {
  readonly #content: Buffer;
  readonly #draws: boolean;
  readonly #reader: PdfReader;
  readonly #cleaning: Cleaning;
  readonly #kept: Uint8Array[] = [];
  #keptTo = 0;
  /** The texts and the last number before the next operator. */
  #texts: Place[] = [];
  #number = '';
  #isInvisible = false;
  /** The same at each `q`. */
  readonly #saved: boolean[] = [];

  constructor(content: Buffer, cleaning: Cleaning, draws: boolean) {
    this.#content = content;
    this.#draws = draws;
    this.#cleaning = cleaning;
    this.#reader = new PdfReader(content, cleaning);
  }

  run(): Buffer {
    while (this.#skipSpace()) {
      const from = this.#reader.at;
      const first = String.fromCharCode(this.#content[from] ?? 0);
      if (isOperand.test(first)) {
        // In drawings only marks of parts have dictionaries. A later stream of the page may have the operator.
        const value = this.#reader.value();
        const place = { from, to: this.#reader.at };
        if (value instanceof Map && this.#draws) this.#replace(place, '<<>>');
        else if (value instanceof PdfString) this.#texts.push({ ...place, empty: '()' });
        else if (Array.isArray(value)) this.#texts.push({ ...place, empty: '[]' });
      } else if (!this.#draws && /[{}]/.test(first)) this.#reader.at += 1;
      else this.#word();
    }
    if (this.#kept.length === 0) return this.#content;
    return Buffer.concat([...this.#kept, this.#content.subarray(this.#keptTo)]);
  }

  /** @returns whether anything follows. */
  #skipSpace(): boolean {
    const before = this.#reader.at;
    this.#reader.skipSpace();
    const { at } = this.#reader;
    if (this.#content.subarray(before, at).includes(0x25))
      this.#replace({ from: before, to: at }, '\n');
    return at < this.#content.length;
  }

  #word(): void {
    const word = this.#reader.word();
    if (word === '') throw damaged('PDF content');
    if (!this.#draws) return;
    if (isNumber.test(word)) this.#number = word;
    else if (operators.has(word)) this.#operate(word);
    else if (!isOperand.test(word)) throw damaged('PDF content');
  }

  #operate(operator: string): void {
    if (operator === 'BI') skipInlineImage(this.#reader);
    else if (operator === 'Tr') this.#isInvisible = Number(this.#number) === invisible;
    else if (operator === 'q') this.#saved.push(this.#isInvisible);
    else if (operator === 'Q') this.#isInvisible = this.#saved.pop() ?? false;
    else if (showsText.has(operator) && this.#isInvisible) {
      this.#cleaning.warn('HIDDEN_CONTENT');
      for (const { empty = '', ...place } of this.#texts) this.#replace(place, empty);
    }
    this.#texts = [];
  }

  #replace({ from, to }: Place, instead: string): void {
    if (this.#content.toString('latin1', from, to) === instead) return;
    this.#kept.push(this.#content.subarray(this.#keptTo, from), Buffer.from(instead, 'latin1'));
    this.#keptTo = to;
  }
}

/** A part of the stream, and what a text there becomes that is not shown. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly empty?: string;
}

/** Its bytes may be anything: a word marks the end. */
function skipInlineImage(reader: PdfReader): void {
  const { bytes } = reader;
  while (!reader.take('ID')) {
    const key = reader.value();
    if (!(key instanceof PdfName)) throw damaged('PDF picture');
    const value = reader.value();
    const names = Array.isArray(value) ? value : [value];
    const isCompressed = names.some(
      (one) => one instanceof PdfName && compressedInline.has(one.text),
    );
    if (/^F(?:ilter)?$/.test(key.text) && isCompressed)
      throw unsupported('PDF picture within content');
  }
  for (let at = bytes.indexOf('EI', reader.at); at >= 0; at = bytes.indexOf('EI', at + 1)) {
    const around = String.fromCharCode(bytes[at - 1] ?? 0, bytes[at + 2] ?? 0x20);
    if (!/^\s\s$/.test(around)) continue;
    reader.at = at + 2;
    return;
  }
  throw damaged('PDF picture');
}
