import { inflateRawSync, inflateSync } from 'node:zlib';

const localFile = Buffer.from('PK\x03\x04', 'latin1');
const mostBytes = 20_000_000;

/**
 * Everything that can be read in a file: its own bytes, whatever is packed anywhere in it as zlib does or as
 * archives do, and what is packed within that. It knows no format, so that it finds what no directory names.
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
      // What has no proper end is read as far as it goes.
      found.push(inflate(packed, { finishFlush: 2, maxOutputLength: mostBytes }));
    } catch {
      // It only looked like something packed.
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

/** Whether this can be read anywhere in it, in one byte a character or in two. */
export function holds(file: Uint8Array, text: string): boolean {
  const wide = Buffer.from(text, 'utf16le');
  return unpacked(file).some(
    (content) =>
      content.includes(text) || content.includes(wide) || content.includes(wide.swap16()),
  );
}
