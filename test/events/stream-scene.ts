import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Peers } from '../../lib/federation/peers.ts';
import {
  openSubgraphDatabase,
  type SubgraphDatabase,
} from '../../lib/federation/subgraph-database.ts';
import { generateKeys, type Keys } from '../../lib/platform/identity/keys.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import {
  becomesAvailable,
  type EventDocument,
  isShown,
  type EventFilter,
  eventModel,
  EventSource,
  everything,
  passes,
  type PlacedEvent,
  type EventPosition,
  readLog,
  type RunningEvents,
  startEvents,
  type StreamTuning,
} from '../../subgraphs/application/events/index.ts';
import { storedData } from '../../subgraphs/application/migrations/index.ts';
import { unitsAt } from '../../subgraphs/application/units/index.ts';
import { until } from '../support/wait.ts';

/** The stream of events on a database of its own, read by as many processes as a test wants. */

export const treeAt = (version: number) =>
  unitsAt(version, [
    { id: '10000001', parentId: null, status: 'ACTIVE', successorId: null, linkVersion: 1 },
    { id: '10000002', parentId: '10000001', status: 'ACTIVE', successorId: null, linkVersion: 1 },
  ]);

const units = treeAt(1);

export const isPassed = (event: EventDocument, filter: EventFilter) => passes(event, filter, units);

export type EventDatabase = Awaited<ReturnType<typeof openEventDatabase>>;

export async function openEventDatabase(uri = process.env['TEST_MONGODB_URI'] ?? '') {
  const keys: Keys = await generateKeys();
  const quiet = createLogger({
    level: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    name: 'test',
  });
  const mongodb = { uri, databasePrefix: `t${randomBytes(6).toString('hex')}` };
  const database: SubgraphDatabase = openSubgraphDatabase(
    'application',
    { mongodb, keys, logger: quiet },
    storedData,
  );
  await database.migrated;
  const { connection } = database;
  const processes: RunningEvents[] = [];
  const collection = eventModel(connection).collection;

  return {
    connection,
    collection,
    keys,
    mongodb,
    /** Stores events outside of any other transaction. */
    async store(...events: EventDocument[]): Promise<void> {
      for (const event of events) await collection.insertOne(event);
    },
    /** Starts to read the stream as a process does, over this connection. */
    async start(
      tuning: Partial<StreamTuning> & { idleMs?: number } = {},
      logger: Logger = quiet,
      over = connection,
      known = units,
    ): Promise<RunningEvents> {
      const started = startEvents({
        connection: over,
        keys,
        peers: nobody,
        settings: { EVENT_RETENTION_DAYS: 30 },
        units: known,
        after: Promise.resolve(),
        logger,
        tuning: { beatMs: 50, ...tuning },
      });
      processes.push(started);
      await started.stream.ready;
      return started;
    },
    async stop(): Promise<void> {
      await Promise.all(processes.map((started) => started.stop()));
      await connection.dropDatabase();
      await database.stop();
    },
  };
}

/** No subscription of these tests names a topic. */
const nobody: Peers = { query: () => Promise.reject(new Error('There are no other subgraphs.')) };

/** Everything after a position that a process can read now, the source of each answer. */
export async function readAll(
  { services: { log } }: RunningEvents,
  after: EventPosition,
  filter = everything,
): Promise<PlacedEvent[]> {
  const found: PlacedEvent[] = [];
  for (let position = after; ;) {
    const stretch = await readLog(log, { after: position, filter, limit: 3, mostWork: 3 });
    found.push(...stretch.events);
    position = stretch.coveredTo;
    if (stretch.isCurrent) return found;
  }
}

/** Follows the events after a position until it is stopped. */
export function follow(
  { services: { log, fanOut, replays, idleMs }, stream }: RunningEvents,
  start: EventPosition,
  filter = everything,
  requireScope = () => {},
) {
  const events: PlacedEvent[] = [];
  const positions: EventPosition[] = [];
  const source = new EventSource(
    {
      fanOut,
      inTurn: (signal, work) => replays.run('somebody', signal, work),
      async read(_filter, after, signal) {
        const request = { after, filter, limit: 3, mostWork: 3, options: { signal } };
        return { ...(await readLog(log, request)), cost: 0 }; // charged elsewhere
      },
      treeVersion: log.units.version,
      async show(_filter, found) {
        requireScope();
        return found.filter(isShown).map((event) => ({ event, read: null })); // sight is tested elsewhere
      },
      requireScope,
      becomesAvailable: () => becomesAvailable(log),
      head: () => stream.window?.head ?? null,
      cursorOf: (position) => position,
      idleMs,
    },
    filter,
    start,
  );
  const ended = new Promise<void>((resolve, reject) => {
    source.deliverTo({
      take({ cursor, event }) {
        positions.push(cursor);
        if (event) events.push(event.event);
        return undefined;
      },
      completed: resolve,
      failed: reject,
    });
  });
  ended.catch(() => {}); // handled by the test that awaits it
  return {
    events,
    /** Of the events and of the progress between them. */
    positions,
    ended,
    until: (count: number) =>
      until(
        () => events.length,
        (length) => length >= count,
      ),
    stop: () => source.stop(),
  };
}

export const idsOf = (events: readonly EventDocument[]) => events.map(({ _id }) => String(_id));
