import { deflateSync } from 'node:zlib';
import { type Cleaning, damaged, mostDepth, NamedOnce, unsupported, namesIn } from '../cleaning.ts';
import { cleanIccProfile } from '../media/icc-profile.ts';
import { cleanJpeg } from '../media/jpeg.ts';
import { cleanJpeg2000 } from '../media/jpeg-2000.ts';
import { cleanContent, cleanProgram } from './content.ts';
import { keptAnnotation } from './annotations.ts';
import type { PdfDocument } from './document.ts';
import { packings } from './filters.ts';
import { requireShown } from './layers.ts';
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

/**
 * The purpose for which an object is copied: it decides what of it is kept. `content` draws, also in patterns and in
 * the glyphs of fonts; `data` are numbers or a font program; `plain` is everything else, of which a stream has to show
 * its purpose itself.
 */
type Role = 'content' | 'resources' | 'picture' | 'profile' | 'data' | 'program' | 'plain';

/** The purposes of streams that a dictionary refers to, by key. */
const roles: Readonly<Record<string, Role>> = {
  FontFile: 'data',
  FontFile2: 'data',
  FontFile3: 'data',
  CIDToGIDMap: 'data',
  JBIG2Globals: 'data',
  ToUnicode: 'program',
};

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
const patternKeys = namesIn('Type PatternType PaintType TilingType BBox XStep YStep Matrix');

/** Keys that are dropped from fonts, colours and everything else that a page is drawn with. */
const goneKeys = new Set(
  namesIn(
    'Metadata PieceInfo LastModified Info AA A JS OPI Ref OC Parent P',
    'StructParent StructParents Measure PtData Alternates Thumb AF Private Lang',
    'SourceModified F FFilter FDecodeParms Contents Alt ActualText E Author',
    'Creator Producer Title CreationDate ModDate Annots Kids EF Names CIDSet',
  ),
);
/** Keys of programs and of editions, such as `PTEX.FileName`. */
const isForeign = /^(?:PTEX|ADBE|GTS|MSFT|AAPL|Adobe|Apple)|[.:_]/;
const goneTypes =
  /^(?:Catalog|Pages?|Annot|Action|Filespec|EmbeddedFile|Sig|Metadata|OCG|OCMD|StructElem)$/;

/** Filters of pictures that hold dots and nothing else. */
const dotCoders: ReadonlySet<string> = new Set(namesIn('CCITTFaxDecode CCF JBIG2Decode'));
const isFlate = (filter: string) => filter === 'FlateDecode' || filter === 'Fl';

/** A stream to write: a picture consists of pieces of the one that was read. */
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

/** Copies the visible content of pages into a new document: each object once for each role. */
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

  /** The page's own object. The objects that it refers to wait. */
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

  /** Writes the waiting objects, and those that they refer to. */
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
    const annotation = this.#document.dictionary(value);
    const kept = keptAnnotation(annotation, this.#document, this.#cleaning);
    if (!kept) return [];
    this.#requireShown(annotation.get('OC'));
    if ('frame' in kept) return [this.#pick(kept.frame, [...kept.frame.keys()])];
    const stamp: PdfDictionary = new Map<string, PdfValue>([
      ['Type', new PdfName('Annot')],
      ['Subtype', new PdfName('Stamp')],
      ['Rect', this.#copy(kept.rectangle, 'plain', 0)],
      ['F', kept.flags ? this.#copy(kept.flags, 'plain', 0) : new PdfWord('4')],
      ['AP', new Map([['N', this.#refer(kept.shows, 'picture')]])],
    ]);
    return [stamp];
  }

  /** A copy has no layers. @param layer that of content to copy. */
  #requireShown(layer: PdfValue | undefined): void {
    requireShown(layer, this.#document, this.#cleaning);
  }

  #stream(stream: PdfStream, role: Role): WrittenStream {
    const { dictionary } = stream;
    if (goneTypes.test(this.#document.name(dictionary.get('Type')))) throw damaged('PDF stream');
    // Its length is wrong: it extends into others.
    if (stream.data.includes('endstream')) throw damaged('PDF stream');
    switch (role) {
      case 'content':
        return this.#content(stream, new Map());
      case 'program':
        return this.#program(stream);
      case 'data':
        return this.#data(stream);
      case 'profile': {
        const kept = this.#pick(dictionary, ['N', 'Alternate', 'Range']);
        const profile = deflateSync(cleanIccProfile(this.#document.unpacked(stream)));
        return written(kept.set('Filter', new PdfName('FlateDecode')), profile);
      }
      case 'picture':
        return this.#picture(stream);
      default:
        return this.#plain(stream);
    }
  }

  /** A stream whose purpose only its own dictionary shows. @throws UncleanableError for an unknown purpose. */
  #plain(stream: PdfStream): WrittenStream {
    const { dictionary } = stream;
    if (dictionary.has('PatternType')) {
      const kept = this.#pick(dictionary, patternKeys);
      kept.set('Resources', this.#resources(dictionary.get('Resources') ?? new Map(), 0));
      return this.#content(stream, kept);
    }
    if (this.#document.name(dictionary.get('Type')) === 'CMap') return this.#program(stream);
    const isOfNumbers = ['FunctionType', 'ShadingType', 'HalftoneType'].some((key) =>
      dictionary.has(key),
    );
    if (!isOfNumbers) throw unsupported('PDF stream');
    const isProgram = this.#document.number(dictionary.get('FunctionType')) === 4;
    return isProgram ? this.#program(stream) : this.#data(stream);
  }

  #data(stream: PdfStream): WrittenStream {
    this.#requireFilters(stream, packings);
    const copied = this.#dictionary(stream.dictionary, 0);
    copied.delete('Length');
    return written(copied, stream.data);
  }

  #program(stream: PdfStream): WrittenStream {
    const copied = this.#dictionary(stream.dictionary, 0);
    for (const key of ['Length', ...packingKeys]) copied.delete(key);
    const cleaned = cleanProgram(this.#document.unpacked(stream), this.#cleaning);
    return written(copied.set('Filter', new PdfName('FlateDecode')), deflateSync(cleaned));
  }

  #picture(stream: PdfStream): WrittenStream {
    const { dictionary } = stream;
    this.#requireShown(dictionary.get('OC'));
    const subtype = this.#document.name(dictionary.get('Subtype'));
    if (subtype === 'Image') return this.#image(stream);
    if (dictionary.has('PieceInfo') || dictionary.has('Metadata'))
      this.#cleaning.warn('OTHER_METADATA');
    const kept = this.#pick(dictionary, formKeys);
    kept.set('Resources', this.#resources(dictionary.get('Resources') ?? new Map(), 0));
    return this.#content(stream, kept.set('Subtype', new PdfName('Form')));
  }

  /** A stream that draws, with these keys beside those of its packing. It is packed again if anything is removed. */
  #content(stream: PdfStream, kept: PdfDictionary): WrittenStream {
    const content = this.#document.unpacked(stream);
    const cleaned = cleanContent(content, this.#cleaning);
    const isAsItWas = cleaned === content && this.#document.filters(stream).every(isFlate);
    if (!isAsItWas)
      return written(kept.set('Filter', new PdfName('FlateDecode')), deflateSync(cleaned));
    for (const [key, value] of this.#pick(stream.dictionary, packingKeys)) kept.set(key, value);
    return written(kept, stream.data);
  }

  #requireFilters(stream: PdfStream, ...known: readonly { has(filter: string): boolean }[]): void {
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
      // The name of its filter is missing.
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
    const marks = this.#document.dictionary(resources.get('Properties'));
    for (const mark of marks.values()) this.#requireShown(mark);
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

  /** Copies every entry: these names are the page's own, and none of them is a key to drop. */
  #named(category: PdfValue, depth: number, role: Role = 'plain'): PdfValue {
    const resolved = this.#document.resolve(category);
    if (!(resolved instanceof Map)) return this.#copy(resolved, 'plain', depth);
    return new Map(
      Array.from(resolved, ([name, value]) => [name, this.#copy(value, role, depth + 1)]),
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
      const inside = roleInArray(value[0]);
      return value.map((one, index) => this.#copy(one, index > 0 ? inside : 'plain', depth + 1));
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
      else if (key === 'CharProcs') copied.set(key, this.#named(value, depth, 'content'));
      else if (key === 'Colorants') copied.set(key, this.#named(value, depth));
      else if (key === 'Properties') continue;
      else copied.set(key, this.#copy(value, roles[key] ?? 'plain', depth));
    }
    return copied;
  }
}

/** The purpose of streams in an array: profiles of colours, and tables of them. */
function roleInArray(first: PdfValue | undefined): Role {
  const name = first instanceof PdfName ? first.text : '';
  if (name === 'ICCBased') return 'profile';
  return name === 'Indexed' || name === 'I' ? 'data' : 'plain';
}

/** Whether this is the group of a soft mask in a state of drawing. */
function isGroup(document: PdfDocument, value: PdfValue): value is PdfReference {
  return value instanceof PdfReference && document.resolve(value) instanceof PdfStream;
}

const text = (content: string) => Buffer.from(content, 'latin1');
