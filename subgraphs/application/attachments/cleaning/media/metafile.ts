import { gzipSync } from 'node:zlib';
import type { CleanFile } from '../cleaning.ts';

/** The number of first bytes that show the kind. */
const headBytes = 44;

/**
 * The cleaner of a drawing of Windows within a document: EMF (MS-EMF), WMF (MS-WMF), or one that is packed (EMZ, WMZ).
 * These are programs that draw, with texts and descriptions of their own. They are not cleaned: an empty drawing takes
 * their place.
 * @returns null for anything else.
 */
export function metafileCleaner(image: Buffer): CleanFile | null {
  const head = Buffer.alloc(headBytes);
  image.copy(head);
  const [first, words] = [head.readUInt32LE(0), [head.readUInt16LE(0), head.readUInt16LE(2)]];
  if (first === 1 && head.toString('latin1', 40) === ' EMF') return leftOut(emptyEmf());
  if (first === placeable) return leftOut(emptyWmf());
  // The kind, the number of words of the header, and the version.
  const [kind = 0, length] = words;
  const isWmf = (kind === 1 || kind === 2) && length === 9 && head[4] === 0;
  if (isWmf) return leftOut(emptyWmf());
  return head.readUInt16BE(0) === gzip ? leftOut(gzipSync(emptyEmf())) : null;
}

const placeable = 0x9ac6_cdd7;
const gzip = 0x1f8b;

function leftOut(empty: Buffer): CleanFile {
  return (drawing, cleaning) => {
    if (!drawing.equals(empty)) cleaning.warn('LEFT_OUT_DRAWINGS');
    return [empty];
  };
}

/** A header and the record that ends the drawing. */
function emptyEmf(): Buffer {
  const [firstBytes, endBytes] = [88, 20];
  const emf = Buffer.alloc(firstBytes + endBytes);
  writeNumbers(emf, 0, [1, firstBytes]);
  writeNumbers(emf, 16, [1, 1, 0, 0, 100, 100]); // the ends of the bounds, and the frame
  emf.write(' EMF', 40, 'latin1');
  const records = 2;
  writeNumbers(emf, 44, [0x1_0000, emf.length, records, 1]); // version, sizes, handles
  writeNumbers(emf, 72, [1024, 768, 320, 240]); // the device, in pixels and millimetres
  writeNumbers(emf, firstBytes, [14, endBytes, 0, 16, endBytes]);
  return emf;
}

/** A header with the size of the drawing, the header of the file, and the record that ends it. */
function emptyWmf(): Buffer {
  const wmf = Buffer.alloc(22 + 18 + 6);
  writeNumbers(wmf, 0, [placeable]);
  for (const [index, word] of [0, 0, 0, 100, 100, 1440].entries())
    wmf.writeUInt16LE(word, 4 + 2 * index);
  let sum = 0;
  for (let at = 0; at < 20; at += 2) sum ^= wmf.readUInt16LE(at);
  wmf.writeUInt16LE(sum, 20);
  for (const [index, word] of [1, 9, 0x0300, 12].entries()) wmf.writeUInt16LE(word, 22 + 2 * index);
  writeNumbers(wmf, 34, [3]); // the longest record, in words
  writeNumbers(wmf, 40, [3]);
  return wmf;
}

function writeNumbers(bytes: Buffer, at: number, numbers: readonly number[]): void {
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, at + 4 * index);
}
