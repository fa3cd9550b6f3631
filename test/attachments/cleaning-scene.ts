import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Connection, Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import {
  attachmentBuckets,
  createAttachmentCleaning,
  createAttachmentFiles,
} from '../../subgraphs/application/attachments/index.ts';
import { attachmentModel } from '../../subgraphs/application/record/index.ts';
import { made } from '../support/files.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { openTestLog } from '../support/log.ts';

/** Files in a database of their own, which the graph's own job does not clean. Each test begins with none. */

export let connection: Connection;
let graph: TestGraph;

/** Called in the suite of the tests. */
export function useFiles(): void {
  beforeAll(async () => {
    graph = await startGraph();
    const { connection: own } = graph.data.databases.application;
    connection = own.useDb(`${own.name}-cleaning`);
  });

  beforeEach(async () => {
    await attachmentModel(connection).deleteMany({});
  });

  afterAll(async () => {
    await connection?.dropDatabase();
    await graph?.stop();
  });
}

/** Stores a file that waits to be cleaned. */
export async function stored(citizenId: string, cleanedBy = 0): Promise<Types.ObjectId> {
  const _id = new Types.ObjectId();
  const content = made('photo.webp');
  await createAttachmentFiles(connection).write(
    _id,
    (async function* pieces() {
      yield content;
    })(),
  );
  await attachmentModel(connection).create({
    _id,
    publicId: newId('attachment'),
    citizenId,
    state: 'STORED',
    startedAt: new Date(),
    name: 'a.webp',
    contentType: 'image/webp',
    bytes: content.length,
    cleanedBy,
    copyIds: [],
  });
  return _id;
}

type CleaningOptions = Parameters<typeof createAttachmentCleaning>[0];

export const copiesOf = () => createAttachmentFiles(connection, attachmentBuckets.copies);

export const cleaningOf = (more: Partial<CleaningOptions> = {}) =>
  createAttachmentCleaning({
    connection,
    files: createAttachmentFiles(connection),
    copies: copiesOf(),
    logger: openTestLog().logger,
    ...more,
  });
