import type { Readable } from 'node:stream';
import { type Detector, fileTypeFromTokenizer } from 'file-type';
import { BufferSizeError, fromStream, type ITokenizer } from 'strtok3';
import { BeyondHeadError, type FileHead } from './file-head.ts';

/** A kind of file that may be attached, and the endings that its name may have. */
export interface FileType {
  contentType: string;
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
  { contentType: 'image/png', extensions: ['png'] },
  { contentType: 'image/webp', extensions: ['webp'] },
  { contentType: 'image/tiff', extensions: ['tif', 'tiff'] },
  { contentType: 'image/heic', extensions: ['heic', 'heif'] },
  { contentType: 'video/mp4', extensions: ['mp4'] },
  { contentType: `${openXml}.wordprocessingml.document`, extensions: ['docx'] },
  { contentType: `${openXml}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  { contentType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  { contentType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
];

const byContentType = new Map(fileTypes.map((type) => [type.contentType, type]));

/** The beginning of a HEIF: a length, `ftyp`, its brand, a version, and compatible brands. */
const brandsBox = { mostBytes: 256, brandsAt: 16 };

/** A picture whose first brand is that of any HEIF, as some phones write it, and a later one that of HEIC. */
const heicByLaterBrand: Detector = {
  id: 'heic-by-later-brand',
  async detect(source) {
    const box = Buffer.alloc(brandsBox.mostBytes);
    const length = await source.peekBuffer(box, { mayBeLess: true });
    if (!/^ftypm[is]f1/.test(box.toString('latin1', 4, 12))) return undefined;
    const end = Math.min(length, box.readUInt32BE(0));
    const brands = box.toString('latin1', brandsBox.brandsAt, end).match(/.{4}/gs) ?? [];
    return brands.some((brand) => brand === 'heic' || brand === 'heix')
      ? { ext: 'heic', mime: 'image/heic' }
      : undefined;
  },
};

/** The largest header that the detection of any format needs. */
const maxBufferSize = 2 * 1024 * 1024;

/**
 * Detects the type of a file of the given length, by its content alone. Reads no further than it has to.
 * @returns null for a type that is not accepted.
 */
export async function fileTypeOf(content: Readable, bytes: number): Promise<FileType | null> {
  try {
    return await typeIn(await fromStream(content, { fileInfo: { size: bytes }, maxBufferSize }));
  } finally {
    content.destroy();
  }
}

/**
 * Detects the type from the first bytes. The result does not depend on the rest of the file.
 * @returns undefined if they do not suffice, as for an archive whose table of contents comes late.
 */
export async function fileTypeOfHead(head: FileHead): Promise<FileType | null | undefined> {
  try {
    return await typeIn(head);
  } catch (error) {
    if (error instanceof BeyondHeadError) return undefined;
    throw error;
  }
}

async function typeIn(source: ITokenizer): Promise<FileType | null> {
  try {
    const found = await fileTypeFromTokenizer(source, { customDetectors: [heicByLaterBrand] });
    return (found && byContentType.get(found.mime)) ?? null;
  } catch (error) {
    if (error instanceof BufferSizeError) return null;
    throw error;
  }
}
