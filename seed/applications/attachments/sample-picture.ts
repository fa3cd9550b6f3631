import { deflateSync } from 'node:zlib';
import { pngChunk } from '../../../lib/kit/png-chunk.ts';

/** A colour of a pixel: red, green and blue, 0 to 255. */
type Colour = readonly [number, number, number];

interface Picture {
  width: number;
  height: number;
  colourAt(x: number, y: number): Colour;
}

/** What a camera or program has written into it. */
interface PictureData {
  /** PNG's texts, by their keywords. */
  texts?: Readonly<Record<string, string>>;
  exif?: Buffer;
}

/** A PNG. */
export function pngOf(
  { width, height, colourAt }: Picture,
  { texts = {}, exif }: PictureData = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(8, 8); // bits of each colour
  header.writeUInt8(2, 9); // red, green, blue
  const rows = Array.from({ length: height }, (_row, y) => [
    0, // not filtered
    ...Array.from({ length: width }, (_pixel, x) => colourAt(x, y)).flat(),
  ]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...Object.entries(texts).map(([keyword, text]) =>
      pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')),
    ),
    ...(exif ? [pngChunk('eXIf', exif)] : []),
    pngChunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const asciiType = 2;
const tags = { make: 0x010f, model: 0x0110, dateTime: 0x0132, gps: 0x8825 } as const;

/** The Exif of a phone's camera: maker, model, time, and a place. */
export function exifOfPhone(values: Record<'make' | 'model' | 'dateTime', string>): Buffer {
  const texts = (['make', 'model', 'dateTime'] as const).map((name) => ({
    tag: tags[name],
    text: Buffer.from(`${values[name]}\0`, 'latin1'),
  }));
  const entries = texts.length + 1;
  const head = Buffer.alloc(8 + 2 + entries * 12 + 4);
  head.write('MM\0*', 0, 'latin1');
  head.writeUInt32BE(8, 4);
  head.writeUInt16BE(entries, 8);
  let at = 10;
  let valueAt = head.length;
  for (const { tag, text } of texts) {
    head.writeUInt16BE(tag, at);
    head.writeUInt16BE(asciiType, at + 2);
    head.writeUInt32BE(text.length, at + 4);
    head.writeUInt32BE(valueAt, at + 8);
    valueAt += text.length;
    at += 12;
  }
  head.writeUInt16BE(tags.gps, at);
  head.writeUInt16BE(4, at + 2); // the position of a directory
  head.writeUInt32BE(1, at + 4);
  head.writeUInt32BE(valueAt, at + 8);
  const northern = Buffer.from('\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0', 'latin1');
  return Buffer.concat([head, ...texts.map(({ text }) => text), northern]);
}
