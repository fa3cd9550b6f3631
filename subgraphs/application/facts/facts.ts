import { type Connection, Types } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import type { CursorCodec } from '../../../lib/kit/cursor.ts';
import { badInput, clientError, isClientError, unavailable } from '../../../lib/kit/errors.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import type { FollowedCalendar } from '../calendar/index.ts';
import {
  type EventFilter,
  type EventPosition,
  everything,
  isPosition,
  type LogDependencies,
  momentOf,
  readLog,
  type Stretch,
} from '../events/index.ts';
import { applicationModel } from '../record/index.ts';
import type {
  ApplicationFacts,
  ApplicationFactsPage,
  BusinessDays,
  ChangedFacts,
  FactSource,
} from '../schema-types.ts';
import { businessDaysOf } from './business-days.ts';
import { factsOf } from './facts-of.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { readRecords, type Wanted } from './read-records.ts';
import { say } from '../../../lib/kit/say.ts';

interface FactsArguments {
  after?: string | null | undefined;
  ids?: readonly string[] | null | undefined;
  first: number;
}

interface ChangesArguments {
  after?: string | null | undefined;
  first: number;
}

/** The facts of applications, for a copy of them that is kept up to date. */
export interface Facts {
  /** @throws `BAD_USER_INPUT` for the arguments, `CURSOR_EXPIRED` for a cursor that cannot be opened. */
  page(given: FactsArguments): Promise<ApplicationFactsPage>;
  /**
   * @throws `BAD_USER_INPUT`, `CURSOR_EXPIRED` also for a cursor that cannot be opened, and `UNAVAILABLE` while the stream
   * of events does not run.
   */
  changes(given: ChangesArguments): Promise<ChangedFacts>;
  /** @throws `UNAVAILABLE` until the calendar has been read. */
  businessDays(): BusinessDays;
}

interface FactsDependencies {
  connection: Connection;
  log: LogDependencies;
  /** Of positions of events. */
  positions: CursorCodec;
  /** Of pages of all applications. */
  pages: CursorCodec;
  calendar: Pick<FollowedCalendar, 'current'>;
  pseudonyms: Pseudonyms;
}

const mostAtOnce = 1_000;
/** A position that this process has not read yet is one of another process, and hardly later. */
const mostAheadMs = 60_000;

const allChanges: EventFilter = { ...everything, includesHidden: true };

export const createFacts = (dependencies: FactsDependencies): Facts => ({
  page: (given) => findPage(dependencies, given),
  changes: (given) => findChanges(dependencies, given),
  businessDays: () => businessDaysOf(dependencies.calendar.current()),
});

async function findPage(
  dependencies: FactsDependencies,
  { after, ids, first }: FactsArguments,
): Promise<ApplicationFactsPage> {
  const { connection, pages } = dependencies;
  requireNumber(first);
  const wanted = ids == null ? pageAfter(pages, after, first) : withIds(ids);
  const found = await readRecords(connection, wanted);
  const last = ids == null && found.length === first ? found.at(-1) : undefined;
  return {
    applications: found.map((record) => factsOf(record, dependencies.pseudonyms)),
    endCursor: last ? pages.seal(last.application._id.toHexString()) : null,
    total: await applicationModel(connection).collection.estimatedDocumentCount({
      comment: background,
    }),
    source: await sourceOf(dependencies),
  };
}

function pageAfter(pages: CursorCodec, after: string | null | undefined, limit: number): Wanted {
  if (after == null) return { filter: {}, limit };
  return { filter: { _id: { $gt: new Types.ObjectId(opened(pages, after)) } }, limit };
}

function withIds(ids: readonly string[]): Wanted {
  if (ids.length > mostAtOnce)
    throw badInput('ids', 'RANGE', say`Name at most ${mostAtOnce} ids.`, { max: mostAtOnce });
  const known = ids.map((id) => idToLookUp('application', id));
  return { filter: { publicId: { $in: known } }, limit: mostAtOnce };
}

async function findChanges(
  dependencies: FactsDependencies,
  { after, first }: ChangesArguments,
): Promise<ChangedFacts> {
  const { log, positions, calendar } = dependencies;
  requireNumber(first);
  const source = await sourceOf(dependencies);
  const start = startOf(dependencies, after);
  const request = { after: start, filter: allChanges, limit: first, mostWork: first };
  const { ids, isReplaced, coveredTo, isCurrent } = upTo(first, await readLog(log, request));
  return {
    applications: isReplaced ? [] : await readEach(dependencies, ids),
    isReplaced,
    cursor: positions.seal(coveredTo),
    asOf: momentOf(coveredTo),
    isCurrent,
    calendarVersion: calendar.current().version,
    source,
  };
}

/** The part of a stretch about a number of applications, or a few more: a hidden change may concern many. */
function upTo(most: number, { events, coveredTo, isCurrent }: Stretch) {
  const ids = new Map<string, Types.ObjectId>();
  for (const [index, event] of events.entries()) {
    if (event.event === 'REPLACED') return { ids, isReplaced: true, coveredTo, isCurrent };
    for (const id of event.hiddenIds ?? [event.applicationId]) ids.set(id.toHexString(), id);
    if (ids.size >= most && index < events.length - 1) {
      return { ids, isReplaced: false, coveredTo: event.position, isCurrent: false };
    }
  }
  return { ids, isReplaced: false, coveredTo, isCurrent };
}

/** In the order given. */
async function readEach(
  { connection, pseudonyms }: FactsDependencies,
  ids: ReadonlyMap<string, Types.ObjectId>,
): Promise<ApplicationFacts[]> {
  const wanted = [...ids];
  const found: ApplicationFacts[] = [];
  for (let from = 0; from < wanted.length; from += mostAtOnce) {
    const some = wanted.slice(from, from + mostAtOnce);
    const filter = { _id: { $in: some.map(([, id]) => id) } };
    const records = await readRecords(connection, { filter, limit: mostAtOnce });
    const byId = new Map(
      records.map((record) => [record.application._id.toHexString(), record] as const),
    );
    for (const [id] of some) {
      const record = byId.get(id);
      if (record) found.push(factsOf(record, pseudonyms));
    }
  }
  return found;
}

function startOf(
  { log, positions }: FactsDependencies,
  after: string | null | undefined,
): EventPosition {
  const { window } = log.stream;
  if (!window) throw unavailable(say`The stream of events`);
  if (after == null) return window.head;
  const position = opened(positions, after);
  if (!isPosition(position)) throw unreadable();
  if (momentOf(position).getTime() > momentOf(window.head).getTime() + mostAheadMs) {
    const message = say`This position lies after everything that was stored: read everything again.`;
    throw clientError('CURSOR_EXPIRED', message);
  }
  return position;
}

/** Opens a cursor, which may have been sealed under a secret that has been removed since. @throws `CURSOR_EXPIRED` */
function opened(codec: CursorCodec, cursor: string): string {
  try {
    return codec.open(cursor);
  } catch (error) {
    throw isClientError(error) ? unreadable() : error;
  }
}

const unreadable = () =>
  clientError('CURSOR_EXPIRED', say`This position cannot be read: read everything again.`);

/** A collection gets a name of its own when it is created, also when a backup is restored. */
async function sourceOf({ connection, pseudonyms }: FactsDependencies): Promise<FactSource> {
  const { db } = connection;
  if (!db) throw unavailable(say`The database`);
  const { collectionName: name } = applicationModel(connection).collection;
  const found = await db.listCollections({ name }, { nameOnly: false, comment: background }).next();
  const uuid = found && 'info' in found ? found.info?.uuid : undefined;
  if (!uuid) throw unavailable(say`The database`);
  return { data: uuid.toString('hex'), keyVersion: pseudonyms.keyVersion };
}

function requireNumber(first: number): void {
  if (first >= 1 && first <= mostAtOnce) return;
  throw badInput('first', 'RANGE', say`first must be between 1 and ${mostAtOnce}.`, {
    min: 1,
    max: mostAtOnce,
  });
}
