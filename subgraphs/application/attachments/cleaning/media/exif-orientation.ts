import type { AttachmentWarning } from '../../../record/index.ts';
import type { Cleaning } from '../cleaning.ts';

const orientationTag = 0x0112;

/** The warnings for tags of Exif and TIFF; all others are other metadata. */
const tagWarnings: Readonly<Record<number, AttachmentWarning>> = {
  0x010e: 'COMMENTS', // ImageDescription
  0x010f: 'DEVICE', // Make
  0x0110: 'DEVICE', // Model
  0x0131: 'DEVICE', // Software
  0x013c: 'DEVICE', // HostComputer
  0x0132: 'DATES',
  0x9003: 'DATES',
  0x9004: 'DATES',
  0x013b: 'AUTHOR', // Artist
  0x8298: 'AUTHOR', // Copyright
  0x9c9b: 'COMMENTS', // XPTitle
  0x9c9c: 'COMMENTS',
  0x9c9d: 'AUTHOR', // XPAuthor
  0x9286: 'COMMENTS', // UserComment
  0x8825: 'LOCATION', // GPS
  0x927c: 'DEVICE', // MakerNote
  0xa430: 'AUTHOR', // CameraOwnerName
  0xa431: 'DEVICE', // BodySerialNumber
  0xa435: 'DEVICE', // LensSerialNumber
};

const exifDirectoryTag = 0x8769;

/** The size of an Exif with nothing but the orientation, in bytes. */
const orientationLength = 26;

/** The warning for a tag of Exif or TIFF, for the centre. */
export const warningOfTag = (tag: number): AttachmentWarning | undefined => tagWarnings[tag];

/**
 * The orientation of a picture, 1 to 8, according to its Exif; 1 where that contains none that is legible. Warns of the
 * other contents of the Exif.
 */
export function readExif(exif: Buffer, cleaning: Cleaning): number {
  const order = exif.toString('latin1', 0, 2);
  if (exif.length > orientationLength) cleaning.warn('OTHER_METADATA');
  if (order !== 'II' && order !== 'MM') return 1;
  const little = order === 'II';
  const u16 = (at: number) =>
    at + 2 > exif.length ? 0 : little ? exif.readUInt16LE(at) : exif.readUInt16BE(at);
  const u32 = (at: number) =>
    at + 4 > exif.length ? 0 : little ? exif.readUInt32LE(at) : exif.readUInt32BE(at);
  let orientation = 1;
  const visit = (directory: number, depth: number): number => {
    const count = Math.min(u16(directory), 500);
    for (let entry = directory + 2; entry < directory + 2 + count * 12; entry += 12) {
      const tag = u16(entry);
      if (tag === orientationTag && depth === 0) {
        const value = u16(entry + 8);
        if (value >= 1 && value <= 8) orientation = value;
        continue;
      }
      const warning = warningOfTag(tag);
      if (warning) cleaning.warn(warning);
      if (tag === exifDirectoryTag && depth === 0) visit(u32(entry + 8), 1);
    }
    return u32(directory + 2 + count * 12);
  };
  if (visit(u32(4), 0) !== 0) cleaning.warn('PREVIEW');
  return orientation;
}

/** Exif with the orientation and nothing else; null if the picture is not turned. */
export function exifOfOrientation(orientation: number): Buffer | null {
  if (orientation === 1) return null;
  const exif = Buffer.alloc(orientationLength);
  exif.write('MM\0*', 0, 'latin1');
  exif.writeUInt32BE(8, 4);
  exif.writeUInt16BE(1, 8);
  exif.writeUInt16BE(orientationTag, 10);
  exif.writeUInt16BE(3, 12); // one number of 16 bits
  exif.writeUInt32BE(1, 14);
  exif.writeUInt16BE(orientation, 18);
  return exif;
}
