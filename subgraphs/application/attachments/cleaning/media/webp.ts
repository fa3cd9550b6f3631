import { type Cleaning, damaged } from '../cleaning.ts';
import { exifOfOrientation, readExif } from './exif-orientation.ts';
import { cleanIccProfile } from './icc-profile.ts';
import { warnOfXmp } from './jpeg.ts';

/** Bits of the flags at the beginning of a WEBP that contains more than a picture. */
const flag = { animation: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, icc: 0x20 } as const;

const frameHead = 16;

interface Chunk {
  type: string;
  content: Buffer;
}

/** A WEBP with nothing but its picture, whose compressed bytes stay as they are. */
export function* cleanWebp(file: Buffer, cleaning: Cleaning): Iterable<Uint8Array> {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') {
    throw damaged('no WEBP');
  }
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length + 1) throw damaged('WEBP without an end');
  if (end < file.length) cleaning.warn('HIDDEN_CONTENT');
  const kept: Chunk[] = [];
  let flags = 0;
  let exif: Buffer | null = null;
  for (const chunk of chunksOf(file.subarray(12, end))) {
    const { type, content } = chunk;
    if (type === 'ICCP') kept.push({ type, content: cleanIccProfile(content) });
    else if (/^(?:VP8X|VP8 |VP8L|ALPH|ANIM)$/.test(type)) kept.push(chunk);
    else if (type === 'ANMF') kept.push({ type, content: frameOf(content) });
    else if (type === 'EXIF') {
      const hasHead = content.toString('latin1', 0, 6) === 'Exif\0\0';
      exif = exifOfOrientation(readExif(hasHead ? content.subarray(6) : content, cleaning));
    } else if (type === 'XMP ') warnOfXmp(content.toString('latin1'), cleaning);
    else cleaning.warn('OTHER_METADATA');
  }
  if (!kept.some(({ type }) => /^(?:VP8 |VP8L|ANMF)$/.test(type))) {
    throw damaged('WEBP without a picture');
  }
  if (exif) kept.push({ type: 'EXIF', content: exif });
  for (const chunk of kept) {
    if (chunk.type !== 'VP8X') continue;
    if (chunk.content.length < 10) throw damaged('WEBP head');
    flags = (chunk.content[0] ?? 0) & (flag.animation | flag.alpha | flag.icc);
    chunk.content = Buffer.from(chunk.content.subarray(0, 10));
    chunk.content[0] = exif ? flags | flag.exif : flags;
  }
  const length = kept.reduce(
    (sum, { content }) => sum + 8 + content.length + (content.length & 1),
    4,
  );
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(length, 4);
  yield head;
  for (const chunk of kept) yield* bytesOf(chunk);
}

function* chunksOf(content: Buffer): Iterable<Chunk> {
  for (let at = 0; at + 8 <= content.length;) {
    const length = content.readUInt32LE(at + 4);
    if (at + 8 + length > content.length) throw damaged('WEBP chunk');
    yield {
      type: content.toString('latin1', at, at + 4),
      content: content.subarray(at + 8, at + 8 + length),
    };
    at += 8 + length + (length & 1);
  }
}

/** A frame of an animation: its picture, without other chunks beside it. */
function frameOf(content: Buffer): Buffer {
  if (content.length < frameHead) throw damaged('WEBP frame');
  const kept = [...chunksOf(content.subarray(frameHead))].filter(({ type }) =>
    /^(?:VP8 |VP8L|ALPH)$/.test(type),
  );
  return Buffer.concat([
    content.subarray(0, frameHead),
    ...kept.flatMap((chunk) => [...bytesOf(chunk)]),
  ]);
}

function* bytesOf({ type, content }: Chunk): Iterable<Uint8Array> {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(content.length, 4);
  yield head;
  yield content;
  if (content.length & 1) yield Buffer.alloc(1);
}
