import { type Cleaning, damaged } from '../cleaning.ts';
import { coloursOf } from './heic.ts';
import { type Box, boxOf, boxesIn } from './iso-boxes.ts';

const kept = new Set(['jP  ', 'ftyp', 'jp2h', 'jp2c']);
const marker = { start: 0xff4f, comment: 0xff64, tile: 0xff90 } as const;

/** A JPEG 2000, as PDF contains it, without the boxes and comments of programs. */
export function cleanJpeg2000(file: Buffer, cleaning: Cleaning): Buffer {
  if (file.length > 2 && file.readUInt16BE(0) === marker.start) return cleanStream(file, cleaning);
  const boxes = boxesIn(file);
  if (boxes.some(({ type }) => !kept.has(type))) cleaning.warn('OTHER_METADATA');
  const cleaned = boxes.filter(({ type }) => kept.has(type)).map((box) => cleanBox(box, cleaning));
  if (cleaned.length === 0) throw damaged('JPEG 2000');
  return Buffer.concat(cleaned);
}

function cleanBox({ type, content }: Box, cleaning: Cleaning): Buffer {
  if (type === 'jp2c') return boxOf(type, cleanStream(content, cleaning));
  if (type !== 'jp2h') return boxOf(type, content);
  const inner = boxesIn(content).filter((box) =>
    /^(?:ihdr|bpcc|colr|pclr|cmap|cdef|res )$/.test(box.type),
  );
  return boxOf(type, ...inner.map((box) => boxOf(box.type, coloursIn(box))));
}

/** A profile may follow the three bytes of method and precedence. */
function coloursIn({ type, content }: Box): Buffer {
  if (type !== 'colr' || content[0] !== 2) return content;
  const profile = coloursOf(Buffer.concat([Buffer.from('prof', 'latin1'), content.subarray(3)]));
  return Buffer.concat([content.subarray(0, 3), profile.subarray(4)]);
}

function cleanStream(stream: Buffer, cleaning: Cleaning): Buffer {
  const parts = [stream.subarray(0, 2)];
  let at = 2;
  for (;;) {
    if (at + 4 > stream.length) throw damaged('JPEG 2000');
    const code = stream.readUInt16BE(at);
    if (code === marker.tile) return Buffer.concat([...parts, stream.subarray(at)]);
    const end = at + 2 + stream.readUInt16BE(at + 2);
    if (code < 0xff00 || end > stream.length) throw damaged('JPEG 2000');
    if (code === marker.comment) cleaning.warn('COMMENTS');
    else parts.push(stream.subarray(at, end));
    at = end;
  }
}
