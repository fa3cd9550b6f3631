import { randomUUID } from 'node:crypto';
import { type Connection, mongo } from 'mongoose';
import type { Logger } from 'pino';
import { background } from '../../../lib/kit/background.ts';
import { unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { followed, type Followed } from '../../../lib/kit/followed.ts';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import { periodically, type PeriodicJob } from '../../../lib/kit/periodically.ts';
import type { UnitProjection } from '../units/index.ts';
import { type EventDocument, eventIndexes, eventModel, type PlacedEvent } from './event.model.ts';
import { EventWindow } from './event-window.ts';
import { FanOut } from './fan-out.ts';
import { beginning, clusterTimeOf, laterOf, type EventPosition, positionAt } from './position.ts';
import { recoverPositions } from './recover.ts';
import { createStamping, type Stamping } from './stamping.ts';
import { openStreamState, type StreamState } from './stream-state.ts';
import { type StreamStateDocument, streamStateModel } from './stream-state.model.ts';
import { createTreeWait, type TreeWait } from './tree-wait.ts';

/** The times by which a stream is kept moving, and its limits. */
export interface StreamTuning {
  /** A heartbeat is written when none was heard for this long. */
  beatMs: number;
  /** A stream that shows nothing for this long, not even heartbeats, is opened again. */
  stalledMs: number;
  /** The memory that the latest events may take. */
  windowBytes: number;
  /** Reading pauses while this number of events waits for their positions to be stored. */
  mostUnstamped: number;
}

const defaultTuning: StreamTuning = {
  beatMs: 2_000,
  stalledMs: 10_000,
  windowBytes: 16_000_000,
  mostUnstamped: 10_000,
};

interface StreamOptions {
  connection: Connection;
  units: UnitProjection;
  /** Reading begins when this resolves. */
  after: Promise<unknown>;
  logger: Logger;
  runs?: JobRuns | undefined;
  tuning?: Partial<StreamTuning>;
}

/** Counts of the stream of this process since it started. */
interface StreamCounts {
  events: number;
  /** Streams that showed nothing and were opened again. */
  stalls: number;
  /** Events that got a position because no stream could show them. */
  recovered: number;
}

/** MongoDB's code for an oplog that does not reach back to the start of a stream (ChangeStreamHistoryLost). */
const historyLost = 286;
const retryMs = 500;
/** How long MongoDB holds a poll for which it has no change, and so how long stopping waits for it. */
const questionMs = 200;

/**
 * Reads the change stream of events in this process: gives each its position, keeps the latest in memory, passes them
 * to listeners, and stores the positions in the background. Starts at the position up to which all processes together
 * have stored them, so that no event stays without one. If the stream breaks, it continues after the last event. If the
 * oplog does not reach back that far, stored events are given positions, and listeners read them from the log.
 */
export class StreamReader {
  readonly fanOut: FanOut;
  readonly state: StreamState;
  readonly counts: StreamCounts = { events: 0, stalls: 0, recovered: 0 };
  readonly #connection: Connection;
  readonly #logger: Logger;
  readonly #tuning: StreamTuning;
  readonly #copy: Followed<EventWindow>;
  readonly #untilTree: TreeWait;
  /** Apart from the other: what does not come is no reason to wait for no later version. */
  readonly #untilFirstTree: TreeWait;
  readonly #jobs: readonly PeriodicJob[];
  #window: EventWindow | null = null;
  /** The next index within the commit that is being read. */
  #count: { clusterTime: mongo.Timestamp | null; index: number } = { clusterTime: null, index: 0 };
  #stamping: Stamping | null = null;
  #keptAfter: EventPosition = beginning;
  #isHistoryLost = false;
  /** Whether this process has the tree by which the events before its memory were made. */
  #hasTree = false;
  /** Ends the stream that is open. */
  #opened: AbortController | null = null;
  /** By `performance.now()`. */
  #heardAt = 0;
  #beatAt = 0;
  #flushing: Promise<void> | null = null;

  constructor({ connection, units, after, logger, runs, tuning }: StreamOptions) {
    this.fanOut = new FanOut(units);
    this.state = openStreamState(connection);
    this.#connection = connection;
    this.#logger = logger;
    this.#tuning = { ...defaultTuning, ...tuning };
    this.#untilTree = createTreeWait(units);
    this.#untilFirstTree = createTreeWait(units);
    this.#copy = followed({
      name: say`The stream of events`,
      everyMs: retryMs,
      after,
      follow: (signal) => this.#follow(signal),
      report: {
        began: (err) => logger.warn({ err }, 'the stream of events cannot be read; will retry'),
        ended: () => logger.info('the stream of events is read again'),
      },
    });
    const common = { everyMs: this.#tuning.beatMs / 4, after, logger, runs };
    this.#jobs = [
      // Apart from heartbeats: it has to work also while one cannot be written.
      periodically({ name: 'watch the stream', run: async () => this.#watchOver(), ...common }),
      periodically({ name: 'keep the stream moving', run: () => this.#keepMoving(), ...common }),
    ];
  }

  /** The latest events; null while the stream does not run. */
  get window(): EventWindow | null {
    return this.#copy.fresh ? this.#window : null;
  }

  /** Events up to here may have been deleted. */
  get keptAfter(): EventPosition {
    return this.#keptAfter;
  }

  /** Whether the stream runs, and shows what is committed now. */
  get isLive(): boolean {
    return this.#copy.fresh;
  }

  /** Resolves when the stream runs for the first time. */
  get ready(): Promise<void> {
    return this.#copy.ready;
  }

  /** Seconds since the stream showed anything. */
  get silenceSeconds(): number {
    return this.#heardAt === 0 ? 0 : (performance.now() - this.#heardAt) / 1_000;
  }

  get unstamped(): number {
    return this.#stamping?.backlog ?? 0;
  }

  async stop(): Promise<void> {
    await this.#copy.stop();
    await Promise.all(this.#jobs.map((job) => job.stop()));
    await this.#flush().catch(() => {}); // the next process reads them again
    this.fanOut.fail();
  }

  /** Goes on until the stream breaks, stalls or is closed. */
  async #follow(signal: AbortSignal): Promise<'again' | void> {
    const start = await this.#findStart();
    if (start === null) return;
    const window = this.#window ?? this.#startFrom(start);
    this.#opened = new AbortController();
    this.#heardAt = performance.now();
    const ending = AbortSignal.any([signal, this.#opened.signal]);
    const stream = this.#watch(window.head);
    const close = () => void stream.close().catch(() => {}); // ends the wait for a change, and is repeated below
    ending.addEventListener('abort', close);
    try {
      if (!this.#hasTree) {
        await this.#untilFirstTree(await latestTreeOf(this.#connection, window.floor), ending);
        this.#hasTree = true;
      }
      await this.#readAll(stream, ending);
    } catch (error) {
      if (!isHistoryLost(error)) throw error;
      this.#isHistoryLost = true;
      return 'again';
    } finally {
      this.#opened = null;
      this.#copy.doubt();
      ending.removeEventListener('abort', close);
      await stream.close();
    }
  }

  async #readAll(stream: mongo.ChangeStream, ending: AbortSignal): Promise<void> {
    const own = randomUUID();
    let isCurrent = false;
    await this.#beat(own);
    for (;;) {
      ending.throwIfAborted();
      const change = await stream.next();
      if (isEvent(change)) await this.#untilTree(change.fullDocument.directoryVersion ?? 0, ending);
      const beat = this.#take(change);
      // Everything that was committed before the stream was opened has been read.
      isCurrent ||= beat === own;
      if (isCurrent && this.#window) this.#copy.hold(this.#window);
      await this.#limitBacklog();
    }
  }

  /**
   * The position from which a stream can be read; null while another process recovers positions. Usually that is the
   * last position of this process, or at its start the common one of all processes.
   */
  async #findStart(): Promise<EventPosition | null> {
    const { stampedTo, keptAfter } = await this.state.read();
    this.#keptAfter = laterOf(this.#keptAfter, keptAfter);
    const head = this.#window?.head ?? null;
    if (!this.#isHistoryLost && head !== null) return head;
    if (stampedTo !== null && (head === null || stampedTo > head))
      return this.#beginAnew(stampedTo);
    await this.#flush();
    const count = await recoverPositions(this.#connection, this.state, stampedTo);
    if (count === null) return null;
    this.counts.recovered += count;
    if (stampedTo !== null) {
      this.#logger.error(
        { after: stampedTo, events: count },
        'the oplog does not reach back to the last event that was read; stored events got new positions',
      );
    }
    return this.#beginAnew((await this.state.read()).stampedTo);
  }

  #beginAnew(start: EventPosition | null): EventPosition | null {
    this.#isHistoryLost = false;
    this.#window = null;
    return start;
  }

  /** Restarts: the events that listeners have missed are stored. */
  #startFrom(start: EventPosition): EventWindow {
    this.#window = new EventWindow(start, this.#tuning.windowBytes);
    this.#stamping = createStamping(this.#connection, start);
    this.#hasTree = false;
    this.fanOut.missed();
    return this.#window;
  }

  /** Shows the whole commit of a position again, so that the index of each of its events can be counted. */
  #watch(head: EventPosition): mongo.ChangeStream {
    const { db } = this.#connection;
    if (!db) throw unavailable(say`The database`);
    const events = eventModel(this.#connection).collection.collectionName;
    const state = streamStateModel(this.#connection).collection.collectionName;
    const shown = [
      { 'ns.coll': events, operationType: 'insert' },
      { 'ns.coll': state, operationType: { $in: ['insert', 'update', 'replace'] } },
    ];
    this.#count = { clusterTime: null, index: 0 };
    return db.watch([{ $match: { $or: shown } }], {
      startAtOperationTime: clusterTimeOf(head),
      maxAwaitTimeMS: questionMs,
      comment: background,
    });
  }

  /** @returns the name of a heartbeat. */
  #take(change: mongo.ChangeStreamDocument): string | null {
    this.#heardAt = performance.now();
    const { clusterTime } = change;
    const window = this.#window;
    if (!clusterTime || !window) return null;
    if (isEvent(change)) {
      this.#takeEvent(change, clusterTime, window);
      return null;
    }
    if (change.operationType !== 'update') return null;
    const { beat, keptAfter } = (change.updateDescription.updatedFields ??
      {}) as Partial<StreamStateDocument>; // of the only other collection
    if (keptAfter) this.#keptAfter = laterOf(this.#keptAfter, keptAfter);
    if (beat == null) return null;
    this.#beatAt = performance.now();
    window.advance(positionAt(clusterTime, 0));
    this.#evict(window);
    this.fanOut.idle();
    return beat;
  }

  #takeEvent(
    { fullDocument: document, wallTime }: ArrivedEvent,
    clusterTime: mongo.Timestamp,
    window: EventWindow,
  ): void {
    const count = this.#count;
    if (!count.clusterTime?.equals(clusterTime)) this.#count = { clusterTime, index: 0 };
    const position = positionAt(clusterTime, this.#count.index);
    this.#count.index += 1;
    if (position <= window.head) return; // read before
    const event: PlacedEvent = {
      ...document,
      unitIds: document.unitIds ?? [],
      position,
      ...(wallTime && { committedAt: wallTime.getTime() }),
    };
    window.add(event);
    this.counts.events += 1;
    this.#stamping?.add(event);
    this.fanOut.publish(event);
    this.#evict(window);
    void this.#flush().catch(() => {}); // tried again with the next heartbeat, and reported there
  }

  #evict(window: EventWindow): void {
    const stampedTo = this.#stamping?.stampedTo(window.head);
    if (stampedTo !== undefined) window.evict(stampedTo);
  }

  /** Stores positions; those that come meanwhile are stored with the next command. */
  #flush(): Promise<void> {
    this.#flushing ??= (this.#stamping?.flush() ?? Promise.resolve()).finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #limitBacklog(): Promise<void> {
    if (this.unstamped >= this.#tuning.mostUnstamped) await this.#flush();
  }

  /** Opens a stream again that shows nothing, not even heartbeats. */
  #watchOver(): void {
    if (!this.#opened || this.silenceSeconds * 1_000 < this.#tuning.stalledMs) return;
    this.counts.stalls += 1;
    this.#logger.warn('the stream of events has stalled; opening it again');
    this.#copy.doubt();
    this.#opened.abort(new Error('the stream has stalled'));
    this.#opened = null;
  }

  /** Writes a heartbeat if no process has for a while. */
  async #keepMoving(): Promise<void> {
    if (!this.#opened || performance.now() - this.#beatAt < this.#tuning.beatMs) return;
    await this.#beat(randomUUID());
  }

  async #beat(name: string): Promise<void> {
    await this.#flush();
    const window = this.#window;
    await this.state.beat(name, window && (this.#stamping?.stampedTo(window.head) ?? null));
  }
}

/** More events than may have come since the tree of a process was confirmed. */
const latestEvents = 1_000;

/** The highest version of the directory by which the latest stored events up to a position were made. */
async function latestTreeOf(connection: Connection, upTo: EventPosition): Promise<number> {
  const latest = await eventModel(connection)
    .find({ position: { $gt: beginning, $lte: upTo } }, { _id: 0, directoryVersion: 1 })
    .sort({ position: -1 })
    .limit(latestEvents)
    .hint(eventIndexes.all)
    .comment(background)
    .lean<Pick<EventDocument, 'directoryVersion'>[]>();
  return Math.max(0, ...latest.map(({ directoryVersion = 0 }) => directoryVersion));
}

type ArrivedEvent = Pick<mongo.ChangeStreamInsertDocument, 'wallTime'> & {
  fullDocument: EventDocument;
};

const isEvent = (
  change: mongo.ChangeStreamDocument,
): change is mongo.ChangeStreamInsertDocument & ArrivedEvent =>
  change.operationType === 'insert' && 'at' in change.fullDocument;

const isHistoryLost = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === historyLost;
