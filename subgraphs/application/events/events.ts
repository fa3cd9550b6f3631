import { type PageArguments, pageSize } from '../../../lib/kit/connection.ts';
import { type CursorCodec, notIssued } from '../../../lib/kit/cursor.ts';
import { badInput } from '../../../lib/kit/errors.ts';
import { requireChoice } from '../../../lib/kit/require-choice.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import {
  type Applications,
  findReferral,
  type SeenApplication,
  type SeenReferral,
} from '../reading/index.ts';
import type { ApplicationType, TimelineEvent } from '../schema-types.ts';
import { requireOwnUnit } from '../units/index.ts';
import type { EventFilter, UnitFilter } from './event-filter.ts';
import { type LogDependencies, type ReadRequest, readLog, requireWindow } from './event-log.ts';
import { EventSource, type SourceEvent } from './event-source.ts';
import type { FanOut } from './fan-out.ts';
import { isPosition, type Position } from './position.ts';
import {
  applicationOfEvent,
  referralOfEvent,
  type SeenEvent,
  seenEvents,
  type SightDependencies,
} from './seen-events.ts';

/** Shared by all requests. */
export interface EventServices {
  log: LogDependencies;
  fanOut: FanOut;
  cursors: CursorCodec;
  idleMs: number | undefined;
}

interface EventsDependencies extends EventServices, Omit<SightDependencies, 'units'> {
  /** Fresh loaders, for events that come later than the request. */
  loadersNow: () => SightDependencies['loaders'];
  applications: Pick<Applications, 'byNumber'>;
  interruption: Interruption;
}

export interface EventsArguments extends PageArguments {
  unitId?: string | null | undefined;
}

export interface NewApplicationsArguments {
  unitId?: string | null | undefined;
  includeSubUnits?: boolean | null | undefined;
  types?: readonly ApplicationType[] | null | undefined;
  topics?: readonly string[] | null | undefined;
  after?: string | null | undefined;
}

/** Exactly one of the two handles. */
export interface ChangedArguments {
  number?: string | null | undefined;
  referralId?: string | null | undefined;
  after?: string | null | undefined;
}

/** A page whose end is a position even if it is empty. */
export interface EventPage {
  readonly nodes: SeenEvent[];
  readonly edges: { node: SeenEvent; cursor: string }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string;
  };
}

/** The changes of applications, as one viewer sees them. */
export interface Events {
  /**
   * The changes that concern a unit or those below it, in the order of commits. `endCursor` is the position up to which
   * everything was returned, even if that was nothing.
   * @throws the errors of `requireOwnUnit` and of the log, and `BAD_USER_INPUT` for the page.
   */
  page(page: EventsArguments): Promise<EventPage>;
  /**
   * Subscribes to applications that are referred to a unit, or that are filed.
   * @throws as `page`, and for empty filters.
   */
  newApplications(given: NewApplicationsArguments): AsyncIterableIterator<SourceEvent>;
  /**
   * Subscribes to the changes of one application, even if the viewer sees only a part of it.
   * @throws `BAD_USER_INPUT`, `NOT_FOUND` if the viewer sees no such application, and the errors of the log.
   */
  changes(given: ChangedArguments): Promise<AsyncIterableIterator<SourceEvent>>;
  /** The application of an event, and the referral, read now; null if the viewer does not see them. */
  applicationOf(event: SeenEvent): Promise<SeenApplication | null>;
  referralOf(event: SeenEvent): Promise<SeenReferral | null>;
  /** How far the stream of events was read; null while it does not run. */
  moment(): Position | null;
  /** @throws `UNAVAILABLE` for null. */
  cursorOf(position: Position | null): string;
}

/** Instead of a cursor: before everything that is kept. */
const earliest = 'EARLIEST';

/** The limits of the lists in a filter. */
const limits = { types: 7, topics: 10 } as const;

const newest = {
  referred: ['REFERRED', 'TAKEN_OVER'],
  filed: ['FILED'],
} as const satisfies Record<string, readonly TimelineEvent[]>;

const everything: EventFilter = {
  units: null,
  applicationId: null,
  kinds: null,
  types: null,
  topicIds: null,
};

export function createEvents(dependencies: EventsDependencies): Events {
  return {
    page: (page) => findPage(dependencies, page),
    newApplications: (given) => subscribeToNew(dependencies, given),
    changes: (given) => subscribeToChanges(dependencies, given),
    applicationOf: (event) => applicationOfEvent(event, sightOf(dependencies)),
    referralOf: (event) => referralOfEvent(event, sightOf(dependencies)),
    moment: () => dependencies.log.stream.window?.head ?? null,
    cursorOf: (position) =>
      dependencies.cursors.seal(position ?? requireWindow(dependencies.log.stream).head),
  };
}

async function findPage(
  dependencies: EventsDependencies,
  { unitId, first, after }: EventsArguments,
): Promise<EventPage> {
  const { log, cursors, interruption } = dependencies;
  const units = unitFilterOf(dependencies, unitId, { includesBelow: true, by: 'CONCERNED' });
  const filter = { ...everything, units };
  const size = pageSize(first);
  const start = startOf(dependencies, after);
  const items: SeenEvent[] = [];
  let end = start;
  for (let isCurrent = false; !isCurrent && items.length <= size;) {
    const options = interruption.readOptions();
    const stretch = await readLog(log, { after: end, filter, limit: size + 1, options });
    items.push(...(await show(dependencies, filter, stretch.events)));
    end = stretch.coveredTo;
    ({ isCurrent } = stretch);
  }
  const hasNextPage = items.length > size;
  const nodes = items.slice(0, size);
  const cursorOf = ({ event }: SeenEvent) => cursors.seal(event.position);
  const [one] = nodes;
  const last = nodes.at(-1);
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: after != null && after !== earliest,
      startCursor: one ? cursorOf(one) : null,
      endCursor: hasNextPage && last ? cursorOf(last) : cursors.seal(end),
    },
  };
}

function subscribeToNew(
  dependencies: EventsDependencies,
  { unitId, includeSubUnits, types, topics, after }: NewApplicationsArguments,
): AsyncIterableIterator<SourceEvent> {
  const includesBelow = includeSubUnits ?? true;
  const units = unitFilterOf(dependencies, unitId, { includesBelow, by: 'NAMED' });
  const filter: EventFilter = {
    ...everything,
    units,
    kinds: units ? newest.referred : newest.filed,
    types: requireChoice(types, 'types', limits.types) ?? null,
    topicIds: requireChoice(topics, 'topics', limits.topics) ?? null,
  };
  return subscribe(dependencies, filter, after);
}

async function subscribeToChanges(
  dependencies: EventsDependencies,
  { number, referralId, after }: ChangedArguments,
): Promise<AsyncIterableIterator<SourceEvent>> {
  if (number != null && referralId != null) {
    throw badInput('referralId', 'CONFLICT', 'Give the number or the referral, not both.');
  }
  if (number == null && referralId == null) {
    throw badInput('number', 'REQUIRED', 'Give the number or the id of a referral.');
  }
  const { application } =
    number == null
      ? (await findReferral(sightOf(dependencies), { id: referralId })).seen
      : await dependencies.applications.byNumber(number);
  return subscribe(dependencies, { ...everything, applicationId: application._id }, after);
}

function subscribe(
  dependencies: EventsDependencies,
  filter: EventFilter,
  after: string | null | undefined,
): AsyncIterableIterator<SourceEvent> {
  const { log, fanOut, cursors, idleMs, loadersNow } = dependencies;
  const start = startOf(dependencies, after);
  const limit = 100;
  return new EventSource(
    {
      fanOut,
      read: (position) => readLog(log, { after: position, filter, limit } satisfies ReadRequest),
      show: (events) => show({ ...dependencies, loaders: loadersNow() }, filter, events),
      head: () => log.stream.window?.head ?? null,
      cursorOf: (position) => cursors.seal(position),
      ...(idleMs !== undefined && { idleMs }),
    },
    filter,
    start,
  );
}

const sightOf = ({ viewer, loaders, log: { units } }: EventsDependencies): SightDependencies => ({
  viewer,
  loaders,
  units,
});

const show = (
  dependencies: EventsDependencies,
  filter: EventFilter,
  events: Parameters<typeof seenEvents>[2],
) => seenEvents(sightOf(dependencies), filter, events);

/** The unit whose events are asked for; an officer's own by default, and none for the centre. */
function unitFilterOf(
  { viewer, log: { units } }: EventsDependencies,
  unitId: string | null | undefined,
  how: Omit<UnitFilter, 'unitId'>,
): UnitFilter | null {
  const wanted = unitId ?? viewer?.unitId;
  if (wanted == null) return null;
  requireOwnUnit(viewer, wanted, units);
  return { unitId: wanted, ...how };
}

/**
 * @param after a cursor, `EARLIEST`, or nothing for the present moment.
 * @throws `BAD_USER_INPUT` for anything else, `UNAVAILABLE` while the stream does not run.
 */
function startOf(
  { log: { stream }, cursors }: EventsDependencies,
  after: string | null | undefined,
): Position {
  const { head } = requireWindow(stream);
  if (after == null) return head;
  if (after === earliest) return stream.keptAfter;
  const position = cursors.open(after);
  if (!isPosition(position)) throw notIssued('after');
  return position;
}
