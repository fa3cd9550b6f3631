import { checkAll } from '../../../lib/kit/check-all.ts';
import { type PageArguments, pageSize } from '../../../lib/kit/connection.ts';
import { type CursorCodec, earliest, notIssued } from '../../../lib/kit/cursor.ts';
import { badInput, unavailable } from '../../../lib/kit/errors.ts';
import { ownerOf } from '../../../lib/kit/owner-of.ts';
import { say } from '../../../lib/kit/say.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import { isOutOfTime } from '../../../lib/mongodb/out-of-time.ts';
import { requireChoice } from '../../../lib/kit/require-choice.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { Interruption } from '../../../lib/platform/operations/interruption.ts';
import {
  type Applications,
  findReferral,
  type SeenApplication,
  type SeenReferral,
} from '../reading/index.ts';
import type { ApplicationType, TimelineEvent } from '../schema-types.ts';
import { requireOwnUnit } from '../units/index.ts';
import { becomesAvailable, untilAvailable } from './available.ts';
import type { PlacedEvent } from './event.model.ts';
import { type EventFilter, everything, type UnitFilter } from './event-filter.ts';
import {
  type LogDependencies,
  type ReadRequest,
  readLog,
  requireWindow,
  streamUnavailable,
  type Stretch,
} from './event-log.ts';
import { type EventPage, eventPageOf } from './event-page.ts';
import { EventSource, type ReadStretch, type SourceDependencies } from './event-source.ts';
import type { FanOut } from './fan-out.ts';
import { isPosition, type EventPosition } from './position.ts';
import type { ReplayQueue } from './replay-queue.ts';
import type { RequireTopics } from './require-topics.ts';
import {
  applicationOfEvent,
  momentOfEvent,
  referralOfEvent,
  requireNumbers,
  type SeenEvent,
  seenEvents,
  type SightDependencies,
} from './seen-events.ts';

/** Shared by all requests. */
export interface EventServices {
  log: LogDependencies;
  fanOut: FanOut;
  requireTopics: RequireTopics;
  replays: ReplayQueue;
  cursors: CursorCodec;
  idleMs: number | undefined;
}

interface EventsDependencies extends Omit<SightDependencies, 'units'> {
  services: EventServices;
  /** Fresh loaders, for events that come later than the request. */
  loadersNow: () => SightDependencies['loaders'];
  applications: Pick<Applications, 'byNumber'>;
  interruption: Interruption;
  /** Called between the parts of long work: a promise to wait for, or undefined to go on at once. */
  rest: () => Promise<void> | undefined;
}

interface EventsArguments extends PageArguments {
  unitId?: string | null | undefined;
}

interface NewApplicationsArguments {
  unitId?: string | null | undefined;
  includeSubUnits?: boolean | null | undefined;
  types?: readonly ApplicationType[] | null | undefined;
  topics?: readonly string[] | null | undefined;
  after?: string | null | undefined;
}

/** Exactly one of the two handles. */
interface ChangedArguments {
  number?: string | null | undefined;
  referralId?: string | null | undefined;
  after?: string | null | undefined;
}

/** The changes of applications, as one viewer sees them. */
export interface Events {
  /**
   * The changes that concern a unit or those below it, in the order of commits. `endCursor` is a position up to which
   * everything was returned, even if that was nothing. A page ends early if much was examined that is not for the
   * viewer: `hasNextPage` is then true.
   * @throws the errors of `requireOwnUnit` and of the log, and `BAD_USER_INPUT` for the page.
   */
  page(page: EventsArguments): Promise<EventPage>;
  /**
   * Subscribes to applications that are referred to a unit, or that are filed. The events end with `NOT_FOUND` once the
   * unit is moved out of the viewer's scope.
   * @throws as `page`, but `UNAVAILABLE` only after half a minute, and for filters that are empty, contradict each other or
   * name an unknown topic.
   */
  newApplications(given: NewApplicationsArguments): Promise<EventSource>;
  /**
   * Subscribes to the changes of one application, even if the viewer sees only a part of it.
   * @throws `BAD_USER_INPUT`, `NOT_FOUND` if the viewer sees no such application, and the errors of the log, `UNAVAILABLE`
   * only after half a minute. By number, the events end with `NOT_FOUND` once the viewer may no longer know it.
   */
  changes(given: ChangedArguments): Promise<EventSource>;
  /** The application of an event, and the referral, read now; null if the viewer does not see them. */
  applicationOf(event: SeenEvent): Promise<SeenApplication | null>;
  referralOf(event: SeenEvent): Promise<SeenReferral | null>;
  /** When an event happened, as the viewer sees it. */
  momentOf(event: SeenEvent): Promise<Date>;
  /** How far the stream of events was read; null while it does not run. */
  moment(): EventPosition | null;
  /** @throws `UNAVAILABLE` for null. */
  cursorOf(position: EventPosition | null): string;
}

/** The work for one page and for one part of it, in documents, and what a document costs of `Query.applicationEvents`. */
const pageWork = 600;
const stretchWork = 101;
const costOfDocument = 800 / pageWork;

/** The limits of the lists in a filter. */
const limits = { types: 7, topics: 10 } as const;

const newest = {
  referred: ['REFERRED', 'TAKEN_OVER'],
  filed: ['FILED'],
} as const satisfies Record<string, readonly TimelineEvent[]>;

export function createEvents(dependencies: EventsDependencies): Events {
  const { log, cursors } = dependencies.services;
  return {
    page: (page) => findPage(dependencies, page),
    newApplications: (given) => subscribeToNew(dependencies, given),
    changes: (given) => subscribeToChanges(dependencies, given),
    applicationOf: (event) => applicationOfEvent(event, sightOf(dependencies)),
    referralOf: (event) => referralOfEvent(event, sightOf(dependencies)),
    momentOf: (event) => momentOfEvent(event, sightOf(dependencies)),
    moment: () => log.stream.window?.head ?? null,
    cursorOf(position) {
      // Not the head of now: what was committed since may be missing in what was read before.
      if (position === null) throw streamUnavailable();
      return cursors.seal(position);
    },
  };
}

/** Stops before a part that could exceed the budget: what was examined by then is a page, which may be empty. */
async function findPage(
  dependencies: EventsDependencies,
  { unitId, first, after }: EventsArguments,
): Promise<EventPage> {
  const { interruption, rest, services } = dependencies;
  const { log, cursors } = services;
  const { units, size, start } = checkAll({
    units: () => unitFilterOf(dependencies, unitId, { includesBelow: true, by: 'CONCERNED' }),
    size: () => pageSize(first),
    start: () => startOf(services, after),
  });
  const filter = { ...everything, units };
  const items: SeenEvent[] = [];
  let end = start;
  let isCurrent = false;
  let limit = size + 1;
  for (let work = 0; !isCurrent && items.length <= size && work + 2 * stretchWork <= pageWork;) {
    await rest();
    const options = interruption.readOptions();
    const isEarliest = after === earliest && end === start;
    const request = { after: end, isEarliest, filter, limit, mostWork: stretchWork, options };
    const stretch = await readLog(log, request);
    limit = stretchWork; // where some are hidden, many may be
    items.push(...(await show(dependencies, filter, stretch.events)));
    work += workFor(stretch);
    end = stretch.coveredTo;
    ({ isCurrent } = stretch);
  }
  return eventPageOf(items, {
    size,
    start,
    end,
    isCurrent,
    hasPreviousPage: after != null && after !== earliest,
    cursorOf: (position) => cursors.seal(position),
  });
}

async function subscribeToNew(
  dependencies: EventsDependencies,
  { unitId, includeSubUnits, types, topics, after }: NewApplicationsArguments,
): Promise<EventSource> {
  const { log, requireTopics } = dependencies.services;
  await untilAvailable(log);
  const includesBelow = includeSubUnits ?? true;
  const asked = checkAll({
    units() {
      const units = unitFilterOf(dependencies, unitId, { includesBelow, by: 'NAMED' });
      if (!units && !includesBelow) throw noUnit();
      return units;
    },
    types: () => requireChoice(types, 'types', limits.types) ?? null,
    topicIds: () => requireChoice(topics, 'topics', limits.topics) ?? null,
  });
  await requireTopics(asked.topicIds ?? [], 'topics');
  const kinds = asked.units ? newest.referred : newest.filed;
  const filter: EventFilter = { ...everything, ...asked, kinds };
  return subscribe(dependencies, filter, after);
}

const noUnit = () =>
  badInput('includeSubUnits', 'CONFLICT', say`Without a unit, there are no units below it.`);

async function subscribeToChanges(
  dependencies: EventsDependencies,
  { number, referralId, after }: ChangedArguments,
): Promise<EventSource> {
  if (number != null && referralId != null) {
    throw badInput('referralId', 'CONFLICT', say`Give the number or the referral, not both.`);
  }
  if (number == null && referralId == null) {
    throw badInput('number', 'REQUIRED', say`Give the number or the id of a referral.`);
  }
  await untilAvailable(dependencies.services.log);
  const { application } =
    number == null
      ? (await findReferral(sightOf(dependencies), { id: referralId })).seen
      : await dependencies.applications.byNumber(number);
  const filter = { ...everything, applicationId: application._id };
  return subscribe(dependencies, filter, after, number != null);
}

/** @param isByNumber as in {@link EventsForViewer}. */
function subscribe(
  { services, viewer, loadersNow }: EventsDependencies,
  filter: EventFilter,
  after: string | null | undefined,
  isByNumber = false,
): EventSource {
  const start = startOf(services, after);
  const begun = after === earliest ? start : null;
  return new EventSource(
    new EventsForViewer(services, viewer, loadersNow, { isByNumber, earliest: begun }),
    filter,
    start,
  );
}

/**
 * Reads the events of one subscription. Holds nothing else of its request: the loaders would stay in memory as long as
 * the subscription.
 */
class EventsForViewer implements SourceDependencies {
  readonly #services: EventServices;
  readonly #viewer: Viewer;
  readonly #loadersNow: EventsDependencies['loadersNow'];
  /** Whether the viewer must be allowed to know the number of each application also when its events are delivered. */
  readonly #isByNumber: boolean;
  /** Where it begins, if with everything that is kept. */
  readonly #earliest: EventPosition | null;

  constructor(
    services: EventServices,
    viewer: Viewer,
    loadersNow: EventsDependencies['loadersNow'],
    { isByNumber, earliest }: { isByNumber: boolean; earliest: EventPosition | null },
  ) {
    this.#services = services;
    this.#viewer = viewer;
    this.#loadersNow = loadersNow;
    this.#isByNumber = isByNumber;
    this.#earliest = earliest;
  }

  get fanOut(): FanOut {
    return this.#services.fanOut;
  }

  get treeVersion(): number {
    return this.#services.log.units.version;
  }

  get idleMs(): number | undefined {
    return this.#services.idleMs;
  }

  inTurn<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    return this.#services.replays.run(ownerOf(this.#viewer, ''), signal, work);
  }

  read(filter: EventFilter, after: EventPosition, signal: AbortSignal): Promise<ReadStretch> {
    const isEarliest = after === this.#earliest;
    return readPart(this.#services.log, { after, isEarliest, filter, signal });
  }

  async show(filter: EventFilter, events: readonly PlacedEvent[]): Promise<readonly SeenEvent[]> {
    const { log } = this.#services;
    const sight = { viewer: this.#viewer, loaders: this.#loadersNow(), units: log.units };
    const seen = await seenEvents(sight, filter, events);
    if (this.#isByNumber) await requireNumbers(seen, sight);
    this.requireScope(filter);
    return seen;
  }

  /** As when the subscription began: a unit that was in the viewer's scope may have been moved out of it. */
  requireScope({ units: wanted }: EventFilter): void {
    if (wanted) requireOwnUnit(this.#viewer, wanted.unitId, this.#services.log.units);
  }

  becomesAvailable(): Promise<void> {
    return becomesAvailable(this.#services.log);
  }

  head(): EventPosition | null {
    return this.#services.log.stream.window?.head ?? null;
  }

  cursorOf(position: EventPosition): string {
    return this.#services.cursors.seal(position);
  }
}

/** Each event found is work once more: its application is read. */
const workFor = ({ work, events }: Stretch): number => work + events.length;

/** One part of a replay and the time for it: beyond that, MongoDB is taken for unavailable. */
const replayed = { limit: 100, mostWork: 200 };

async function readPart(
  log: LogDependencies,
  {
    signal,
    ...from
  }: Pick<ReadRequest, 'after' | 'isEarliest' | 'filter'> & { signal: AbortSignal },
): Promise<ReadStretch> {
  try {
    const options = { signal, maxTimeMS: longestReadMs };
    const stretch = await readLog(log, { ...from, ...replayed, options });
    return { ...stretch, cost: costOfDocument * workFor(stretch) };
  } catch (error) {
    throw isOutOfTime(error) ? unavailable(say`The database`) : error;
  }
}

const sightOf = ({ viewer, loaders, services }: EventsDependencies): SightDependencies => ({
  viewer,
  loaders,
  units: services.log.units,
});

const show = (
  dependencies: EventsDependencies,
  filter: EventFilter,
  events: Parameters<typeof seenEvents>[2],
) => seenEvents(sightOf(dependencies), filter, events);

/** The unit whose events are asked for; an officer's own by default, and none for the centre. */
function unitFilterOf(
  { viewer, services }: EventsDependencies,
  unitId: string | null | undefined,
  how: Omit<UnitFilter, 'unitId'>,
): UnitFilter | null {
  const wanted = unitId ?? viewer?.unitId;
  if (wanted == null) return null;
  requireOwnUnit(viewer, wanted, services.log.units);
  return { unitId: wanted, ...how };
}

/**
 * @param after a cursor, `EARLIEST`, or nothing for the present moment.
 * @throws `BAD_USER_INPUT` for anything else, `UNAVAILABLE` while the stream does not run.
 */
function startOf(
  { log: { stream }, cursors }: Pick<EventServices, 'log' | 'cursors'>,
  after: string | null | undefined,
): EventPosition {
  const { head } = requireWindow(stream);
  if (after == null) return head;
  if (after === earliest) return stream.keptAfter;
  const position = cursors.open(after);
  if (!isPosition(position)) throw notIssued('after');
  return position;
}
