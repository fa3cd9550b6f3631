import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type Connection, mongo, type Types } from 'mongoose';
import { unavailable } from '../../../lib/kit/errors.ts';

/** The buckets of attachments: the originals, and the copies that units get. */
export const attachmentBuckets = { originals: 'attachments', copies: 'attachmentCopies' } as const;

type BucketName = (typeof attachmentBuckets)[keyof typeof attachmentBuckets];

/** Chunks that are read at once, of 255 kB each: what a download holds in memory. */
const chunksAtOnce = 4;

interface Chunk {
  files_id: Types.ObjectId;
  n: number;
  data: mongo.Binary;
}

export type AttachmentFiles = ReturnType<typeof createAttachmentFiles>;

/** The bytes of attachments, in GridFS. A file is never held in memory as a whole. */
export function createAttachmentFiles(
  connection: Connection,
  bucketName: BucketName = attachmentBuckets.originals,
) {
  const files = connection.collection<{ _id: Types.ObjectId }>(`${bucketName}.files`);
  const chunks = connection.collection<Chunk>(`${bucketName}.chunks`);
  let bucket: mongo.GridFSBucket | null = null;

  function opened(): mongo.GridFSBucket {
    if (!connection.db) throw unavailable('The database');
    return (bucket ??= new mongo.GridFSBucket(connection.db, { bucketName }));
  }

  return {
    /**
     * Stores the content, with backpressure. No write is pending when this settles; the caller removes what was
     * written of a file that failed.
     * @returns the number of bytes, which a majority has on disk.
     */
    async write(id: Types.ObjectId, content: AsyncIterable<Uint8Array>): Promise<number> {
      const target = opened().openUploadStreamWithId(id, id.toHexString());
      target.on('error', () => {}); // whatever is under way rejects with it
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
    },

    /** A file of the given length; it fails rather than end early. The error names the attachment by its public id. */
    read: (id: Types.ObjectId, bytes: number, publicId?: string): Readable =>
      Readable.from(contentOf(chunks, { id, bytes, publicId }), { objectMode: false }),

    /** Removes a file, or what there is of one. */
    async remove(id: Types.ObjectId): Promise<void> {
      await files.deleteOne({ _id: id });
      await chunks.deleteMany({ files_id: id });
    },
  };
}

interface ReadFile {
  id: Types.ObjectId;
  bytes: number;
  publicId: string | undefined;
}

/** The driver's own stream reads up to 16 MB at once. */
async function* contentOf(
  chunks: mongo.Collection<Chunk>,
  { id, bytes, publicId = 'an upload' }: ReadFile,
): AsyncGenerator<Uint8Array> {
  let left = bytes;
  const found = chunks.find({ files_id: id }, { sort: { n: 1 }, batchSize: chunksAtOnce });
  for await (const { data } of found) {
    left -= data.length();
    yield data.value();
  }
  if (left !== 0) throw new Error(`The file of ${publicId} is not whole.`);
}

function put(target: mongo.GridFSBucketWriteStream, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    target.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}

/** The indexes of a bucket, as the specification of GridFS prescribes them. */
export async function createAttachmentBucket(
  connection: Connection,
  bucketName: BucketName = attachmentBuckets.originals,
): Promise<void> {
  await connection.collection(`${bucketName}.files`).createIndex({ filename: 1, uploadDate: 1 });
  await connection
    .collection(`${bucketName}.chunks`)
    .createIndex({ files_id: 1, n: 1 }, { unique: true });
}
