import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type mongo, Types } from 'mongoose';
import { pino } from 'pino';
import { type Database, openDatabase } from '../../lib/mongodb/connection.ts';
import { type RunningMongoDB, startMongod } from '../../lib/mongodb/embedded/mongod-process.ts';
import {
  clusterTimeOf,
  type EventPosition,
  type RunningEvents,
  stateId,
  streamStateModel,
} from '../../subgraphs/application/events/index.ts';
import { openLine } from '../support/cuttable-line.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';
import { type EventDatabase, follow, idsOf, openEventDatabase, readAll } from './stream-scene.ts';
import { newEvent } from './new-event.ts';

/** Processes that come back after the oplog has gone on. */

onceInTheSuite('events that are no longer in the oplog', () => {
  let dbPath: string;
  let mongod: RunningMongoDB;
  let database: EventDatabase;

  beforeAll(async () => {
    dbPath = await mkdtemp(join(tmpdir(), 'small-oplog-'));
    // Of one megabyte, truncated up to the last checkpoint.
    const args = ['--oplogSize', '1', '--syncdelay', '1', '--wiredTigerCacheSizeGB', '0.25'];
    mongod = await startMongod({ dbPath, args });
    database = await openEventDatabase(mongod.uri);
  });

  afterAll(async () => {
    await database?.stop();
    await mongod?.stop();
    await rm(dbPath, { recursive: true });
  });

  const stampedTo = async (): Promise<EventPosition> =>
    (await streamStateModel(database.connection).findById(stateId).lean())?.stampedTo ?? '';

  /** Writes until the oplog begins after a position. */
  async function fillOplog(position: EventPosition): Promise<void> {
    const client = database.connection.getClient();
    const junk = client.db('junk').collection('junk');
    const oplog = client.db('local').collection('oplog.rs');
    await until(
      async () => {
        await junk.insertMany(Array.from({ length: 20 }, () => ({ text: 'x'.repeat(50_000) })));
        await junk.deleteMany({});
        const [first] = await oplog.find().sort({ $natural: 1 }).limit(1).toArray();
        return first?.['ts'] as mongo.Timestamp; // each entry has one
      },
      (first) => first.greaterThan(clusterTimeOf(position)),
    );
  }

  const headOf = ({ stream }: RunningEvents) => stream.window?.head ?? '';

  function openLog() {
    const errors: string[] = [];
    const write = (line: string) => void errors.push(JSON.parse(line).msg);
    return { logger: pino({ level: 'error' }, { write }), errors };
  }

  const lost =
    'the oplog does not reach back to the last event that was read; stored events got new positions';

  test('get positions after every cursor that was issued, once, when several processes come back', async () => {
    const before = await database.start();
    const first = newEvent({ version: 2 });
    const start = headOf(before);
    await database.store(first);
    await until(
      () => readAll(before, start),
      ({ length }) => length === 1,
    );
    const cursor = (await readAll(before, start))[0]?.position ?? '';
    await before.stop();
    // No process reads them: a later version of an application, stored before an earlier one.
    const applicationId = new Types.ObjectId();
    const [earlier, later] = [1, 2].map((version) => newEvent({ applicationId, version }));
    const others = Array.from({ length: 20 }, () => newEvent({ version: 3 }));
    const unread = [earlier, later, ...others].flatMap((event) => event ?? []);
    await database.store(...unread.toReversed());
    await fillOplog(await stampedTo());

    const logs = [openLog(), openLog(), openLog()];
    const processes = await Promise.all(logs.map(({ logger }) => database.start({}, logger)));

    const idsAfter = async (one: RunningEvents) => idsOf(await readAll(one, cursor));
    const [ids, ...same] = await Promise.all(processes.map(idsAfter));
    expect(same).toEqual([ids, ids]);
    expect(ids?.slice(0, 2)).toEqual(idsOf(unread.slice(0, 2)));
    expect(ids?.toSorted()).toEqual(idsOf(unread).toSorted());
    const recovered = processes.map(({ stream }) => stream.counts.recovered);
    expect(recovered.toSorted((one, other) => one - other)).toEqual([0, 0, unread.length]);
    expect(logs.flatMap(({ errors }) => errors)).toEqual([lost]);
    await Promise.all(processes.map((one) => one.stop()));
  });

  test('reach the subscribers of a process that was cut off meanwhile, between those before and after', async () => {
    const line = await openLine(new URL(mongod.uri));
    const uri = new URL(line.url);
    uri.searchParams.delete('replicaSet');
    uri.searchParams.set('directConnection', 'true');
    const { logger, errors } = openLog();
    const { name } = database.connection;
    const over: Database = openDatabase({ uri: uri.href, name, logger: pino({ level: 'silent' }) });
    await over.connected;
    const one = await database.start({}, logger, over.connection);
    const source = follow(one, headOf(one));
    const [first, second, third] = [newEvent(), newEvent(), newEvent()];
    await database.store(first);
    await source.until(1);

    line.cut();
    await until(
      () => one.stream.isLive,
      (isLive) => !isLive,
    );
    await database.store(second);
    await fillOplog(source.positions.at(-1) ?? '');
    line.mend();

    await source.until(2);
    await database.store(third);
    await source.until(3);
    source.stop();
    expect(idsOf(source.events)).toEqual(idsOf([first, second, third]));
    expect(errors).toContain(lost);
    await one.stop();
    await over.stop();
    await line.stop();
  });
});
