import { crc32, deflateSync } from 'node:zlib';
import { pngChunk } from '../../../../../lib/kit/png-chunk.ts';
import { type Cleaning, damaged, namesIn } from '../cleaning.ts';
import { exifOfOrientation, readExif } from './exif-orientation.ts';
import { cleanIccProfile } from './icc-profile.ts';
import { warnOfXmp } from './jpeg.ts';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** The chunks of the picture itself, including animated ones. */
const pictureChunks = new Set(
  namesIn('IHDR PLTE IDAT tRNS cHRM gAMA sBIT sRGB bKGD pHYs', 'cICP mDCV cLLI acTL fcTL fdAT'),
);

/** A PNG with nothing but its picture, whose compressed bytes stay as they are. */
export function* cleanPng(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  if (!file.subarray(0, 8).equals(signature)) throw damaged('no PNG');
  yield signature;
  let at = 8;
  let hasPicture = false;
  for (;;) {
    if (at + 12 > file.length) throw damaged('PNG without an end');
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > file.length) throw damaged('PNG chunk');
    const content = file.subarray(at + 8, end - 4);
    if (type === 'IEND') break;
    hasPicture ||= type === 'IDAT';
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) {
      throw damaged('PNG chunk');
    }
    if (pictureChunks.has(type)) yield file.subarray(at, end);
    else yield* insteadOf(type, content, cleaning);
    at = end;
  }
  if (!hasPicture) throw damaged('PNG without a picture');
  if (at + 12 < file.length) cleaning.warn('HIDDEN_CONTENT');
  yield pngChunk('IEND', Buffer.alloc(0));
}

function* insteadOf(type: string, content: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  if (type === 'iCCP') {
    const nameEnd = content.indexOf(0);
    if (nameEnd < 0) throw damaged('PNG colour profile');
    const profile = cleanIccProfile(cleaning.inflate(content.subarray(nameEnd + 2)));
    const named = Buffer.from('icc\0\0', 'latin1');
    yield pngChunk('iCCP', Buffer.concat([named, deflateSync(profile)]));
  } else if (type === 'eXIf') {
    const exif = exifOfOrientation(readExif(content, cleaning));
    if (exif) yield pngChunk('eXIf', exif);
  } else if (type === 'tIME') cleaning.warn('DATES');
  else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') warnOfText(content, cleaning);
  else cleaning.warn('OTHER_METADATA');
}

function warnOfText(content: Buffer, cleaning: Cleaning): void {
  const text = content.toString('latin1');
  const keyword = text.slice(0, text.indexOf('\0'));
  if (keyword === 'Author' || keyword === 'Copyright') cleaning.warn('AUTHOR');
  else if (keyword === 'Software' || keyword === 'Source') cleaning.warn('DEVICE');
  else if (keyword === 'Creation Time') cleaning.warn('DATES');
  else if (keyword.startsWith('XML:')) warnOfXmp(text, cleaning);
  else cleaning.warn('COMMENTS');
}
