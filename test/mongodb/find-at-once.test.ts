import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Model, Schema, Types } from 'mongoose';
import { type Database, openDatabase } from '../../lib/mongodb/connection.ts';
import { findAtOnce } from '../../lib/mongodb/find-at-once.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { openLine } from '../support/cuttable-line.ts';
import { onceInTheSuite } from '../support/graph.ts';

interface Thing {
  _id: Types.ObjectId;
  name: string;
  text: string;
}

const schema = new Schema<Thing>(
  { name: String, text: String },
  { collection: 'things', versionKey: false, autoIndex: false, autoCreate: false },
);

onceInTheSuite('finding at once', () => {
  let line: Awaited<ReturnType<typeof openLine>>;
  let database: Database;
  let things: Model<Thing>;

  const thing = (name: string, text = '') => ({ _id: new Types.ObjectId(), name, text });

  beforeAll(async () => {
    line = await openLine(new URL(process.env['TEST_MONGODB_URI'] ?? ''));
    const url = new URL(line.url);
    url.searchParams.delete('replicaSet');
    url.searchParams.set('directConnection', 'true');
    const name = `t${randomBytes(6).toString('hex')}`;
    database = openDatabase({
      uri: url.href,
      name,
      logger: createLogger({ level: 'silent', name: 'test' }),
    });
    things = database.connection.model<Thing>('Thing', schema);
    await database.connected;
  });

  afterAll(async () => {
    line?.mend();
    await database?.connection.dropDatabase();
    await database?.stop();
    await line?.stop();
  });

  test('returns the result of a query, with the projection', async () => {
    const [one, other] = [thing('one', 'x'), thing('other', 'y')];
    await things.insertMany([one, other, thing('third')]);

    const filter = { _id: { $in: [one._id, other._id] } };

    expect(await findAtOnce({ model: things, filter })).toEqual([one, other]);
    expect(await findAtOnce({ model: things, filter, projection: { text: 0 } })).toEqual([
      { _id: one._id, name: 'one' },
      { _id: other._id, name: 'other' },
    ]);
    expect(await findAtOnce({ model: things, filter: { name: 'none' } })).toEqual([]);
  });

  test('finds everything that one batch cannot hold', async () => {
    const text = 'x'.repeat(1_000_000);
    const large = Array.from({ length: 20 }, () => thing('large', text));
    for (const one of large) await things.collection.insertOne(one);

    const found = await findAtOnce({ model: things, filter: { name: 'large' } });

    expect(new Set(found.map(({ _id }) => String(_id)))).toEqual(
      new Set(large.map(({ _id }) => String(_id))),
    );
    const { db, name } = database.connection;
    const left = await db?.admin().command({
      aggregate: 1,
      pipeline: [
        { $currentOp: { idleCursors: true } },
        { $match: { type: 'idleCursor', ns: `${name}.things` } },
      ],
      cursor: {},
    });
    expect(left?.['cursor']).toMatchObject({ firstBatch: [] });
  });

  test('retries when the connection breaks during the read', async () => {
    const kept = thing('kept');
    await things.collection.insertOne(kept);
    await findAtOnce({ model: things, filter: { name: 'kept' } });

    line.cut();
    line.mend();

    expect(await findAtOnce({ model: things, filter: { name: 'kept' } })).toEqual([kept]);
  });

  test('a read that starts when its connection ends does not wait forever', async () => {
    const kept = thing('asked at once');
    await things.collection.insertOne(kept);
    const ask = () => findAtOnce({ model: things, filter: { _id: kept._id } });
    const write = () => things.collection.updateOne({ _id: kept._id }, { $set: { text: 'x' } });
    // Idle connections.
    await Promise.all(Array.from({ length: 20 }, ask));
    const asked: Promise<unknown>[] = [];
    /** In each round, between what has arrived and what is closed. */
    function turn(resolve: () => void): void {
      asked.push(asked.length % 2 === 0 ? ask() : write());
      if (asked.length === 3) line.cut();
      if (asked.length < 12) setImmediate(turn, resolve);
      else resolve();
    }

    await new Promise<void>(turn);
    line.mend();

    // With a result or an error: it ends.
    expect(await Promise.allSettled(asked)).toHaveLength(12);
  });

  test('fails as a query does while MongoDB is down', async () => {
    line.cut();

    const failed = findAtOnce({ model: things, filter: { name: 'kept' } });

    await expect(failed).rejects.toMatchObject({ name: 'MongoServerSelectionError' });
    line.mend();
  });
});
