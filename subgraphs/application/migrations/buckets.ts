import type { Connection } from 'mongoose';

/** The indexes of a bucket of files, as the specification of GridFS prescribes them. */
export async function createBucket(connection: Connection, name: string): Promise<void> {
  await connection.collection(`${name}.files`).createIndex({ filename: 1, uploadDate: 1 });
  await connection
    .collection(`${name}.chunks`)
    .createIndex({ files_id: 1, n: 1 }, { unique: true });
}
