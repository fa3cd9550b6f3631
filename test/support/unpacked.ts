import { inflateRawSync, inflateSync } from 'node:zlib';

const localFile = Buffer.from('PK\x03\x04', 'latin1');
const mostBytes = 20_000_000;

/**
 * Everything readable in a file: its own bytes, everything in it that is compressed by zlib or
 * packed as in archives, and so on within that. It knows no format, so that it finds data that no
 * directory names.
 */
export function unpacked(file: Uint8Array, depth = 3): Buffer[] {
  const bytes = Buffer.from(file);
  if (depth === 0) return [bytes];
  return [bytes, ...packedIn(bytes).flatMap((content) => unpacked(content, depth - 1))];
}

function packedIn(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const read = (packed: Buffer, inflate: typeof inflateSync) => {
    try {
      // Data without a proper end is read as far as it goes.
      found.push(inflate(packed, { finishFlush: 2, maxOutputLength: mostBytes }));
    } catch {
      // It only resembled compressed data.
    }
  };
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1)) {
    if (at + 2 <= bytes.length && bytes.readUInt16BE(at) % 31 === 0)
      read(bytes.subarray(at), inflateSync);
  }
  for (let at = bytes.indexOf(localFile); at >= 0; at = bytes.indexOf(localFile, at + 1)) {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) continue;
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    read(bytes.subarray(from), inflateRawSync);
  }
  return found;
}

/**
 * The places where a text can be read in a file or in anything packed in it, in one byte per
 * character or in two: for each content the first place, with its surroundings.
 */
export function occurrences(file: Uint8Array, text: string): string[] {
  const narrow = Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  const wideSwapped = Buffer.from(wide).swap16();
  return unpacked(file).flatMap((content) =>
    [narrow, wide, wideSwapped].flatMap((wanted) => {
      const at = content.indexOf(wanted);
      const around = content.subarray(Math.max(0, at - 40), at + wanted.length + 20);
      return at < 0 ? [] : [around.toString('latin1')];
    }),
  );
}

/** Whether a text can be read anywhere in a file. */
export const holds = (file: Uint8Array, text: string): boolean =>
  occurrences(file, text).length > 0;
