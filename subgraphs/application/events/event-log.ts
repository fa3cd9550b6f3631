import { clientError, unavailable } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { upToDate } from '../../../lib/mongodb/reads.ts';
import type { ReadOptions } from '../../../lib/platform/operations/interruption.ts';
import type { UnitProjection } from '../units/index.ts';
import type { EventModel, PlacedEvent } from './event.model.ts';
import { type EventFilter, isSelected, passes, queryOf } from './event-filter.ts';
import type { EventWindow } from './event-window.ts';
import { laterOf, type EventPosition } from './position.ts';
import type { StreamState } from './stream-state.ts';

/** A part of the history, in the order of positions. */
export interface Stretch {
  /** Every event that passes the filter, after the position asked for and up to `coveredTo`. */
  events: readonly PlacedEvent[];
  coveredTo: EventPosition;
  /** Whether that is as far as this process has read the stream. */
  isCurrent: boolean;
  /** The work, in documents that MongoDB examined; an event in memory counts as a tenth of one. */
  work: number;
}

/** The part of this process's stream that the log needs. */
interface ReadStream {
  /** Null while the stream does not run. */
  readonly window: EventWindow | null;
  /** Events up to here may have been deleted. */
  readonly keptAfter: EventPosition;
}

export interface LogDependencies {
  model: EventModel;
  state: Pick<StreamState, 'read'>;
  stream: ReadStream;
  units: UnitProjection;
  retentionDays: number;
}

export interface ReadRequest {
  after: EventPosition;
  /** Begins with what is kept if events after the position have been deleted, instead of `CURSOR_EXPIRED`. */
  isEarliest?: boolean;
  filter: EventFilter;
  /** The number of events to find. */
  limit: number;
  /**
   * The work at most, at least `limit`: stored events that an index does not decide are examined in parts of this size,
   * and all that pass are returned.
   */
  mostWork: number;
  options?: ReadOptions;
}

/** Events in memory that are examined with the work of one stored event. */
const examinedInMemory = 10;

/**
 * Reads on from a position: recent events from memory, older ones from MongoDB. Stops after a bounded
 * amount of work, even if nothing was found. The process's memory contains everything
 * that may not have a position in MongoDB yet, so that the two together are complete.
 * @throws `CURSOR_EXPIRED` if events after the position may have been deleted, `UNAVAILABLE` while the stream of this
 * process does not run or the unit tree has not been read.
 */
export async function readLog(log: LogDependencies, request: ReadRequest): Promise<Stretch> {
  const { stream, retentionDays } = log;
  const { after, isEarliest } = request;
  const window = requireWindow(stream);
  if (after < stream.keptAfter) {
    if (isEarliest) return readLog(log, { ...request, after: stream.keptAfter });
    throw cursorExpired(retentionDays);
  }
  if (after >= window.floor) return readWindow(log, window, request);
  return readStored(log, window.floor, request);
}

/** The window of a stream that runs. @throws `UNAVAILABLE` */
export function requireWindow({ window }: Pick<ReadStream, 'window'>): EventWindow {
  if (!window) throw streamUnavailable();
  return window;
}

export const streamUnavailable = () => unavailable(say`The stream of events`);

function readWindow(
  { units }: LogDependencies,
  window: EventWindow,
  { after, filter, limit, mostWork }: ReadRequest,
): Stretch {
  const events: PlacedEvent[] = [];
  let examined = 0;
  for (const event of window.after(after)) {
    examined += 1;
    if (passes(event, filter, units)) events.push(event);
    if (events.length === limit || examined === mostWork * examinedInMemory) {
      const isCurrent = event.position === window.head;
      return { events, coveredTo: event.position, isCurrent, work: examined / examinedInMemory };
    }
  }
  return {
    events,
    coveredTo: laterOf(window.head, after), // another process may have been further
    isCurrent: true,
    work: examined / examinedInMemory,
  };
}

/** Reads events up to the beginning of memory: every one of them has its position. */
async function readStored(
  log: LogDependencies,
  floor: EventPosition,
  request: ReadRequest,
): Promise<Stretch> {
  const { model, state, units, retentionDays } = log;
  const { after, filter, limit, mostWork, options = {} } = request;
  const query = queryOf(filter, units);
  const most = query.isExact ? limit : mostWork;
  const found = await upToDate(model.db, (session) =>
    model
      .find({ ...query.filter, position: { $gt: after, $lte: floor } })
      .sort({ position: 1 })
      .limit(most)
      .batchSize(most)
      .hint(query.index)
      .session(session)
      .setOptions(options)
      .lean<PlacedEvent[]>()
      .exec(),
  );
  // Deletion is announced before it begins: nothing after this position was missing when the events were read.
  const { keptAfter } = await state.read();
  if (after < keptAfter) {
    // This process may not know of the deletion yet.
    if (request.isEarliest)
      return readStored(log, laterOf(floor, keptAfter), { ...request, after: keptAfter });
    throw cursorExpired(retentionDays);
  }
  const last = found.length < most ? undefined : found.at(-1);
  return {
    events: found.filter((event) =>
      query.isExact ? isSelected(event, filter) : passes(event, filter, units),
    ),
    coveredTo: last?.position ?? floor,
    isCurrent: false,
    work: found.length,
  };
}

const cursorExpired = (retentionDays: number) =>
  clientError(
    'CURSOR_EXPIRED',
    say`This position is older than the events that are kept (${retentionDays} days). Take a new position, read anew what you follow, and continue from there: units take asOf of unitInbox, the centre endCursor of applicationEvents without after; applicants subscribe without a position, and then read. Or start with EARLIEST.`,
  );
