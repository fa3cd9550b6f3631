import { crc32, deflateRawSync } from 'node:zlib';
import { type Cleaning, damaged, NamedOnce, UncleanableError, unsupported } from '../cleaning.ts';
import { inUtf8 } from '../xml/encoding.ts';

/** A file of an archive, still packed. */
export interface ZipEntry {
  name: string;
  /** XML of UTF-16 is given in UTF-8. @throws UncleanableError when it is damaged, or unpacks to too much. */
  unpacked(): Buffer;
}

const signature = { entry: 0x0403_4b50, directory: 0x0201_4b50, end: 0x0605_4b50 } as const;
const endLength = 22;
const mostCommentBytes = 0xffff;
const mostEntries = 4_000;
const method = { stored: 0, deflated: 8 } as const;
/** The flags for encryption, and for strong encryption. */
const encrypted = 0x2041;

/** `1980-01-01`, the earliest day that an archive can store. */
const noDay = 0x0021;

/**
 * The files of an archive according to its directory, as office programs read it. Bytes between them and files without
 * an entry are ignored.
 */
export function entriesOf(archive: Buffer, cleaning: Cleaning): Map<string, ZipEntry> {
  const end = endRecordOf(archive);
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  if (count > mostEntries) throw unsupported('archive with too many files');
  if (archive.length - end > endLength) cleaning.warn('OTHER_METADATA');
  const entries = new Map<string, ZipEntry>();
  const packed = new NamedOnce(archive, 'files of an archive');
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || archive.readUInt32LE(at) !== signature.directory) throw damaged('archive');
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      archive.readUInt16LE(at + field),
    ) as [number, number, number]; // three in, three out
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    if (entries.has(name)) throw damaged('archive with two files of one name');
    packed.add(archive.readUInt32LE(at + 20));
    // Folders have entries without content.
    if (!name.endsWith('/')) entries.set(name, entryAt(archive, at, name, cleaning));
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function endRecordOf(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - endLength - mostCommentBytes);
  for (let at = archive.length - endLength; at >= earliest; at -= 1) {
    if (archive.readUInt32LE(at) === signature.end) return at;
  }
  throw damaged('archive without a directory');
}

function entryAt(archive: Buffer, at: number, name: string, cleaning: Cleaning): ZipEntry {
  const flags = archive.readUInt16LE(at + 8);
  if (flags & encrypted) throw new UncleanableError('ENCRYPTED', 'encrypted archive');
  const packing = archive.readUInt16LE(at + 10);
  const packedLength = archive.readUInt32LE(at + 20);
  const sum = archive.readUInt32LE(at + 16);
  const length = archive.readUInt32LE(at + 24);
  const local = archive.readUInt32LE(at + 42);
  if (local + 30 > archive.length || archive.readUInt32LE(local) !== signature.entry) {
    throw damaged('archive');
  }
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  if (from + packedLength > archive.length) throw damaged('archive');
  const packed = archive.subarray(from, from + packedLength);
  return {
    name,
    unpacked() {
      if (packing !== method.stored && packing !== method.deflated) throw unsupported('packing');
      if (packing === method.stored) cleaning.count(packed.length);
      const content = packing === method.stored ? packed : cleaning.inflate(packed, { raw: true });
      const isWhole = content.length === length && crc32(content) === sum;
      if (!isWhole) throw damaged('file of an archive');
      const given = inUtf8(content);
      if (given !== content) cleaning.count(given.length);
      return given;
    },
  };
}

interface Written {
  name: Buffer;
  head: Buffer;
  at: number;
}

/** Names of files that are packed already: they are not packed again. */
const isPacked = /\.(?:jpe?g|png|gif|webp|heic)$/i;

/** Writes an archive file by file, without times, comments and the system that it comes from. */
export class ZipWriter {
  readonly #written: Written[] = [];
  #length = 0;

  /** Content given in pieces is written in pieces if it is packed already. */
  *file(
    name: string,
    content: readonly Uint8Array[],
    { stored = isPacked.test(name) } = {},
  ): Iterable<Uint8Array> {
    const packed = stored ? content : [deflateRawSync(Buffer.concat(content))];
    const nameBytes = Buffer.from(name, 'utf8');
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(nameBytes.length === name.length ? 0 : 0x0800, 2); // the name is UTF-8
    head.writeUInt16LE(stored ? method.stored : method.deflated, 4);
    head.writeUInt16LE(noDay, 8);
    head.writeUInt32LE(
      content.reduce((sum, piece) => crc32(piece, sum), 0),
      10,
    );
    head.writeUInt32LE(lengthOf(packed), 14);
    head.writeUInt32LE(lengthOf(content), 18);
    head.writeUInt16LE(nameBytes.length, 22);
    this.#written.push({ name: nameBytes, head, at: this.#length });
    this.#length += 30 + nameBytes.length + lengthOf(packed);
    yield Buffer.concat([numberOf(signature.entry), head, nameBytes]);
    yield* packed;
  }

  *end(): Iterable<Uint8Array> {
    let directoryLength = 0;
    for (const { name, head, at } of this.#written) {
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(signature.directory, 0);
      entry.writeUInt16LE(20, 4);
      head.copy(entry, 6);
      entry.writeUInt32LE(at, 42);
      directoryLength += entry.length + name.length;
      yield entry;
      yield name;
    }
    const end = Buffer.alloc(endLength);
    end.writeUInt32LE(signature.end, 0);
    end.writeUInt16LE(this.#written.length, 8);
    end.writeUInt16LE(this.#written.length, 10);
    end.writeUInt32LE(directoryLength, 12);
    end.writeUInt32LE(this.#length, 16);
    yield end;
  }
}

const lengthOf = (pieces: readonly Uint8Array[]) =>
  pieces.reduce((sum, { length }) => sum + length, 0);

function numberOf(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
