import { inflateRawSync } from 'node:zlib';
import { isTelling, typesBytes, typeToldBy } from './archive-types.ts';
import type { FileRange } from './attachment-files.ts';

/** Reads a part of an archive, which lies within it. */
export type ReadPart = (range: FileRange) => Promise<Buffer>;

const signature = { entry: 0x0403_4b50, directory: 0x0201_4b50 } as const;
const endSignature = Buffer.from('PK\x05\x06', 'latin1');
const headBytes = { entry: 30, directory: 46, end: 22 } as const;
const mostCommentBytes = 0xffff;
const mostDirectoryBytes = 1024 * 1024;
const method = { stored: 0, deflated: 8 } as const;

/** A file of an archive according to its directory. */
interface Listed {
  name: string;
  packing: number;
  packedBytes: number;
  at: number;
}

/**
 * The type of the document that an archive of this many bytes is, by the files in its directory, as office programs read
 * it. Files without an entry there do not count.
 * @returns null unless exactly one file says what it is. @throws what reading throws.
 */
export async function typeByDirectory(bytes: number, read: ReadPart): Promise<string | null> {
  const part = (from: number, length: number) =>
    from + length > bytes || length === 0
      ? Promise.resolve(Buffer.alloc(0))
      : read({ from, to: from + length - 1 });
  const tailBytes = Math.min(bytes, headBytes.end + mostCommentBytes);
  const end = endIn(await part(bytes - tailBytes, tailBytes));
  if (!end || end.length > mostDirectoryBytes) return null;
  const [file, ...others] = listedIn(await part(end.at, end.length), end.count);
  if (!file || others.length > 0 || file.packedBytes > typesBytes) return null;
  const head = await part(file.at, headBytes.entry);
  if (head.length === 0 || head.readUInt32LE(0) !== signature.entry) return null;
  const from = file.at + headBytes.entry + head.readUInt16LE(26) + head.readUInt16LE(28);
  const content = unpacked(file, await part(from, file.packedBytes));
  return content && typeToldBy(file.name, content);
}

function endIn(tail: Buffer): { count: number; length: number; at: number } | null {
  const end = tail.lastIndexOf(endSignature, tail.length - headBytes.end);
  if (end < 0 || tail.length < headBytes.end) return null;
  return {
    count: tail.readUInt16LE(end + 10),
    length: tail.readUInt32LE(end + 12),
    at: tail.readUInt32LE(end + 16),
  };
}

/** The files that say what the archive is. */
function listedIn(directory: Buffer, count: number): Listed[] {
  const listed: Listed[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + headBytes.directory > directory.length) return [];
    if (directory.readUInt32LE(at) !== signature.directory) return [];
    const nameEnd = at + headBytes.directory + directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + headBytes.directory, nameEnd);
    if (isTelling(name)) {
      listed.push({
        name,
        packing: directory.readUInt16LE(at + 10),
        packedBytes: directory.readUInt32LE(at + 20),
        at: directory.readUInt32LE(at + 42),
      });
    }
    at = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return listed;
}

function unpacked({ packing }: Listed, packed: Buffer): Buffer | null {
  if (packing === method.stored) return packed;
  if (packing !== method.deflated) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: typesBytes });
  } catch {
    return null; // damaged, or too long for a list of types
  }
}
