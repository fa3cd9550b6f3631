import { mongo } from 'mongoose';

export async function pidOfMongod(uri: string): Promise<number> {
  const client = new mongo.MongoClient(uri);
  try {
    const status = await client.db('admin').command({ serverStatus: 1 });
    return Number(status['pid']);
  } finally {
    await client.close();
  }
}
