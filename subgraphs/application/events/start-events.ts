import { LRUCache } from 'lru-cache';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { type CursorCodec, createCursorCodec } from '../../../lib/kit/cursor.ts';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import type { Peers } from '../../../lib/federation/peers.ts';
import { periodically } from '../../../lib/kit/periodically.ts';
import { keyOf } from '../../../lib/kit/versioned-keys.ts';
import type { Keys } from '../../../lib/platform/identity/keys.ts';
import type { UnitProjection } from '../units/index.ts';
import { eventModel } from './event.model.ts';
import { StreamReader, type StreamTuning } from './stream-reader.ts';
import type { EventServices } from './events.ts';
import { createReplayQueue } from './replay-queue.ts';
import { createRequireTopics } from './require-topics.ts';
import { createRetention } from './retention.ts';
import type { EventSettings } from './settings.ts';

interface StartEventsOptions {
  connection: Connection;
  keys: Keys;
  peers: Peers;
  settings: EventSettings;
  units: UnitProjection;
  /** Reading begins when this resolves. */
  after: Promise<unknown>;
  logger: Logger;
  runs?: JobRuns | undefined;
  tuning?: Partial<StreamTuning> & { idleMs?: number };
}

/** The events of this process, as long as it runs. */
export interface RunningEvents {
  readonly services: EventServices;
  readonly stream: StreamReader;
  stop(): Promise<void>;
}

const deleteEveryMs = 60_000;

/** Subscriptions of which a part of the log is read at the same time. */
const replaysAtOnce = 4;

/** Starts to read the stream of events, and to delete those that are no longer kept. Nothing else waits for it. */
export function startEvents(options: StartEventsOptions): RunningEvents {
  const { connection, keys, peers, settings, units, after, logger, runs, tuning } = options;
  const common = { after, logger, runs };
  const stream = new StreamReader({ connection, units, ...common, ...(tuning && { tuning }) });
  const retentionDays = settings.EVENT_RETENTION_DAYS;
  const { state, fanOut } = stream;
  const deleting = periodically({
    name: 'delete old events',
    everyMs: deleteEveryMs,
    run: createRetention({ connection, state, retentionDays }),
    ...common,
  });
  return {
    stream,
    services: {
      log: { model: eventModel(connection), state, stream, units, retentionDays },
      fanOut,
      requireTopics: createRequireTopics(peers),
      replays: createReplayQueue(replaysAtOnce),
      cursors: sealingOnce(createCursorCodec(keyOf(keys, 'application/cursor'), 'events')),
      idleMs: tuning?.idleMs,
    },
    async stop() {
      await deleting.stop();
      await stream.stop();
    },
  };
}

/** How many of the latest positions are remembered with their cursors, some 300 bytes each. */
const mostSealed = 256;

/** Seals a position once that is requested again soon, by the message and the field of an event, or by aliases. */
function sealingOnce(codec: CursorCodec): CursorCodec {
  const sealed = new LRUCache<string, string>({ max: mostSealed });
  return {
    ...codec,
    seal(position) {
      let cursor = sealed.get(position);
      if (cursor === undefined) sealed.set(position, (cursor = codec.seal(position)));
      return cursor;
    },
  };
}
