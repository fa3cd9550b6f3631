import { type Cleaning, damaged } from '../cleaning.ts';
import { exifOfOrientation, readExif } from './exif-orientation.ts';
import { cleanIccProfile } from './icc-profile.ts';

const marker = {
  SOI: 0xd8,
  EOI: 0xd9,
  SOS: 0xda,
  APP0: 0xe0,
  APP1: 0xe1,
  APP2: 0xe2,
  APP13: 0xed,
} as const;
const APP14 = 0xee;
const APP15 = 0xef;
const COM = 0xfe;

const exifHead = 'Exif\0\0';
const iccHead = 'ICC_PROFILE\0';

const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;
/** Tables, frames and scans: the parts of the picture itself. */
const isPicture = (code: number) => code >= 0xc0 && code <= 0xdf;

interface Segment {
  code: number;
  /** With its marker and length. */
  whole: Buffer;
  payload: Buffer;
}

/**
 * A JPEG with nothing but its picture: tables, frames, scans, colours and orientation. Not a byte of the compressed
 * picture changes. Data after the picture (a film, further pictures) is dropped.
 */
export function* cleanJpeg(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  if (file[0] !== 0xff || file[1] !== marker.SOI) throw damaged('no JPEG');
  const head: Segment[] = [];
  const picture: Uint8Array[] = [];
  let at = 2;
  for (;;) {
    const segment = segmentAt(file, at);
    if (segment === null) break;
    at += segment.whole.length;
    (isPicture(segment.code) ? (picture.push(segment.whole), []) : head).push(segment);
    if (segment.code !== marker.SOS) continue;
    const end = endOfScan(file, at);
    picture.push(file.subarray(at, end));
    at = end;
  }
  if (picture.length === 0) throw damaged('JPEG without a picture');
  // Some programs write a few zeros.
  if (file.subarray(at + 2).some((byte) => byte !== 0)) cleaning.warn('HIDDEN_CONTENT');
  yield file.subarray(0, 2);
  yield* headOf(head, cleaning);
  yield* picture;
  yield Buffer.from([0xff, marker.EOI]);
}

/** The same for a part of a picture within a TIFF, or for its tables, which have no head. */
export function* cleanJpegPart(part: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  if (part[0] !== 0xff || part[1] !== marker.SOI) throw damaged('no JPEG');
  yield part.subarray(0, 2);
  let at = 2;
  for (let segment = segmentAt(part, at); segment; segment = segmentAt(part, at)) {
    at += segment.whole.length;
    if (isPicture(segment.code) || segment.code === APP14) yield segment.whole;
    else cleaning.warn('OTHER_METADATA');
    if (segment.code !== marker.SOS) continue;
    const end = endOfScan(part, at);
    yield part.subarray(at, end);
    at = end;
  }
  yield Buffer.from([0xff, marker.EOI]);
}

/** Null at the end of the picture. */
function segmentAt(file: Buffer, from: number): Segment | null {
  let at = from;
  if (file[at] !== 0xff) throw damaged('JPEG marker');
  while (file[at + 1] === 0xff) at += 1; // fill bytes
  const code = file[at + 1];
  if (code === marker.EOI) return null;
  const isKnown =
    code !== undefined &&
    !isRestart(code) &&
    (isPicture(code) || (code >= marker.APP0 && code <= APP15) || code === COM);
  if (!isKnown || code === marker.SOI || at + 4 > file.length) throw damaged('JPEG marker');
  const end = at + 2 + file.readUInt16BE(at + 2);
  if (end > file.length || end < at + 4) throw damaged('JPEG segment');
  const payload = file.subarray(at + 4, end);
  if (isPicture(code) && !isWellFormed(code, payload)) throw damaged('JPEG segment');
  return { code, whole: file.subarray(from, end), payload };
}

/** Whether a table, a frame or the head of a scan is as long as it declares, so that it contains nothing else. */
function isWellFormed(code: number, payload: Buffer): boolean {
  const [first = 0] = payload;
  switch (code) {
    case 0xc4:
      return endsAfter(
        payload,
        (at) => 17 + payload.subarray(at + 1, at + 17).reduce((a, b) => a + b, 0),
      );
    case 0xdb:
      return endsAfter(payload, (at) => ((payload[at] ?? 0) >> 4 === 0 ? 65 : 129));
    case 0xcc:
      return payload.length <= 16;
    case marker.SOS:
      return payload.length === 4 + first * 2;
    case 0xdc:
    case 0xdd:
      return payload.length === 2;
    case 0xde:
    case 0xdf:
      return false;
    default:
      return payload.length === 6 + (payload[5] ?? 0) * 3;
  }
}

function endsAfter(payload: Buffer, lengthAt: (at: number) => number): boolean {
  let at = 0;
  while (at < payload.length) at += lengthAt(at);
  return at === payload.length;
}

/** The position of the next marker that is not part of the compressed data. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const code = file[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff && !isRestart(code)) return at;
  }
  throw damaged('JPEG without an end');
}

function* headOf(segments: readonly Segment[], cleaning: Cleaning): Iterable<Uint8Array> {
  let orientation = 1;
  const icc: Buffer[] = [];
  const kept: Buffer[] = [];
  for (const { code, payload } of segments) {
    const name = payload.toString('latin1', 0, 40);
    if (code === marker.APP0 && name.startsWith('JFIF\0')) kept.push(jfifOf(payload, cleaning));
    else if (code === APP14 && name.startsWith('Adobe') && payload.length >= 12) {
      kept.push(segmentOf(APP14, payload.subarray(0, 12)));
    } else if (code === marker.APP2 && name.startsWith(iccHead)) {
      icc[payload[12] ?? 0] ??= payload.subarray(14);
    } else if (code === marker.APP1 && name.startsWith(exifHead)) {
      orientation = readExif(payload.subarray(exifHead.length), cleaning);
    } else warnOf(code, name, payload, cleaning);
  }
  yield* kept;
  const exif = exifOfOrientation(orientation);
  if (exif) yield segmentOf(marker.APP1, Buffer.concat([Buffer.from(exifHead, 'latin1'), exif]));
  const profile = Buffer.concat(icc.filter(Boolean));
  if (profile.length > 0) yield* iccSegmentsOf(cleanIccProfile(profile));
}

function warnOf(code: number, name: string, payload: Buffer, cleaning: Cleaning): void {
  if (code === COM) cleaning.warn('COMMENTS');
  else if (name.startsWith('JFXX') || name.startsWith('MPF\0')) cleaning.warn('PREVIEW');
  else if (code === marker.APP13 || name.startsWith('http://ns.adobe.com/')) {
    warnOfXmp(payload.toString('latin1'), cleaning);
  } else cleaning.warn('OTHER_METADATA');
}

/** Warns the centre of the contents of a packet of XMP, or of the properties of a picture. */
export function warnOfXmp(xmp: string, cleaning: Cleaning): void {
  cleaning.warn('OTHER_METADATA');
  if (/dc:creator|photoshop:Author|photoshop:Credit/.test(xmp)) cleaning.warn('AUTHOR');
  if (/GPSL|photoshop:City|Iptc4xmpCore:Location/.test(xmp)) cleaning.warn('LOCATION');
  if (/CreatorTool|tiff:Model|pdf:Producer/.test(xmp)) cleaning.warn('DEVICE');
  if (/(?:Create|Modify|Metadata)Date/.test(xmp)) cleaning.warn('DATES');
}

/** The density without the thumbnail. */
function jfifOf(payload: Buffer, cleaning: Cleaning): Buffer {
  if (payload.length > 14) cleaning.warn('PREVIEW');
  const jfif = Buffer.alloc(14);
  payload.copy(jfif, 0, 0, 12);
  return segmentOf(marker.APP0, jfif);
}

function* iccSegmentsOf(profile: Buffer): Iterable<Buffer> {
  const most = 65_000;
  const count = Math.ceil(profile.length / most);
  for (let index = 0; index < count; index += 1) {
    const head = Buffer.from(`${iccHead}${String.fromCharCode(index + 1, count)}`, 'latin1');
    const part = profile.subarray(index * most, (index + 1) * most);
    yield segmentOf(marker.APP2, Buffer.concat([head, part]));
  }
}

function segmentOf(code: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}
