import { type Connection, mongo } from 'mongoose';

const namespaceExists = 48;

/** Creates those of the collections that do not exist. */
export async function createCollections(
  connection: Connection,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    try {
      await connection.createCollection(name);
    } catch (error) {
      const exists = error instanceof mongo.MongoServerError && error.code === namespaceExists;
      if (!exists) throw error;
    }
  }
}
