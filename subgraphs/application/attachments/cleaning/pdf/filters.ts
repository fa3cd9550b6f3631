import { type Cleaning, damaged } from '../cleaning.ts';

/** The parameters of a filter, by name. */
type FilterParameter = (name: string, otherwise: number) => number;

/** Undoes one filter. @throws UncleanableError for damaged data, or for more than may be unpacked. */
type Decode = (data: Buffer, cleaning: Cleaning, parameter: FilterParameter) => Buffer;

/** Filters that only pack (ISO 32000-1, 7.4), by both of their names. */
export const packings: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['FlateDecode', inflated],
  ['Fl', inflated],
  ['LZWDecode', lzw],
  ['LZW', lzw],
  ['ASCII85Decode', ascii85],
  ['A85', ascii85],
  ['ASCIIHexDecode', asciiHex],
  ['AHx', asciiHex],
  ['RunLengthDecode', runLength],
  ['RL', runLength],
]);

function inflated(data: Buffer, cleaning: Cleaning): Buffer {
  return cleaning.inflate(data);
}

/** Bytes that grow as they are written, and are counted as work. */
class Output {
  readonly #cleaning: Cleaning;
  #bytes = Buffer.allocUnsafe(4096);
  #length = 0;

  constructor(cleaning: Cleaning) {
    this.#cleaning = cleaning;
  }

  get length(): number {
    return this.#length;
  }

  push(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  add(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  fill(byte: number, count: number): void {
    this.#reserve(count);
    this.#bytes.fill(byte, this.#length, this.#length + count);
    this.#length += count;
  }

  /** Appends bytes that have been written before. */
  repeat(from: number, count: number): void {
    this.#reserve(count);
    for (let index = 0; index < count; index += 1)
      this.#bytes[this.#length + index] = this.#bytes[from + index] ?? 0;
    this.#length += count;
  }

  whole = (): Buffer => this.#bytes.subarray(0, this.#length);

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const size = Math.max(2 * this.#bytes.length, this.#length + count);
    this.#cleaning.countPart(size);
    const larger = Buffer.allocUnsafe(size);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const isSpace = (code: number) => code <= 0x20 && /[\0\t\n\f\r ]/.test(String.fromCharCode(code));

function asciiHex(data: Buffer, cleaning: Cleaning): Buffer {
  const end = data.indexOf('>');
  const digits = data.toString('latin1', 0, end < 0 ? data.length : end).replaceAll(/[\s\0]/g, '');
  cleaning.count(data.length);
  if (!/^[\da-f]*$/i.test(digits)) throw damaged('hexadecimal data');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

const first85 = 0x21;
const last85 = 0x75;
const fourZeros = 0x7a;

function ascii85(data: Buffer, cleaning: Cleaning): Buffer {
  const output = new Output(cleaning);
  const group: number[] = [];
  const start = data.subarray(0, 2).toString('latin1') === '<~' ? 2 : 0;
  cleaning.count(data.length);
  for (let at = start; at < data.length; at += 1) {
    const code = data[at] ?? 0;
    if (code === 0x7e) break;
    if (isSpace(code)) continue;
    if (code === fourZeros && group.length === 0) {
      output.fill(0, 4);
      continue;
    }
    if (code < first85 || code > last85) throw damaged('data in base 85');
    group.push(code - first85);
    if (group.length === 5) writeGroup(group.splice(0), output);
  }
  if (group.length === 1) throw damaged('data in base 85');
  if (group.length > 0) writeGroup(group, output);
  return output.whole();
}

/** Two to five digits stand for one byte less. */
function writeGroup(group: readonly number[], output: Output): void {
  const value = [0, 1, 2, 3, 4].reduce((sum, index) => sum * 85 + (group[index] ?? 84), 0);
  if (value > 0xffff_ffff) throw damaged('data in base 85');
  for (let index = 0; index < group.length - 1; index += 1)
    output.push((value >>> (24 - 8 * index)) & 0xff);
}

const runLengthEnd = 128;

function runLength(data: Buffer, cleaning: Cleaning): Buffer {
  const output = new Output(cleaning);
  cleaning.count(data.length);
  for (let at = 0; at < data.length;) {
    const length = data[at] ?? runLengthEnd;
    if (length === runLengthEnd) break;
    if (length < runLengthEnd) {
      output.add(data.subarray(at + 1, at + 2 + length));
      at += 2 + length;
    } else {
      output.fill(data[at + 1] ?? 0, 257 - length);
      at += 2;
    }
  }
  return output.whole();
}

const lzwCodes = { clear: 256, end: 257, first: 258, most: 4096 } as const;

/** Codes of 9 to 12 bits, each for bytes that have been written before. */
function lzw(data: Buffer, cleaning: Cleaning, parameter: FilterParameter): Buffer {
  const output = new Output(cleaning);
  const early = parameter('EarlyChange', 1);
  /** The positions and lengths of the bytes of each code in the output. */
  const [from, length] = [new Uint32Array(lzwCodes.most), new Uint16Array(lzwCodes.most)];
  let next: number = lzwCodes.first;
  let previous: { at: number; length: number } | null = null;
  let [bits, count] = [0, 0];
  cleaning.count(data.length);
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xff_ff_ff;
    count += 8;
    const width = widthFor(next + early);
    if (count < width) continue;
    count -= width;
    const code = (bits >> count) & ((1 << width) - 1);
    if (code === lzwCodes.end) break;
    if (code === lzwCodes.clear) {
      next = lzwCodes.first;
      previous = null;
      continue;
    }
    const at = output.length;
    if (previous && next < lzwCodes.most) {
      // Its last byte is the first one of the bytes that come now.
      from[next] = previous.at;
      length[next] = previous.length + 1;
      next += 1;
    }
    if (code < lzwCodes.clear) output.push(code);
    else if (code < next && code >= lzwCodes.first)
      output.repeat(from[code] ?? 0, length[code] ?? 0);
    else throw damaged('LZW data');
    previous = { at, length: output.length - at };
  }
  return output.whole();
}

function widthFor(code: number): number {
  if (code < 512) return 9;
  if (code < 1024) return 10;
  return code < 2048 ? 11 : 12;
}

/** Undoes the predictor that a filter was used with: each row says how it differs from the one above it. */
export function undoPredictor(data: Buffer, parameter: FilterParameter): Buffer {
  const predictor = parameter('Predictor', 1);
  if (predictor < 2) return data;
  const [colors, bits] = [parameter('Colors', 1), parameter('BitsPerComponent', 8)];
  const pixel = Math.ceil((colors * bits) / 8);
  const width = Math.ceil((colors * bits * parameter('Columns', 1)) / 8);
  if (!(width > 0 && width < 1_000_000 && pixel > 0)) throw damaged('PDF predictor');
  if (predictor >= 10) return undoRowPredictors(data, width, pixel);
  if (bits !== 8) throw damaged('PDF predictor');
  const result = Buffer.from(data);
  for (let at = 0; at < result.length; at += 1) {
    if (at % width >= pixel) result[at] = (result[at] ?? 0) + (result[at - pixel] ?? 0);
  }
  return result;
}

/** PNG's predictors: the first byte of each row names the one that it was made with. */
function undoRowPredictors(data: Buffer, width: number, pixel: number): Buffer {
  const rows = Math.floor(data.length / (width + 1));
  const result = Buffer.alloc(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const kind = data[row * (width + 1)] ?? 0;
    for (let column = 0; column < width; column += 1) {
      const to = row * width + column;
      const left = column >= pixel ? (result[to - pixel] ?? 0) : 0;
      const above = row > 0 ? (result[to - width] ?? 0) : 0;
      const corner = row > 0 && column >= pixel ? (result[to - width - pixel] ?? 0) : 0;
      const difference = data[row * (width + 1) + 1 + column] ?? 0;
      result[to] = difference + predicted(kind, left, above, corner);
    }
  }
  return result;
}

function predicted(kind: number, left: number, above: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const estimate = left + above - corner;
      const a = Math.abs(estimate - left);
      const b = Math.abs(estimate - above);
      const c = Math.abs(estimate - corner);
      if (a <= b && a <= c) return left;
      return b <= c ? above : corner;
    }
    default:
      return 0;
  }
}
