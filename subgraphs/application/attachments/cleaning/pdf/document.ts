import { type Cleaning, damaged, UncleanableError, unsupported } from '../cleaning.ts';
import { packings, undoPredictor } from './filters.ts';
import {
  type PdfDictionary,
  PdfName,
  pdfNull,
  PdfReader,
  PdfReference,
  PdfStream,
  type PdfValue,
  PdfWord,
} from './syntax.ts';

/** The place of an object: in the file, or in a stream of objects. */
type Place = { at: number } | { within: number; index: number };

const mostObjects = 300_000;
const mostUpdates = 1_000;
/** The text before the word `obj`: a number and a generation. */
const objectHead = /(?<![\d.])(\d{1,9})\s{1,5}\d{1,5}\s{1,5}$/;
const longestHead = 25;

/**
 * A PDF may have this many bytes before its head, as some devices and mail programs write them (PDF Reference 1.7,
 * appendix H, implementation note 13).
 */
export const mostBytesBeforePdf = 1_024;

/**
 * The objects of a PDF as they are after its last update. Where the table of objects is wrong, as in files of cheap
 * scanners, they are searched for.
 */
export class PdfDocument {
  readonly trailer: PdfDictionary;
  /** The bytes from the head on. */
  readonly file: Buffer;
  readonly #cleaning: Cleaning;
  /** The position from which tables count: that of the head, or a position before it. */
  #origin = 0;
  #places = new Map<number, Place>();
  readonly #streams = new Map<number, Map<number, PdfValue>>();

  constructor(file: Buffer, cleaning: Cleaning) {
    const before = file.subarray(0, mostBytesBeforePdf + 5).indexOf('%PDF-');
    if (before < 0) throw damaged('no PDF');
    if (before > 0) cleaning.warn('HIDDEN_CONTENT');
    this.file = file.subarray(before);
    this.#cleaning = cleaning;
    this.#requireWholeUpdates();
    this.trailer =
      this.#readTables(0) ?? (before > 0 ? this.#readTables(-before) : null) ?? this.#search();
    if (this.trailer.has('Encrypt')) throw new UncleanableError('ENCRYPTED', 'encrypted PDF');
  }

  /** The value that a reference leads to; null if it leads nowhere. */
  resolve(value: PdfValue | undefined): PdfValue {
    let found = value;
    for (let steps = 0; found instanceof PdfReference; steps += 1) {
      if (steps > 20) throw damaged('PDF reference');
      found = this.object(found.number);
    }
    return found ?? pdfNull;
  }

  dictionary(value: PdfValue | undefined): PdfDictionary {
    const found = this.resolve(value);
    if (found instanceof PdfStream) return found.dictionary;
    return found instanceof Map ? found : new Map();
  }

  array(value: PdfValue | undefined): PdfValue[] {
    const found = this.resolve(value);
    return Array.isArray(found) ? found : [];
  }

  /** The text of a name; empty for anything else. */
  name(value: PdfValue | undefined): string {
    const found = this.resolve(value);
    return found instanceof PdfName ? found.text : '';
  }

  number(value: PdfValue | undefined): number {
    const found = this.resolve(value);
    return found instanceof PdfWord ? Number(found.text) || 0 : 0;
  }

  /** Its filters, first to last. */
  filters({ dictionary }: PdfStream): string[] {
    const filter = this.resolve(dictionary.get('Filter'));
    return (Array.isArray(filter) ? filter : [filter]).map((one) => this.name(one)).filter(Boolean);
  }

  /**
   * The content of a stream when its filters up to one of these have been undone.
   * @throws UncleanableError for filters that do more than pack.
   */
  unpacked(stream: PdfStream, last: readonly string[] = []): Buffer {
    const filters = this.filters(stream);
    const { dictionary } = stream;
    const parameters = this.resolve(
      dictionary.get('DecodeParms') ?? dictionary.get('DP') ?? pdfNull,
    );
    let data = stream.data;
    for (const [index, filter] of filters.entries()) {
      if (last.includes(filter)) return data;
      const decode = packings.get(filter);
      if (!decode) throw unsupported('PDF filter');
      const own = this.dictionary(Array.isArray(parameters) ? parameters[index] : parameters);
      const parameter = (name: string, otherwise: number) =>
        own.has(name) ? this.number(own.get(name)) : otherwise;
      data = decode(data, this.#cleaning, parameter);
      if (/^(?:Fl|LZW)/.test(filter)) data = undoPredictor(data, parameter);
      this.#cleaning.count(data.length);
    }
    return data;
  }

  object(number: number): PdfValue {
    const place = this.#places.get(number);
    if (!place) return pdfNull;
    return 'at' in place
      ? this.#objectAt(place.at, number)
      : this.#objectWithin(place.within, number);
  }

  #objectAt(at: number, number: number): PdfValue {
    const reader = this.#reader(at);
    if (reader.integer() !== number) throw damaged('PDF object');
    reader.integer();
    if (!reader.take('obj')) throw damaged('PDF object');
    if (reader.take('endobj')) return pdfNull;
    const value = reader.value();
    if (!(value instanceof Map) || !reader.take('stream')) return value;
    return this.#streamAt(value, reader.at);
  }

  #reader = (at: number) => new PdfReader(this.file, this.#cleaning, at);

  #streamAt(dictionary: PdfDictionary, behindWord: number): PdfStream {
    const file = this.file;
    let from = behindWord;
    if (file[from] === 0x0d) from += 1;
    if (file[from] === 0x0a) from += 1;
    const to = from + this.number(dictionary.get('Length'));
    const isEnd = to <= file.length && this.#reader(to).take('endstream');
    if (isEnd) return new PdfStream(dictionary, file.subarray(from, to));
    const end = file.indexOf('endstream', from, 'latin1');
    this.#cleaning.count((end < 0 ? file.length : end) - from);
    if (end < 0) throw damaged('PDF stream');
    return new PdfStream(dictionary, file.subarray(from, end));
  }

  #objectWithin(within: number, number: number): PdfValue {
    let objects = this.#streams.get(within);
    if (!objects) this.#streams.set(within, (objects = this.#readObjects(within)));
    return objects.get(number) ?? pdfNull;
  }

  #readObjects(within: number): Map<number, PdfValue> {
    const place = this.#places.get(within);
    const stream = place && 'at' in place ? this.#objectAt(place.at, within) : null;
    if (!(stream instanceof PdfStream)) throw damaged('PDF stream of objects');
    const content = this.unpacked(stream);
    const first = this.number(stream.dictionary.get('First'));
    const count = this.number(stream.dictionary.get('N'));
    if (count > mostObjects || count * 2 > content.length) throw damaged('PDF stream of objects');
    const head = new PdfReader(content, this.#cleaning);
    const places = Array.from({ length: count }, () => [head.integer(), head.integer()] as const);
    const valueAt = (at: number) => new PdfReader(content, this.#cleaning, first + at).value();
    return new Map(places.map(([number, at]) => [number, valueAt(at)] as const));
  }

  /** Refuses an update that was cut off: only the version before it would be left. */
  #requireWholeUpdates(): void {
    const end = this.file.lastIndexOf('startxref', undefined, 'latin1');
    if (end >= 0 && this.file.includes(' obj', end, 'latin1')) throw damaged('PDF update');
  }

  /** By the tables that the end of the file leads to, counted from a position; null when they are wrong. */
  #readTables(origin: number): PdfDictionary | null {
    this.#origin = origin;
    this.#places = new Map();
    this.#free.clear();
    this.#streams.clear();
    try {
      const end = this.file.lastIndexOf('startxref', undefined, 'latin1');
      if (end < 0) return null;
      let at: number | null = this.#reader(end + 9).integer();
      let trailer: PdfDictionary | null = null;
      const seen = new Set<number>();
      while (at !== null) {
        if (seen.has(at) || seen.size > mostUpdates) return null;
        seen.add(at);
        const update = this.#readTable(at + origin);
        trailer ??= update;
        // Objects that a file with two kinds of tables lists only in the newer one.
        const also = update.get('XRefStm');
        if (also && !seen.has(this.number(also))) this.#readTable(this.number(also) + origin);
        const before = update.get('Prev');
        at = before ? this.number(before) : null;
      }
      return trailer && this.#hasPages(trailer) ? trailer : null;
    } catch (error) {
      if (error instanceof UncleanableError && error.reason === 'DAMAGED') return null;
      throw error;
    }
  }

  #hasPages(trailer: PdfDictionary): boolean {
    if (trailer.has('Encrypt')) return true;
    const pages = this.dictionary(this.dictionary(trailer.get('Root')).get('Pages'));
    return this.array(pages.get('Kids')).length > 0;
  }

  #readTable(at: number): PdfDictionary {
    const reader = this.#reader(at);
    if (!reader.take('xref')) return this.#readTableStream(at);
    while (!reader.take('trailer')) {
      const [first, count] = [reader.integer(), reader.integer()];
      for (let number = first; number < first + count; number += 1) {
        const offset = reader.integer();
        reader.integer();
        if (reader.word() === 'n') this.#placeAt(number, offset);
        else this.#free.add(number);
      }
    }
    const trailer = reader.value();
    if (!(trailer instanceof Map)) throw damaged('PDF trailer');
    return trailer;
  }

  /** Objects that a later update has removed. */
  readonly #free = new Set<number>();

  /** Requires that the object at this place has this number: otherwise the table is wrong. */
  #placeAt(number: number, offset: number): void {
    const at = offset + this.#origin;
    if (this.#reader(at).integer() !== number) throw damaged('PDF table');
    this.#place(number, { at });
  }

  /** The latest update is read first, and takes precedence. */
  #place(number: number, place: Place): void {
    if (this.#places.has(number) || this.#free.has(number)) return;
    if (this.#places.size >= mostObjects) throw unsupported('PDF with too many objects');
    this.#places.set(number, place);
  }

  #readTableStream(at: number): PdfDictionary {
    const number = this.#reader(at).integer();
    const stream = this.#objectAt(at, number);
    if (!(stream instanceof PdfStream) || this.name(stream.dictionary.get('Type')) !== 'XRef') {
      throw damaged('PDF table');
    }
    const { dictionary } = stream;
    const content = this.unpacked(stream);
    const widths = this.array(dictionary.get('W')).map((width) => this.number(width));
    const [kindWidth = 0, placeWidth = 0, moreWidth = 0] = widths;
    const width = kindWidth + placeWidth + moreWidth;
    if (widths.length !== 3 || widths.some((one) => one < 0 || one > 8) || width === 0) {
      throw damaged('PDF table');
    }
    const size = this.number(dictionary.get('Size'));
    const ranges = dictionary.has('Index')
      ? this.array(dictionary.get('Index')).map((one) => this.number(one))
      : [0, size];
    const field = (from: number, length: number) =>
      content.subarray(from, from + length).reduce((value, byte) => value * 256 + byte, 0);
    let row = 0;
    for (let range = 0; range + 1 < ranges.length; range += 2) {
      const [first = 0, count = 0] = ranges.slice(range, range + 2);
      for (let index = 0; index < count && row + width <= content.length; index += 1) {
        const kind = kindWidth === 0 ? 1 : field(row, kindWidth);
        const place = field(row + kindWidth, placeWidth);
        const more = field(row + kindWidth + placeWidth, moreWidth);
        if (kind === 1) this.#placeAt(first + index, place);
        else if (kind === 2) this.#place(first + index, { within: place, index: more });
        else this.#free.add(first + index);
        row += width;
      }
    }
    return dictionary;
  }

  /**
   * Searches the whole file for objects.
   * @throws UncleanableError for a file that was ever updated: the version of an object cannot be determined.
   */
  #search(): PdfDictionary {
    this.#places = new Map();
    const file = this.file;
    const isLinearized = file.subarray(0, 1024).includes('/Linearized');
    if (placesOf(file, 'startxref').length > (isLinearized ? 2 : 1)) throw damaged('PDF update');
    for (const end of placesOf(file, 'obj')) {
      const before = file.toString('latin1', Math.max(0, end - longestHead), end);
      const found = objectHead.exec(before);
      if (!found) continue;
      const number = Number(found[1]);
      if (this.#places.has(number)) throw damaged('PDF update');
      if (this.#places.size >= mostObjects) throw unsupported('PDF with too many objects');
      this.#places.set(number, { at: end - found[0].length });
    }
    this.#searchStreams();
    const trailers = placesOf(file, 'trailer').map((at) => {
      const reader = this.#reader(at + 'trailer'.length);
      return tolerant(() => reader.value());
    });
    const found = trailers.findLast((one) => one instanceof Map && one.has('Root'));
    if (trailers.some((one) => one instanceof Map && one.has('Encrypt'))) {
      throw new UncleanableError('ENCRYPTED', 'encrypted PDF');
    }
    if (found instanceof Map && this.#hasPages(found)) return found;
    return this.#searchRoot();
  }

  /** Objects within streams count if the file has none with the same number outside. */
  #searchStreams(): void {
    for (const [number, place] of this.#places) {
      if (!('at' in place)) continue;
      const stream = tolerant(() => this.#objectAt(place.at, number));
      if (!(stream instanceof PdfStream)) continue;
      const type = this.name(stream.dictionary.get('Type'));
      if (type === 'XRef' && stream.dictionary.has('Encrypt')) {
        throw new UncleanableError('ENCRYPTED', 'encrypted PDF');
      }
      if (type !== 'ObjStm') continue;
      const objects = tolerant(() => this.#readObjects(number)) ?? new Map<number, PdfValue>();
      this.#streams.set(number, objects);
      for (const inner of objects.keys()) {
        if (!this.#places.has(inner)) this.#places.set(inner, { within: number, index: 0 });
      }
    }
  }

  #searchRoot(): PdfDictionary {
    for (const number of [...this.#places.keys()].toReversed()) {
      const value = tolerant(() => this.object(number));
      if (value instanceof Map && this.name(value.get('Type')) === 'Catalog') {
        return new Map([['Root', new PdfReference(number)]]);
      }
    }
    throw damaged('PDF without a root');
  }
}

/** The positions of a word, without converting the whole file to a text. */
export function placesOf(file: Buffer, word: string): number[] {
  const places: number[] = [];
  for (let at = file.indexOf(word); at >= 0; at = file.indexOf(word, at + word.length)) {
    places.push(at);
  }
  return places;
}

/** Null for what is damaged. */
function tolerant<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UncleanableError && error.reason === 'DAMAGED') return null;
    throw error;
  }
}
