import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type Connection, mongo, type Types } from 'mongoose';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';

/** The buckets of attachments: the originals, and the copies that units get. */
export const attachmentBuckets = { originals: 'attachments', copies: 'attachmentCopies' } as const;

type BucketName = (typeof attachmentBuckets)[keyof typeof attachmentBuckets];

/** The size of the chunks of a file; the last one is shorter. It must not change: ranges are found by it. */
const chunkBytes = 255 * 1024;
/** The number of chunks that are read at once: a download holds them in memory. */
const chunksAtOnce = 4;

interface Chunk {
  files_id: Types.ObjectId;
  n: number;
  data: mongo.Binary;
}

/** The bytes of attachments, in a bucket of GridFS. A file is never held in memory as a whole. */
export interface AttachmentFiles {
  /**
   * Stores the content, with backpressure. No write is pending when this settles; the caller removes the remains of a
   * file that failed.
   * @returns the number of bytes, which a majority has on disk.
   */
  write(id: Types.ObjectId, content: AsyncIterable<Uint8Array>): Promise<number>;
  /**
   * A file of the given length, or a part of it. It fails if a piece is missing, and if MongoDB takes too long to read
   * it. The error names the attachment by its public id. Nothing is read before the stream is.
   */
  read(id: Types.ObjectId, bytes: number, options?: ReadOptions): Readable;
  /** Removes a file, or the remains of one. */
  remove(id: Types.ObjectId): Promise<void>;
}

/** A file of one chunk, as a bucket stores it. */
export interface SmallFile {
  readonly file: {
    _id: Types.ObjectId;
    length: number;
    chunkSize: number;
    uploadDate: Date;
    filename: string;
  };
  readonly chunk: Chunk & { _id: Types.ObjectId };
}

/**
 * The documents that `AttachmentFiles.write` stores for a file.
 * @throws RangeError for a file of several chunks.
 */
export function smallFileOf(_id: Types.ObjectId, content: Uint8Array, uploadDate: Date): SmallFile {
  const { length } = content;
  if (length > chunkBytes) throw new RangeError('the file has several chunks');
  return {
    file: { _id, length, chunkSize: chunkBytes, uploadDate, filename: _id.toHexString() },
    chunk: { _id, files_id: _id, n: 0, data: new mongo.Binary(content) },
  };
}

/** The first and the last byte. */
export interface FileRange {
  readonly from: number;
  readonly to: number;
}

interface ReadOptions {
  publicId?: string;
  /** Null for the whole file. */
  range?: FileRange | null;
}

export function createAttachmentFiles(
  connection: Connection,
  bucketName: BucketName = attachmentBuckets.originals,
): AttachmentFiles {
  return new Bucket(connection, bucketName);
}

class Bucket implements AttachmentFiles {
  readonly #connection: Connection;
  readonly #name: BucketName;
  readonly #files: mongo.Collection<{ _id: Types.ObjectId }>;
  readonly #chunks: mongo.Collection<Chunk>;
  #opened: mongo.GridFSBucket | null = null;

  constructor(connection: Connection, name: BucketName) {
    this.#connection = connection;
    this.#name = name;
    this.#files = connection.collection<{ _id: Types.ObjectId }>(`${name}.files`);
    this.#chunks = connection.collection<Chunk>(`${name}.chunks`);
  }

  async write(id: Types.ObjectId, content: AsyncIterable<Uint8Array>): Promise<number> {
    const target = this.#open().openUploadStreamWithId(id, id.toHexString());
    target.on('error', () => {}); // the operation in progress rejects with it
    let bytes = 0;
    try {
      for await (const piece of content) {
        bytes += piece.length;
        await put(target, piece);
      }
      await finished(target.end());
      return bytes;
    } finally {
      target.destroy();
    }
  }

  read(id: Types.ObjectId, bytes: number, { publicId, range }: ReadOptions = {}): Readable {
    const { from, to } = range ?? { from: 0, to: bytes - 1 };
    const content = contentOf(this.#chunks, { id, from, to, publicId });
    return Readable.from(content, { objectMode: false });
  }

  async remove(id: Types.ObjectId): Promise<void> {
    await this.#files.deleteOne({ _id: id });
    await this.#chunks.deleteMany({ files_id: id });
  }

  #open(): mongo.GridFSBucket {
    const { db } = this.#connection;
    if (!db) throw unavailable(say`The database`);
    return (this.#opened ??= new mongo.GridFSBucket(db, {
      bucketName: this.#name,
      chunkSizeBytes: chunkBytes,
    }));
  }
}

interface ReadFile extends FileRange {
  id: Types.ObjectId;
  publicId: string | undefined;
}

/** The driver's own stream reads up to 16 MB at once. */
async function* contentOf(
  chunks: mongo.Collection<Chunk>,
  { id, from, to, publicId = 'an upload' }: ReadFile,
): AsyncGenerator<Uint8Array> {
  let left = to - from + 1;
  // The limit is that of MongoDB's work: a client that reads slowly may take longer.
  const options = { batchSize: chunksAtOnce, maxTimeMS: longestReadMs };
  const n = { $gte: Math.floor(from / chunkBytes), $lte: Math.floor(to / chunkBytes) };
  const found = chunks.find({ files_id: id, n }, { sort: { n: 1 }, ...options });
  for await (const chunk of found) {
    const before = chunk.n * chunkBytes;
    const part = chunk.data.value().subarray(Math.max(0, from - before), to - before + 1);
    left -= part.length;
    yield part;
  }
  if (left !== 0) throw new Error(`The file of ${publicId} is incomplete.`);
}

function put(target: mongo.GridFSBucketWriteStream, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    target.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
