import { deflateSync } from 'node:zlib';
import { type Cleaning, damaged, mostDepth, NamedOnce, unsupported, namesIn } from '../cleaning.ts';
import { cleanIccProfile } from '../icc-profile.ts';
import { cleanJpeg } from '../jpeg.ts';
import { cleanJpeg2000 } from '../jpeg-2000.ts';
import { cleanContent } from './content.ts';
import { keptAnnotation } from './annotations.ts';
import type { PdfDocument } from './document.ts';
import {
  type PdfDictionary,
  PdfName,
  pdfNull,
  PdfReference,
  PdfStream,
  type PdfValue,
  PdfWord,
  writeValue,
} from './syntax.ts';

/** What an object is copied as: it decides what of it is kept. */
type Role = 'content' | 'resources' | 'picture' | 'profile' | 'plain';

const pageKeys = namesIn('MediaBox CropBox BleedBox TrimBox ArtBox Rotate UserUnit Group');
const resourceKeys = [
  'Font',
  'XObject',
  'ExtGState',
  'ColorSpace',
  'Pattern',
  'Shading',
  'ProcSet',
];
const packingKeys = ['Filter', 'DecodeParms'];
const imageKeys = namesIn(
  'Type Subtype Width Height ColorSpace BitsPerComponent Intent ImageMask',
  'Mask Decode Interpolate SMask SMaskInData Matte',
);
const formKeys = ['Type', 'Subtype', 'FormType', 'BBox', 'Matrix', 'Group'];

/** Of any other thing that a page is drawn with: fonts, colours, patterns. */
const goneKeys = new Set(
  namesIn(
    'Metadata PieceInfo LastModified Info AA A JS OPI Ref OC Parent P',
    'StructParent StructParents Measure PtData Alternates Thumb AF Private Lang',
    'SourceModified F FFilter FDecodeParms Contents Alt ActualText E Author',
    'Creator Producer Title CreationDate ModDate Annots Kids EF Names',
  ),
);
/** Those of programs and of editions, as `PTEX.FileName`. */
const isForeign = /^(?:PTEX|ADBE|GTS|MSFT|AAPL|Adobe|Apple)|[.:_]/;
const goneTypes =
  /^(?:Catalog|Pages?|Annot|Action|Filespec|EmbeddedFile|Sig|Metadata|OCG|OCMD|StructElem)$/;

/** Filters that only pack. */
const packings = new Set(
  namesIn('FlateDecode Fl LZWDecode LZW ASCII85Decode A85 ASCIIHexDecode AHx RunLengthDecode RL'),
);
/** And those that hold the dots of a picture and nothing else. */
const dotCoders = new Set(namesIn('CCITTFaxDecode CCF JBIG2Decode'));
const isFlate = (filter: string) => filter === 'FlateDecode' || filter === 'Fl';

/** A stream as it is written: a picture is in pieces of the one that was read. */
interface WrittenStream {
  dictionary: PdfDictionary;
  pieces: readonly Uint8Array[];
}

const written = (dictionary: PdfDictionary, ...pieces: readonly Uint8Array[]): WrittenStream => ({
  dictionary,
  pieces,
});

interface Waiting {
  number: number;
  from: number;
  role: Role;
}

/** Copies what pages show into a new document; each object once for each role. */
export class PdfCopy {
  readonly #document: PdfDocument;
  readonly #cleaning: Cleaning;
  readonly #numbers = new Map<string, number>();
  /** The streams that have been read, by the number of their object. */
  readonly #read = new Set<number>();
  readonly #ownBytes: NamedOnce;
  #waiting: Waiting[] = [];
  #next = 1;

  constructor(document: PdfDocument, cleaning: Cleaning) {
    this.#document = document;
    this.#cleaning = cleaning;
    this.#ownBytes = new NamedOnce(document.file, 'PDF streams');
  }

  newNumber(): number {
    return this.#next++;
  }

  /** The page's own object; what it refers to waits. */
  page(page: PdfDictionary, parent: PdfReference): PdfDictionary {
    if (page.has('PieceInfo') || page.has('Metadata')) this.#cleaning.warn('OTHER_METADATA');
    if (page.has('Thumb')) this.#cleaning.warn('PREVIEW');
    const copied = this.#pick(page, pageKeys);
    copied.set('Type', new PdfName('Page')).set('Parent', parent);
    const contents = page.get('Contents');
    if (contents) copied.set('Contents', this.#contents(contents));
    copied.set('Resources', this.#resources(page.get('Resources') ?? new Map(), 0));
    const annotations = this.#document.array(page.get('Annots'));
    const kept = annotations.flatMap((value) => this.#annotation(value));
    if (kept.length > 0) copied.set('Annots', kept);
    return copied;
  }

  /** The objects that wait to be written, with what that brings up. */
  *pending(): Iterable<[number: number, ...pieces: Uint8Array[]]> {
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const { number, from, role } of waiting) {
        const value = this.#document.object(from);
        if (value instanceof PdfStream) {
          this.#requireOwnBytes(from, value);
          const { dictionary, pieces } = this.#stream(value, role);
          const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
          dictionary.set('Length', new PdfWord(String(length)));
          const [head, end] = [`${writeValue(dictionary)}\nstream\n`, '\nendstream'];
          yield [number, text(head), ...pieces, text(end)];
        } else yield [number, text(writeValue(this.#copy(value, role, 0)))];
      }
    }
  }

  /** Streams may not share bytes. The same stream may be copied in several roles. */
  #requireOwnBytes(number: number, { data }: PdfStream): void {
    if (this.#read.has(number)) return;
    this.#read.add(number);
    this.#ownBytes.add(data.length);
  }

  #refer({ number: from }: PdfReference, role: Role): PdfReference {
    const key = `${from} ${role}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.newNumber();
      this.#numbers.set(key, number);
      this.#waiting.push({ number, from, role });
    }
    return new PdfReference(number);
  }

  #contents(value: PdfValue): PdfValue {
    const found = this.#document.resolve(value);
    const all = Array.isArray(found) ? found : [value];
    return all.flatMap((one) => (one instanceof PdfReference ? this.#refer(one, 'content') : []));
  }

  #annotation(value: PdfValue): PdfValue[] {
    const kept = keptAnnotation(this.#document.dictionary(value), this.#document, this.#cleaning);
    if (!kept) return [];
    if ('link' in kept) {
      const { link } = kept;
      const address = link.get('A') ?? pdfNull;
      link.delete('A');
      // Its address is of this document, and no further action.
      return [new Map([...this.#pick(link, [...link.keys()]), ['A', address]])];
    }
    const stamp: PdfDictionary = new Map<string, PdfValue>([
      ['Type', new PdfName('Annot')],
      ['Subtype', new PdfName('Stamp')],
      ['Rect', this.#copy(kept.rectangle, 'plain', 0)],
      ['F', kept.flags ? this.#copy(kept.flags, 'plain', 0) : new PdfWord('4')],
      ['AP', new Map([['N', this.#refer(kept.shows, 'picture')]])],
    ]);
    return [stamp];
  }

  #stream(stream: PdfStream, role: Role): WrittenStream {
    const { dictionary } = stream;
    if (goneTypes.test(this.#document.name(dictionary.get('Type')))) throw damaged('PDF stream');
    // Its length is wrong, and it reaches into others.
    if (stream.data.includes('endstream')) throw damaged('PDF stream');
    switch (role) {
      case 'content':
        return this.#content(stream, new Map());
      case 'profile': {
        const kept = this.#pick(dictionary, ['N', 'Alternate', 'Range']);
        const profile = deflateSync(cleanIccProfile(this.#document.unpacked(stream)));
        return written(kept.set('Filter', new PdfName('FlateDecode')), profile);
      }
      case 'picture':
        return this.#picture(stream);
      default: {
        this.#requireFilters(stream, packings);
        const copied = this.#dictionary(dictionary, 0);
        copied.delete('Length');
        return written(copied, stream.data);
      }
    }
  }

  #picture(stream: PdfStream): WrittenStream {
    const { dictionary } = stream;
    const subtype = this.#document.name(dictionary.get('Subtype'));
    if (subtype === 'Image') return this.#image(stream);
    if (dictionary.has('PieceInfo') || dictionary.has('Metadata'))
      this.#cleaning.warn('OTHER_METADATA');
    const kept = this.#pick(dictionary, formKeys);
    kept.set('Resources', this.#resources(dictionary.get('Resources') ?? new Map(), 0));
    return this.#content(stream, kept.set('Subtype', new PdfName('Form')));
  }

  /** What draws something, with these keys beside those of its packing. */
  #content(stream: PdfStream, kept: PdfDictionary): WrittenStream {
    this.#requireFilters(stream, packings);
    if (this.#document.filters(stream).every(isFlate)) {
      const content = this.#document.unpacked(stream);
      const cleaned = cleanContent(content, this.#cleaning);
      if (cleaned !== content) {
        return written(kept.set('Filter', new PdfName('FlateDecode')), deflateSync(cleaned));
      }
    }
    for (const [key, value] of this.#pick(stream.dictionary, packingKeys)) kept.set(key, value);
    return written(kept, stream.data);
  }

  #requireFilters(stream: PdfStream, ...known: readonly ReadonlySet<string>[]): void {
    const filters = this.#document.filters(stream);
    if (!filters.every((filter) => known.some((some) => some.has(filter)))) {
      throw unsupported('PDF filter');
    }
  }

  #image(stream: PdfStream): WrittenStream {
    const { dictionary } = stream;
    if (dictionary.has('Metadata')) this.#cleaning.warn('OTHER_METADATA');
    const filters = this.#document.filters(stream);
    const coder = filters.find((filter) => /^(?:DCTDecode|DCT|JPXDecode)$/.test(filter));
    const kept = this.#pick(dictionary, imageKeys);
    if (!coder) {
      this.#requireFilters(stream, packings, dotCoders);
      // Somebody has lost the name of its filter.
      if (filters.length === 0 && stream.data.toString('latin1', 0, 3) === '\xff\xd8\xff') {
        throw damaged('PDF picture');
      }
      for (const [key, value] of this.#pick(dictionary, packingKeys)) kept.set(key, value);
      return written(kept, stream.data);
    }
    if (filters.at(-1) !== coder) throw unsupported('PDF filter behind a picture');
    const data = this.#document.unpacked(stream, [coder]);
    const cleaned =
      coder === 'JPXDecode'
        ? [cleanJpeg2000(data, this.#cleaning)]
        : [...cleanJpeg(data, this.#cleaning)];
    kept.set('Filter', new PdfName(coder === 'JPXDecode' ? coder : 'DCTDecode'));
    const transform = this.#document
      .array(dictionary.get('DecodeParms'))
      .concat(this.#document.dictionary(dictionary.get('DecodeParms')))
      .map((one) => this.#document.dictionary(one).get('ColorTransform'))
      .find((one) => one !== undefined);
    if (transform)
      kept.set('DecodeParms', new Map([['ColorTransform', this.#copy(transform, 'plain', 0)]]));
    return written(kept, ...cleaned);
  }

  #resources(value: PdfValue, depth: number): PdfValue {
    if (value instanceof PdfReference) return this.#refer(value, 'resources');
    const resources = this.#document.dictionary(value);
    const kept: PdfDictionary = new Map();
    for (const key of resourceKeys) {
      const category = resources.get(key);
      if (!category) continue;
      if (key !== 'XObject') kept.set(key, this.#named(category, depth));
      else {
        kept.set(key, this.#pictures(category));
      }
    }
    return kept;
  }

  #pictures(category: PdfValue): PdfDictionary {
    const kept: PdfDictionary = new Map();
    for (const [name, picture] of this.#document.dictionary(category)) {
      const isPicture =
        picture instanceof PdfReference && this.#document.resolve(picture) instanceof PdfStream;
      kept.set(name, isPicture ? this.#refer(picture, 'picture') : pdfNull);
    }
    return kept;
  }

  /** The names of things are the page's own: whatever they are, nothing is left out because of them. */
  #named(category: PdfValue, depth: number): PdfValue {
    const resolved = this.#document.resolve(category);
    if (!(resolved instanceof Map)) return this.#copy(resolved, 'plain', depth);
    return new Map(
      Array.from(resolved, ([name, value]) => [name, this.#copy(value, 'plain', depth + 1)]),
    );
  }

  #pick(dictionary: PdfDictionary, keys: readonly string[]): PdfDictionary {
    const kept: PdfDictionary = new Map();
    for (const key of keys) {
      const value = dictionary.get(key);
      if (value === undefined) continue;
      const isPicture = (key === 'SMask' || key === 'Mask') && value instanceof PdfReference;
      const isStream = isPicture && this.#document.resolve(value) instanceof PdfStream;
      kept.set(key, isStream ? this.#refer(value, 'picture') : this.#copy(value, 'plain', 0));
    }
    return kept;
  }

  #copy(value: PdfValue, role: Role, depth: number): PdfValue {
    if (depth > mostDepth) throw damaged('PDF depth');
    if (value instanceof PdfReference) return this.#refer(value, role);
    if (value instanceof PdfStream) throw damaged('PDF stream');
    if (Array.isArray(value)) {
      const isProfile = value[0] instanceof PdfName && value[0].text === 'ICCBased';
      return value.map((one, index) =>
        this.#copy(one, isProfile && index > 0 ? 'profile' : 'plain', depth + 1),
      );
    }
    if (!(value instanceof Map)) return value;
    return role === 'resources'
      ? this.#resources(value, depth + 1)
      : this.#dictionary(value, depth + 1);
  }

  #dictionary(dictionary: PdfDictionary, depth: number): PdfDictionary {
    if (goneTypes.test(this.#document.name(dictionary.get('Type')))) return new Map();
    const copied: PdfDictionary = new Map();
    for (const [key, value] of dictionary) {
      if (goneKeys.has(key) || isForeign.test(key)) continue;
      if (key === 'Resources') copied.set(key, this.#resources(value, depth));
      else if (key === 'G' && isGroup(this.#document, value))
        copied.set(key, this.#refer(value, 'picture'));
      else if (key === 'CharProcs' || key === 'Colorants')
        copied.set(key, this.#named(value, depth));
      else if (key === 'Properties') continue;
      else copied.set(key, this.#copy(value, 'plain', depth));
    }
    return copied;
  }
}

/** Of a soft mask in a state of drawing. */
function isGroup(document: PdfDocument, value: PdfValue): value is PdfReference {
  return value instanceof PdfReference && document.resolve(value) instanceof PdfStream;
}

const text = (content: string) => Buffer.from(content, 'latin1');
