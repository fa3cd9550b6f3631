import { type Cleaning, damaged, unsupported } from '../cleaning.ts';
import { PdfName, PdfReader, type PdfValue } from './syntax.ts';

/** What draws a page (ISO 32000-1, annex A). */
const operators = new Set(
  `b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG
  rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "`.split(/\s+/),
);

/** Numbers as careless programs write them are numbers, too. */
const isNumber = /^[+-]*[\d.][\d.eE+-]*$/;
const isOperand = /^[/(<[]|^(?:true|false|null)$/;

const compressedInline = new Set(['DCT', 'DCTDecode', 'JPXDecode']);

/**
 * What draws a page, without comments and without the words that marked parts of it have beside what they
 * show. What is not changed stays as it is.
 * @throws UncleanableError for what draws nothing: something else was taken for it.
 */
export function cleanContent(content: Buffer, cleaning: Cleaning): Buffer {
  const reader = new PdfReader(content, cleaning);
  const kept: Uint8Array[] = [];
  let keptTo = 0;
  const replace = (from: number, to: number, instead: string) => {
    kept.push(content.subarray(keptTo, from), Buffer.from(instead, 'latin1'));
    keptTo = to;
  };
  let last: { value: PdfValue; from: number; to: number } | null = null;
  for (;;) {
    const before = reader.at;
    reader.skipSpace();
    const from = reader.at;
    if (content.subarray(before, from).includes(0x25)) replace(before, from, '\n');
    if (from >= content.length) break;
    if (isOperand.test(String.fromCharCode(content[from] ?? 0))) {
      last = { value: reader.value(), from, to: reader.at };
      continue;
    }
    const word = reader.word();
    if (word === 'BI') skipInlineImage(reader);
    else if (operators.has(word)) {
      const isMarked = (word === 'BDC' || word === 'DP') && last?.value instanceof Map;
      if (isMarked && last) replace(last.from, last.to, '<<>>');
    } else if (!isNumber.test(word) && !isOperand.test(word)) throw damaged('PDF content');
    last = null;
  }
  if (keptTo === 0) return content;
  return Buffer.concat([...kept, content.subarray(keptTo)]);
}

/** Its bytes may be any: it ends with a word of its own. */
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
