import type { Readable } from 'node:stream';
import { type Detector, fileTypeFromTokenizer } from 'file-type';
import { BufferSizeError, fromStream, type ITokenizer } from 'strtok3';
import { type ReadPart, typeByDirectory } from './archive-directory.ts';
import { isArchive, typeOfArchive } from './archive-types.ts';
import { mostBytesBeforePdf } from './cleaning/pdf/document.ts';
import { BeyondHeadError, type FileHead } from './file-head.ts';

/** A kind of file that may be attached, and the endings that its name may have. */
export interface FileType {
  contentType: string;
  /** Whether it is an archive, whose directory has the last word on its type. */
  isArchive?: true;
  /** The media types of variants that are stored as this one. */
  variants?: readonly string[];
  extensions: readonly [string, ...string[]];
}

const openXml = 'application/vnd.openxmlformats-officedocument';

/**
 * The types of files that people attach as evidence, and that can be recognised by their content: papers, pictures and
 * films, no programs. DOCX and XLSX with macros are types of their own, and not among these. Macros in an ODT or ODS and
 * scripts in a PDF are not detected.
 */
export const fileTypes: readonly FileType[] = [
  { contentType: 'application/pdf', extensions: ['pdf'] },
  { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  { contentType: 'image/png', variants: ['image/apng'], extensions: ['png', 'apng'] },
  { contentType: 'image/webp', extensions: ['webp'] },
  { contentType: 'image/tiff', extensions: ['tif', 'tiff'] },
  { contentType: 'image/heic', variants: ['image/heic-sequence'], extensions: ['heic', 'heif'] },
  {
    contentType: 'video/mp4',
    variants: ['video/x-m4v', 'video/3gpp'],
    extensions: ['mp4', 'm4v', '3gp'],
  },
  { contentType: `${openXml}.wordprocessingml.document`, extensions: ['docx'], isArchive: true },
  { contentType: `${openXml}.spreadsheetml.sheet`, extensions: ['xlsx'], isArchive: true },
  { contentType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'], isArchive: true },
  {
    contentType: 'application/vnd.oasis.opendocument.spreadsheet',
    extensions: ['ods'],
    isArchive: true,
  },
];

const byContentType = new Map(
  fileTypes.flatMap((type) =>
    [type.contentType, ...(type.variants ?? [])].map((contentType) => [contentType, type] as const),
  ),
);

/** The beginning of a HEIF: a length, `ftyp`, its brand, a version, and compatible brands. */
const brandsBox = { mostBytes: 256, brandAt: 8, brandsAt: 16 };

/** The brands of pictures and sequences in HEVC, also of several layers (ISO/IEC 23008-12, annex B). */
const heicBrand = /^he[iv][cxms]$/;

/**
 * Brands of the same container that say that a file is a picture, of whatever encoding: AVC, EVC, VVC, AV1, JPEG, JPEG
 * 2000 or none. `file-type` takes those that it does not know for films.
 */
const heifBrand =
  /^(?:m[is]f[123]|miaf|Mi[A-Z][A-Za-z]|MA1[AB]|avc[is]|av[io]f|avi[os]|ev[bm][is]|vvi[cs]|jpeg|jpgs|j2[ki][is]|1pic|tmap|unif|geo1)$/;

/** Detects a HEIC by any of its brands: some phones write that of any HEIF first. Other pictures are no films. */
const heicByBrands: Detector = {
  id: 'heic-by-brands',
  async detect(source) {
    const box = Buffer.alloc(brandsBox.mostBytes);
    const length = await source.peekBuffer(box, { mayBeLess: true });
    if (box.toString('latin1', 4, brandsBox.brandAt) !== 'ftyp') return undefined;
    const brandOf = (at: number) => box.toString('latin1', at, at + 4);
    const first = brandOf(brandsBox.brandAt);
    if (heicBrand.test(first)) return { ext: 'heic', mime: 'image/heic' };
    if (!heifBrand.test(first)) return undefined;
    const end = Math.min(length, box.readUInt32BE(0));
    const brands = box.toString('latin1', brandsBox.brandsAt, end).match(/.{4}/gs) ?? [];
    // The encoding of AV1 is not accepted, whatever else a picture may be read as.
    const isHeic = !/^avi[fos]$/.test(first) && brands.some((brand) => heicBrand.test(brand));
    return isHeic ? { ext: 'heic', mime: 'image/heic' } : { ext: 'heic', mime: 'image/heif' };
  },
};

const pdfHead = /%PDF-\d\.\d/;
const beginningBytes = mostBytesBeforePdf + 8;

/** The largest header that the detection of any format needs. */
const maxBufferSize = 2 * 1024 * 1024;

/** A file whose type is detected. */
interface Detected {
  source: ITokenizer;
  /** Its first bytes, also after it has been read further. */
  beginning(): Promise<Buffer>;
  /** Whether it could not be read, apart from what it contains. */
  hasFailed(): boolean;
}

/**
 * Detects the type of a file of the given length, by its content alone. Reads no further than it has to.
 * @returns null for a type that is not accepted.
 */
export async function fileTypeOf(content: Readable, bytes: number): Promise<FileType | null> {
  try {
    const source = await fromStream(content, { fileInfo: { size: bytes }, maxBufferSize });
    const first = Buffer.alloc(beginningBytes);
    const length = await source.peekBuffer(first, { mayBeLess: true });
    return await typeIn({
      source,
      beginning: async () => first.subarray(0, length),
      hasFailed: () => content.errored !== null,
    });
  } finally {
    content.destroy();
  }
}

/**
 * The type of a whole archive of the given length, which programs open by its directory. Its first bytes only show
 * the files that come first.
 * @returns null for a type that is not accepted. @throws what reading throws.
 */
export async function fileTypeByDirectory(bytes: number, read: ReadPart): Promise<FileType | null> {
  const type = await typeByDirectory(bytes, read);
  return (type !== null && byContentType.get(type)) || null;
}

/**
 * Detects the type from the first bytes. The result does not depend on the rest of the file.
 * @returns undefined if they do not suffice, as for an archive whose table of contents comes late.
 */
export async function fileTypeOfHead(head: FileHead): Promise<FileType | null | undefined> {
  try {
    return await typeIn({
      source: head,
      beginning: () => head.beginning(beginningBytes),
      hasFailed: () => head.hasFailed,
    });
  } catch (error) {
    if (error instanceof BeyondHeadError) return undefined;
    throw error;
  }
}

async function typeIn(detected: Detected): Promise<FileType | null> {
  const { source } = detected;
  const signature = Buffer.alloc(4);
  await source.peekBuffer(signature, { mayBeLess: true });
  const found = isArchive(signature) ? await archiveType(detected) : await otherType(detected);
  return (found !== null && byContentType.get(found)) || null;
}

async function archiveType({ source, hasFailed }: Detected): Promise<string | null> {
  try {
    return await typeOfArchive(source);
  } catch (error) {
    if (error instanceof BeyondHeadError || hasFailed()) throw error;
    return null; // a malformed archive
  }
}

async function otherType({ source, beginning }: Detected): Promise<string | null> {
  try {
    const found = await fileTypeFromTokenizer(source, { customDetectors: [heicByBrands] });
    if (found) return found.mime;
    // Last, since bytes before a PDF could make the file one of another type.
    return pdfHead.test((await beginning()).toString('latin1')) ? 'application/pdf' : null;
  } catch (error) {
    if (error instanceof BufferSizeError) return null;
    throw error;
  }
}
