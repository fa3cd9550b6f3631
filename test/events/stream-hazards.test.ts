import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mongo, type Types } from 'mongoose';
import {
  beginning,
  createEvents,
  createRetention,
  everything,
  readLog,
  type RunningEvents,
  stateId,
  streamStateModel,
} from '../../subgraphs/application/events/index.ts';
import { type ClientError, notFound, unavailable } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { openOwnMongoDB, type OwnMongoDB } from '../support/own-mongodb.ts';
import { until } from '../support/wait.ts';
import {
  type EventDatabase,
  follow,
  idsOf,
  openEventDatabase,
  readAll,
  treeAt,
} from './stream-scene.ts';
import { newEvent } from './new-event.ts';

const headOf = ({ stream }: RunningEvents) => stream.window?.head ?? '';

const signal = new AbortController().signal;

/** A database for each test. */
async function withDatabase(work: (database: EventDatabase) => Promise<void>): Promise<void> {
  const database = await openEventDatabase();
  try {
    await work(database);
  } finally {
    await database.stop();
  }
}

/** For the centre, and without anything to show. */
const eventsFor = (services: RunningEvents['services']) =>
  createEvents({
    services,
    viewer: { subject: 'e', role: 'EVALUATOR', unitId: null, citizenId: null },
    loadersNow: () => ({}),
    interruption: { readOptions: () => ({}) },
    rest: () => undefined,
  } as unknown as Parameters<typeof createEvents>[0]);

const unplaced = ({ collection }: EventDatabase) => collection.countDocuments({ position: null });

const placeOf = async ({ collection }: EventDatabase, _id: Types.ObjectId) =>
  (await collection.findOne({ _id }))?.['position'];

const stateOf = async ({ connection }: EventDatabase) =>
  streamStateModel(connection).findById(stateId).lean();

onceInTheSuite('the stream of events', () => {
  test('moves on while nothing happens, so that a place in it never becomes older than the oplog', () =>
    withDatabase(async (database) => {
      const one = await database.start({ beatMs: 20 });
      const start = headOf(one);
      const source = follow(await database.start({ beatMs: 20, idleMs: 50 }), start);

      await database.connection.collection('others').insertOne({});
      const moved = await until(
        () => headOf(one),
        (head) => head > start,
      );

      await until(
        async () => (await stateOf(database))?.stampedTo ?? '',
        (stampedTo) => stampedTo >= moved,
      );
      await until(
        () => source.positions.at(-1) ?? '',
        (position) => position >= moved,
      );
      expect(source.events).toEqual([]);
      source.stop();
    }));

  test('begins when this process has the unit tree of the events before it', () =>
    withDatabase(async (database) => {
      const { connection } = database;
      const one = await database.start({ beatMs: 20 }, undefined, connection, treeAt(2));
      const earlier = newEvent({ directoryVersion: 2 });
      await database.store(earlier);
      const position = await until(
        () => placeOf(database, earlier._id),
        (place) => place !== undefined,
      );
      await until(
        async () => (await stateOf(database))?.stampedTo ?? '',
        (stampedTo) => stampedTo >= String(position),
      );
      const behind = treeAt(1);
      const starting = database.start({ beatMs: 20 }, undefined, connection, behind);
      const versionAtStart = starting.then(() => behind.version);
      for (let beats = 0; beats < 20; beats += 1) {
        const before = headOf(one);
        await until(
          () => headOf(one),
          (head) => head > before,
        );
      }

      (behind as unknown as { apply(changes: [], version: number): void }).apply([], 2);

      expect(await versionAtStart).toBe(2);
      expect(idsOf(await readAll(await starting, beginning))).toEqual(idsOf([earlier]));
    }));

  test('ends without an event once its unit is out of scope, and waits while that is not known', () =>
    withDatabase(async (database) => {
      const one = await database.start({ beatMs: 20, idleMs: 50 });
      let error: ClientError | null = unavailable(say`The unit tree`);
      let asked = 0;
      const source = follow(one, headOf(one), everything, () => {
        asked += 1;
        if (error) throw error;
      });
      const askedTimes = (count: number) =>
        until(
          () => asked,
          (times) => times >= count,
        );
      await askedTimes(2);
      error = null;
      await askedTimes(4);
      error = notFound(say`administrative unit`);

      await expect(source.ended).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }));

  test('costs no event when MongoDB loses its primary while events are shown', () =>
    withDatabase(async (database) => {
      const one = await database.start();
      let failures = 0;
      const source = follow(one, headOf(one), everything, () => {
        if (failures === 3) return;
        failures += 1;
        throw new mongo.MongoNetworkError('the connection was closed');
      });
      const event = newEvent();
      await database.store(event);

      await source.until(1);
      source.stop();
      expect(idsOf(source.events)).toEqual(idsOf([event]));
      expect(failures).toBe(3);
    }));

  test('gives positions to events that were committed while no process read it', () =>
    withDatabase(async (database) => {
      const first = await database.start();
      const start = headOf(first);
      await first.stop();
      const events = [newEvent(), newEvent(), newEvent()];
      await database.store(...events);

      const second = await database.start();

      expect(idsOf(await readAll(second, start))).toEqual(idsOf(events));
      expect(
        await until(
          () => unplaced(database),
          (count) => count === 0,
        ),
      ).toBe(0);
    }));

  test('gives an event one position, the same in every process and after a restart', () =>
    withDatabase(async (database) => {
      const processes = [await database.start(), await database.start(), await database.start()];
      const start = headOf(processes[0] as RunningEvents);
      const session = await database.connection.startSession();
      const events = Array.from({ length: 5 }, () => newEvent());
      await session.withTransaction(() => database.collection.insertMany(events, { session }));
      await session.endSession();
      await until(
        () => unplaced(database),
        (count) => count === 0,
      );

      const seen = [];
      for (const one of [...processes, await database.start()]) {
        await until(
          async () => (await readAll(one, start)).length,
          (length) => length === 5,
        );
        seen.push((await readAll(one, start)).map(({ position }) => position));
      }

      const stored = await Promise.all(events.map(({ _id }) => placeOf(database, _id)));
      expect(seen).toEqual([stored, stored, stored, stored]);
      expect(stored).toEqual(stored.toSorted((one, other) => (one < other ? -1 : 1)));
      expect(new Set(stored).size).toBe(5);
    }));

  test('is complete when events are deleted between the check and the read', () =>
    withDatabase(async (database) => {
      const { services, stream } = await database.start({ windowBytes: 0 });
      const events = [newEvent(), newEvent(), newEvent(), newEvent()];
      await database.store(...events);
      await until(
        () => unplaced(database),
        (count) => count === 0,
      );
      const [cursor, last] = await Promise.all(
        [0, 3].map((index) => placeOf(database, events[index]?._id as Types.ObjectId)),
      );
      await until(
        () => stream.window?.floor ?? '',
        (floor) => floor >= last,
      );
      // As a process still remembers it while another one deletes.
      const log = { ...services.log, stream: { window: stream.window, keptAfter: beginning } };
      const request = { after: cursor, filter: everything, limit: 10, mostWork: 10 };
      expect(idsOf((await readLog(log, request)).events)).toEqual(idsOf(events.slice(1)));

      const retention = { connection: database.connection, state: stream.state, retentionDays: 30 };
      await createRetention(retention)(signal);
      expect(idsOf((await readLog(log, request)).events)).toEqual(idsOf(events.slice(1)));
      const inAMonth = () => new Date(Date.now() + 31 * 86_400_000);
      await createRetention({ ...retention, now: inAMonth })(signal);

      await expect(readLog(log, request)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
      const asked = eventsFor({ ...services, log });
      expect((await asked.page({ after: 'EARLIEST' })).nodes).toEqual([]);
      const source = await asked.newApplications({ after: 'EARLIEST' });
      const iterator = source[Symbol.asyncIterator]();
      for (const position of ['where it begins', 'once everything was read']) {
        const { value } = await iterator.next();
        expect([position, value]).toEqual([position, expect.objectContaining({ event: null })]);
      }
      await iterator.return?.();
      expect(await database.collection.countDocuments()).toBe(0);
      await until(
        () => stream.keptAfter,
        (keptAfter) => keptAfter > cursor,
      );
      await expect(readLog(services.log, request)).rejects.toMatchObject({
        code: 'CURSOR_EXPIRED',
      });
      // From there on everything is kept.
      expect(await readLog(services.log, { ...request, after: stream.keptAfter })).toMatchObject({
        events: [],
      });
    }));

  test('gives no position for a moment at which it did not run, though it runs by now', () =>
    withDatabase(async (database) => {
      const { services } = await database.start();
      const events = eventsFor(services);

      expect(events.cursorOf(events.moment())).toEqual(expect.any(String));
      expect(() => events.cursorOf(null)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
    }));

  test('keeps in memory what there is room for, once the positions are stored', () =>
    withDatabase(async (database) => {
      const { stream } = await database.start({ windowBytes: 10_000 });
      await database.collection.insertMany(Array.from({ length: 100 }, () => newEvent()));

      await until(
        () => stream.counts.events,
        (events) => events === 100,
      );
      const bytes = await until(
        () => stream.window?.bytes ?? Infinity,
        (held) => held <= 10_000,
      );
      expect(bytes).toBeGreaterThan(9_000);
    }));

  test('serves a subscriber who takes nothing for long from the log, in order', () =>
    withDatabase(async (database) => {
      const one = await database.start({ windowBytes: 10_000 });
      const source = follow(one, headOf(one));
      await until(
        () => source.positions.length,
        (length) => length >= 1,
      );
      const events = Array.from({ length: 2_500 }, () => newEvent());

      await database.collection.insertMany(events);

      await source.until(events.length);
      source.stop();
      expect(idsOf(source.events)).toEqual(idsOf(events));
    }));

  test('ends the subscriptions of a process that stops, and says so', () =>
    withDatabase(async (database) => {
      const one = await database.start();
      const source = follow(one, headOf(one));
      await until(
        () => source.positions.length,
        (length) => length >= 1,
      );

      await one.stop();

      await expect(source.ended).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(one.stream.isLive).toBe(false);
    }));
});

onceInTheSuite('a stream that shows nothing, although nobody closes it', () => {
  let mongodb: OwnMongoDB;
  let database: EventDatabase;

  beforeAll(async () => {
    mongodb = await openOwnMongoDB();
    database = await openEventDatabase(mongodb.uri);
  });

  afterAll(async () => {
    await database?.stop();
    await mongodb?.remove();
  });

  test('is opened again, and loses nothing', async () => {
    const one = await database.start({ stalledMs: 300 });
    const source = follow(one, headOf(one));
    const admin = database.connection.getClient().db('admin');
    const first = newEvent();
    await database.store(first);
    await source.until(1);

    // No write comes through, heartbeats included.
    await admin.command({ fsync: 1, lock: true });
    try {
      await until(
        () => one.stream.counts.stalls,
        (stalls) => stalls > 0,
      );
      expect(one.stream.isLive).toBe(false);
    } finally {
      await admin.command({ fsyncUnlock: 1 });
    }

    const second = newEvent();
    await database.store(second);
    await source.until(2);
    source.stop();
    expect(idsOf(source.events)).toEqual(idsOf([first, second]));
    await until(
      () => one.stream.isLive,
      (isLive) => isLive,
    );
  });

  test('breaks with MongoDB, and continues after the last event', async () => {
    const one = await database.start();
    const source = follow(one, headOf(one));
    const first = newEvent();
    await database.store(first);
    await source.until(1);

    await mongodb.stop();
    await until(
      () => one.stream.isLive,
      (isLive) => !isLive,
    );
    await mongodb.start();

    const second = newEvent();
    await until(
      () =>
        database.store(second).then(
          () => true,
          () => false,
        ),
      (isStored) => isStored,
    );
    await source.until(2);
    source.stop();
    expect(idsOf(source.events)).toEqual(idsOf([first, second]));
  });
});
