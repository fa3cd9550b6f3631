import { randomUUID } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { type EventDocument, eventModel } from './event.model.ts';
import { endOf, firstRecoveredIndex, type EventPosition, positionAt } from './position.ts';
import type { StreamState } from './stream-state.ts';

const storedAtOnce = 1_000;

/**
 * Gives positions to the stored events that no stream can show: those that were written while no process read
 * the stream for longer than the oplog reaches back, or before positions existed. Their order of commits is no longer
 * known; those of one application keep theirs. They get places at a present cluster time, after every cursor that was
 * ever issued, so that nobody misses one. Examines all events.
 * @param observed the position up to which all events had positions.
 * @returns how many events got one; null while another process is doing it.
 */
export async function recoverPositions(
  connection: Connection,
  state: StreamState,
  observed: EventPosition | null,
): Promise<number | null> {
  const by = randomUUID();
  if (!(await state.claim(by, observed))) return null;
  const { db } = connection;
  if (!db) throw unavailable(say`The database`);
  const clusterTime = await lastCommitted(db);
  const { collection } = eventModel(connection);
  let count = 0;
  for await (const ids of unplaced(db, collection.collectionName, clusterTime)) {
    await state.renew(by);
    const updates = ids.map((_id, index) => {
      const position = positionAt(clusterTime, firstRecoveredIndex + count + index);
      return { updateOne: { filter: { _id, position: null }, update: { $set: { position } } } };
    });
    await collection.bulkWrite(updates, { comment: background });
    count += ids.length;
  }
  await state.finish(by, endOf(clusterTime));
  return count;
}

/**
 * The events without a position among those committed by a moment, in batches: this process holds one of them at a time.
 * MongoDB sorts, on its disk where there are many, since an index of versions would be written by every change.
 */
async function* unplaced(
  db: mongo.Db,
  collection: string,
  atClusterTime: mongo.Timestamp,
): AsyncGenerator<EventDocument['_id'][]> {
  const found = db.runCursorCommand({
    find: collection,
    filter: { position: null },
    projection: { _id: 1 },
    sort: { version: 1, _id: 1 },
    allowDiskUse: true,
    batchSize: storedAtOnce,
    readConcern: { level: 'snapshot', atClusterTime },
    comment: background,
  });
  found.setBatchSize(storedAtOnce);
  let batch: EventDocument['_id'][] = [];
  for await (const { _id } of found) {
    batch.push(_id);
    if (batch.length < storedAtOnce) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The moment of the last write that a majority has. */
async function lastCommitted(db: mongo.Db): Promise<mongo.Timestamp> {
  const { lastWrite } = await db.command({ hello: 1 });
  const { majorityOpTime } = lastWrite as { majorityOpTime: { ts: mongo.Timestamp } }; // of a replica set
  return majorityOpTime.ts;
}
