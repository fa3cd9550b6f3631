import type { AttachmentWarning } from '../../../record/index.ts';
import { type Cleaning, damaged, NamedOnce, unsupported } from '../cleaning.ts';
import { warningOfTag } from './exif-orientation.ts';
import { cleanIccProfile } from './icc-profile.ts';
import { cleanedWhole } from '../cleaning.ts';
import { cleanJpegPart } from './jpeg.ts';

const tag = {
  subfileType: 254,
  compression: 259,
  stripOffsets: 273,
  stripByteCounts: 279,
  tileOffsets: 324,
  tileByteCounts: 325,
  jpegTables: 347,
  icc: 34_675,
} as const;

/** The tags by which a page of a TIFF is decoded and turned. */
const pictureTags = new Set<number>([
  254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282,
  283, 284, 290, 291, 292, 293, 296, 297, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334,
  338, 339, 340, 341, 347, 529, 530, 531, 532, 34_675,
]);
/** The tags that may be tables. The others have a few numbers each, and no texts. */
const longTags = new Set<number>([273, 279, 320, 324, 325, 347, 34_675]);
const mostValueBytes = 64;
const wordTypes: readonly number[] = [2, 7];

/** JPEG as in TIFF 6.0, deprecated because implementations disagreed. */
const oldJpeg = 6;
const jpeg = 7;

/** The size of a value of each type, in bytes. */
const valueBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8] as const;
const mostPages = 1_000;
const mostEntries = 500;

interface Entry {
  tag: number;
  type: number;
  count: number;
  value: Buffer;
}

interface Page {
  entries: Entry[];
  /** The strips or tiles, and the entries that refer to them. */
  parts: Buffer[];
  offsetsTag: number;
  lengthsTag: number;
}

/** A TIFF with nothing but its pages, whose compressed bytes stay as they are. */
export function* cleanTiff(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  const reader = readerOf(file);
  const pages = pagesOf(reader, cleaning);
  const head = Buffer.alloc(8);
  file.copy(head, 0, 0, 4);
  // The directories follow each other, each with its values and then its parts.
  let at = 8;
  const laidOut = pages.map((page) => {
    const laid = layOut(page, at, reader);
    at = laid.end;
    return laid;
  });
  reader.write(head, 4, 4, laidOut[0]?.directoryAt ?? 0);
  yield head;
  for (const [index, { bytes, nextAt, page, padding }] of laidOut.entries()) {
    reader.write(bytes, nextAt, 4, laidOut[index + 1]?.directoryAt ?? 0);
    yield bytes;
    yield* page.parts;
    yield padding;
  }
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(file: Buffer) {
  const order = file.toString('latin1', 0, 2);
  const little = order === 'II';
  if (!little && order !== 'MM') throw damaged('no TIFF');
  const within = (at: number, length: number) => {
    if (at < 0 || at + length > file.length) throw damaged('TIFF');
  };
  const read = (bytes: Buffer, at: number, size: number) =>
    little ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  const reader = {
    file,
    u16(at: number) {
      within(at, 2);
      return read(file, at, 2);
    },
    u32(at: number) {
      within(at, 4);
      return read(file, at, 4);
    },
    bytes(at: number, length: number) {
      within(at, length);
      return file.subarray(at, at + length);
    },
    numbers({ type, count, value }: Entry): number[] {
      const size = valueBytes[type] ?? 0;
      if (size === 0 || size > 4) throw damaged('TIFF numbers');
      return Array.from({ length: count }, (_, index) => read(value, index * size, size));
    },
    firstNumber: (entry: Entry): number =>
      reader.numbers({ ...entry, count: Math.min(1, entry.count) })[0] ?? 0,
    write: (bytes: Buffer, at: number, size: number, value: number) =>
      little ? bytes.writeUIntLE(value, at, size) : bytes.writeUIntBE(value, at, size),
  };
  if (reader.u16(2) !== 42) throw unsupported('BigTIFF');
  return reader;
}

function pagesOf(reader: Reader, cleaning: Cleaning): Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();
  const named = new NamedOnce(reader.file, 'TIFF parts');
  for (let at = reader.u32(4); at !== 0;) {
    if (seen.has(at) || seen.size === mostPages) throw damaged('TIFF directories');
    seen.add(at);
    const count = reader.u16(at);
    if (count > mostEntries) throw damaged('TIFF directory');
    const entries = Array.from({ length: count }, (_, index) =>
      entryAt(at + 2 + index * 12, reader),
    );
    const subfile = entries.find((entry) => entry.tag === tag.subfileType);
    const isPreview = pages.length > 0 && subfile && reader.firstNumber(subfile) % 2 === 1;
    if (isPreview) cleaning.warn('PREVIEW');
    else pages.push(pageOf(entries, reader, { cleaning, named }));
    at = reader.u32(at + 2 + count * 12);
  }
  if (pages.length === 0) throw damaged('TIFF without a page');
  return pages;
}

function entryAt(at: number, reader: Reader): Entry {
  const type = reader.u16(at + 2);
  const count = reader.u32(at + 4);
  const length = count * (valueBytes[type] ?? 0);
  const value = reader.bytes(length <= 4 ? at + 8 : reader.u32(at + 8), length);
  return { tag: reader.u16(at), type, count, value };
}

interface PagesUnderWay {
  cleaning: Cleaning;
  /** Everything that the pages refer to by position. */
  named: NamedOnce;
}

function pageOf(all: readonly Entry[], reader: Reader, { cleaning, named }: PagesUnderWay): Page {
  for (const entry of all) if (!pictureTags.has(entry.tag)) cleaning.warn(warningOf(entry.tag));
  const entries = all.filter(isOfPicture);
  const numbersOf = (wanted: number) => {
    const entry = entries.find((candidate) => candidate.tag === wanted);
    return entry && reader.numbers(entry);
  };
  const isTiled = entries.some((entry) => entry.tag === tag.tileOffsets);
  const offsetsTag = isTiled ? tag.tileOffsets : tag.stripOffsets;
  const lengthsTag = isTiled ? tag.tileByteCounts : tag.stripByteCounts;
  const [offsets, lengths] = [numbersOf(offsetsTag), numbersOf(lengthsTag)];
  if (!offsets || !lengths || offsets.length !== lengths.length) throw damaged('TIFF page');
  const [compression = 1] = numbersOf(tag.compression) ?? [];
  if (compression === oldJpeg) throw unsupported('TIFF with JPEG of the old kind');
  for (const { value } of entries) named.add(value.length);
  for (const length of lengths) named.add(length);
  const clean = (part: Buffer) =>
    compression === jpeg ? cleanedWhole(cleanJpegPart, part, cleaning) : part;
  const parts = offsets.map((offset, index) => clean(reader.bytes(offset, lengths[index] ?? 0)));
  return {
    entries: entries.map((entry) => cleanEntry(entry, cleaning)),
    parts,
    offsetsTag,
    lengthsTag,
  };
}

function isOfPicture({ tag: number, type, value }: Entry): boolean {
  if (!pictureTags.has(number) || !valueBytes[type]) return false;
  if (longTags.has(number)) return true;
  return value.length <= mostValueBytes && !wordTypes.includes(type);
}

const warningOf = (number: number): AttachmentWarning => warningOfTag(number) ?? 'OTHER_METADATA';

function cleanEntry(entry: Entry, cleaning: Cleaning): Entry {
  if (entry.tag === tag.icc) return { ...entry, value: cleanIccProfile(entry.value) };
  if (entry.tag !== tag.jpegTables) return entry;
  const value = cleanedWhole(cleanJpegPart, entry.value, cleaning);
  return { ...entry, count: value.length, value };
}

/** The positions of a page's directory, values and parts in the copy. */
function layOut(page: Page, at: number, reader: Reader) {
  const { entries, parts, offsetsTag, lengthsTag } = page;
  const isNumbered = (entry: Entry) => entry.tag === offsetsTag || entry.tag === lengthsTag;
  const numbered = [offsetsTag, lengthsTag].map((number) => ({
    tag: number,
    type: 4,
    count: parts.length,
    value: Buffer.alloc(parts.length * 4),
  }));
  const all = [...entries.filter((entry) => !isNumbered(entry)), ...numbered].toSorted(
    (a, b) => a.tag - b.tag,
  );
  const directoryLength = 2 + all.length * 12 + 4;
  const isOutside = ({ value }: Entry) => value.length > 4;
  const evenLength = (length: number) => length + (length & 1);
  const valuesLength = all
    .filter(isOutside)
    .reduce((sum, { value }) => sum + evenLength(value.length), 0);
  const bytes = Buffer.alloc(directoryLength + valuesLength);
  let partAt = at + bytes.length;
  const [offsets, lengths] = numbered;
  for (const [index, part] of parts.entries()) {
    if (offsets) reader.write(offsets.value, index * 4, 4, partAt);
    if (lengths) reader.write(lengths.value, index * 4, 4, part.length);
    partAt += part.length;
  }
  reader.write(bytes, 0, 2, all.length);
  let valueAt = directoryLength;
  for (const [index, entry] of all.entries()) {
    const entryAt = 2 + index * 12;
    reader.write(bytes, entryAt, 2, entry.tag);
    reader.write(bytes, entryAt + 2, 2, entry.type);
    reader.write(bytes, entryAt + 4, 4, entry.count);
    if (isOutside(entry)) {
      reader.write(bytes, entryAt + 8, 4, at + valueAt);
      entry.value.copy(bytes, valueAt);
      valueAt += evenLength(entry.value.length);
    } else entry.value.copy(bytes, entryAt + 8);
  }
  const padding = Buffer.alloc(partAt & 1);
  return {
    page,
    bytes,
    directoryAt: at,
    nextAt: directoryLength - 4,
    padding,
    end: partAt + padding.length,
  };
}
