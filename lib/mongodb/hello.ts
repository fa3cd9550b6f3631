import { mongo } from 'mongoose';

/** @returns how the server describes itself; null when it does not answer within two seconds. */
export async function helloOf(uri: string): Promise<mongo.Document | null> {
  const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 2_000 });
  try {
    return await client.db('admin').command({ hello: 1 });
  } catch {
    return null;
  } finally {
    await client.close();
  }
}
