import { notFound, unavailable } from '../../../lib/kit/errors.ts';
import { localDateOf, startOfDay } from '../../../lib/kit/local-date.ts';
import { say } from '../../../lib/kit/say.ts';
import { isKeptFrom } from '../../../lib/kit/unit-lineage.ts';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { ApplicationDocument, Loaders } from '../record/index.ts';
import {
  endSeen,
  maySeeNumber,
  maySeeVersion,
  momentSeen,
  referralsOf,
  see,
  type SeenApplication,
  type SeenReferral,
  wholeOf,
} from '../reading/index.ts';
import type { TimelineEvent } from '../schema-types.ts';
import type { UnitProjection } from '../units/index.ts';
import { isShown, type PlacedEvent, type ShownEvent } from './event.model.ts';
import { type EventFilter, passes } from './event-filter.ts';

/** An event that one viewer sees. Its application is read when it is shown, unless that was a moment ago. */
export interface SeenEvent {
  readonly event: ShownEvent;
  /** Null where many events wait together, so that they hold no applications. */
  readonly read: ReadApplication | null;
}

interface ReadApplication {
  readonly application: ApplicationDocument;
  /** Of the monotonic clock, in milliseconds. */
  readonly at: number;
}

/** For how long an application counts as read now: as long as reading it may take. */
const readNowMs = 100;
/** As many events as a stream resolves at once. */
const mostHoldingReads = 16;

export interface SightDependencies {
  viewer: Viewer;
  units: UnitProjection;
  loaders: Loaders;
}

/**
 * The events that the viewer sees, in their order. An event is seen like its entry in the timeline, and if the filter
 * names a unit, as long as that unit is the viewer's or below. Everything is decided by the unit tree at the moment of
 * the return, and by the applications as they are then.
 * @throws `UNAVAILABLE` while it is not certain that this is the newest tree, or that an application was read as it was
 * after its event: a primary that was just elected may still read what was committed a moment before.
 */
export async function seenEvents(
  { viewer, units, loaders }: SightDependencies,
  filter: EventFilter,
  events: readonly PlacedEvent[],
): Promise<SeenEvent[]> {
  const concerned = events
    .filter(isShown)
    .filter((event) => mayConcern(event, filter, { viewer, units }));
  const at = performance.now();
  const isHolding = concerned.length <= mostHoldingReads;
  const read = await Promise.all(
    concerned.map(async (event) => ({
      event,
      application: await loaders.applicationById.load(event.applicationId.toHexString()),
    })),
  );
  return read.flatMap(({ event, application }) => {
    if (isEarlier(application, event)) throw unavailable(say`The database`);
    if (!isInScope(filter, viewer, units) || !passes(event, filter, units)) return [];
    const seen = application && see(application, viewer, units);
    if (!seen || !maySeeVersion(event, seen, viewer)) return [];
    return { event, read: isHolding ? { application, at } : null };
  });
}

/** @throws `NOT_FOUND` if the viewer may not know the number of the application of one of the events. */
export async function requireNumbers(
  events: readonly SeenEvent[],
  dependencies: SightDependencies,
): Promise<void> {
  for (const event of events) {
    const seen = await applicationOfEvent(event, dependencies);
    if (seen && !maySeeNumber(seen)) throw notFound(say`application`);
  }
}

/** The application of an event, read now; null if the viewer no longer sees it. */
export async function applicationOfEvent(
  { event, read }: SeenEvent,
  { viewer, units, loaders }: SightDependencies,
): Promise<SeenApplication | null> {
  const key = event.applicationId.toHexString();
  const { applicationById } = loaders;
  if (read && performance.now() - read.at < readNowMs) applicationById.give(key, read.application);
  const application = await applicationById.load(key);
  return application && see(application, viewer, units);
}

/** The acts of applicants. A withdrawal also cancels referrals. */
const eventsOfApplicants: ReadonlySet<TimelineEvent> = new Set([
  'FILED',
  'SUPPLEMENTED',
  'WITHDRAWN',
  'RATED',
  'APPEALED',
]);

/**
 * When an event happened, as the viewer sees it: like its entry in the timeline. Of what the applicant did, a viewer
 * who no longer sees the application learns the day.
 */
export async function momentOfEvent(
  seenEvent: SeenEvent,
  dependencies: SightDependencies,
): Promise<Date> {
  const { event, at } = seenEvent.event;
  const mayBeOfApplicant = eventsOfApplicants.has(event) || event === 'CANCELLED';
  if (!mayBeOfApplicant) return at;
  const seen = await applicationOfEvent(seenEvent, dependencies);
  if (!seen) return startOfDay(localDateOf(at));
  if (event !== 'CANCELLED') return momentSeen(seen, at);
  return endSeen(seen, at, await wholeOf(seen, dependencies.loaders));
}

/** The referral of an event, read now; null if it has none or the viewer does not see it. */
export async function referralOfEvent(
  seenEvent: SeenEvent,
  dependencies: SightDependencies,
): Promise<SeenReferral | null> {
  const { referralId } = seenEvent.event;
  if (referralId === null) return null;
  const seen = await applicationOfEvent(seenEvent, dependencies);
  const referrals = seen ? await referralsOf(seen, dependencies.loaders) : [];
  return referrals.find(({ referral: { _id } }) => _id.equals(referralId)) ?? null;
}

/** As long as an election and the first commit of the new primary may take, and far longer. */
const settledMs = 10_000;

/**
 * Whether an application was read as it was before an event that was committed just now. Whatever else a later read does
 * not show was deleted or restored.
 */
function isEarlier(
  application: ApplicationDocument | null,
  { event, version, committedAt = 0 }: PlacedEvent,
): boolean {
  if (Date.now() > committedAt + settledMs) return false;
  return application ? application.version < version : event === 'FILED';
}

/** Whether an event may be one for a viewer, by what it carries: nothing is read for others. */
function mayConcern(
  event: PlacedEvent,
  { applicationId }: EventFilter,
  { viewer, units }: Omit<SightDependencies, 'loaders'>,
): boolean {
  if (viewer?.role !== 'OFFICER') return viewer !== null;
  const { unitId } = viewer;
  if (unitId === null || isKeptFrom(event, unitId, units)) return false;
  // A unit sees the changes of an application also from before it was given it.
  return applicationId !== null || event.unitIds.some((id) => units.isWithin(id, unitId));
}

/** A unit that was in the viewer's scope may have been moved out of it. */
const isInScope = ({ units: wanted }: EventFilter, viewer: Viewer, units: UnitProjection) =>
  wanted === null ||
  viewer?.role !== 'OFFICER' ||
  (viewer.unitId !== null && units.isWithin(wanted.unitId, viewer.unitId));
