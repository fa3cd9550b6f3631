import type { Viewer } from '../../../lib/kit/viewer.ts';
import type { TimelineEvent } from '../schema-types.ts';
import {
  isKnownEvent,
  type Loaders,
  type RatingRecord,
  type TimelineEntryRecord,
} from '../record/index.ts';
import { momentSeen, type SeenApplication } from './sight.ts';

/** An entry as one viewer sees it. */
export interface SeenEntry {
  readonly entry: TimelineEntryRecord;
  /** Its place in the stored timeline. */
  readonly index: number;
  readonly seen: SeenApplication;
}

/** The entries that the viewer sees, oldest first. */
export async function timelineOf(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<SeenEntry[]> {
  return (await entriesUntilPassedOn(seen, loaders))
    .map((entry, index) => ({ entry, index, seen }))
    .filter(({ entry }) => isKnownEvent(entry.event) && maySeeEntry(entry, seen, viewer));
}

/** Of those entries, the ones since the clocks began that the viewer sees: those of an upheld appeal, or of the filing. */
export async function timelineOfClocks(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<SeenEntry[]> {
  const entries = await entriesUntilPassedOn(seen, loaders);
  // By the order of entries, since clocks of processes differ. A unit that was done before the appeal knows none of it.
  const reopened = entries.findLastIndex(({ event }) => event === 'APPEAL_UPHELD');
  const timeline = await timelineOf(seen, viewer, loaders);
  return timeline.filter(({ index }) => index > reopened);
}

/** When it happened, as the viewer sees it. */
export const momentOfEntry = ({ entry: { actor, at }, seen }: SeenEntry): Date =>
  actor === 'CITIZEN' ? momentSeen(seen, at) : at;

/** The rating that was given, as the viewer sees it; null for all other events. */
export const ratingOfEntry = (seenEntry: SeenEntry): RatingRecord | null =>
  seenEntry.entry.rating ? { ...seenEntry.entry.rating, ratedAt: momentOfEntry(seenEntry) } : null;

/** Whether the viewer may know which member of staff acted: the unit concerned and the centre may. */
export function maySeeOfficer({ entry: { unitId }, seen }: SeenEntry, viewer: Viewer): boolean {
  return viewer?.role === 'EVALUATOR' || (unitId !== null && seen.isOwnUnit(unitId));
}

/** An entry with the version of the application that it made. */
type VersionedEntry = Pick<TimelineEntryRecord, 'public' | 'unitId'> & { readonly version: number };

/**
 * Whether the viewer sees an entry in the timeline, by the version that it made instead of its place there. Of the
 * version with which the viewer passed the application on, the entries of units are seen alone: one of the application,
 * such as its withdrawal, comes after the end of the viewer's part.
 */
export function maySeeVersion(
  entry: VersionedEntry,
  seen: SeenApplication,
  viewer: Viewer,
): boolean {
  const last = seen.passedOn?.version ?? Infinity;
  const isInTime = entry.unitId === null ? entry.version < last : entry.version <= last;
  return isInTime && maySeeEntry(entry, seen, viewer);
}

/** The events that end a unit's part. */
export const endings: ReadonlySet<TimelineEvent> = new Set(['FORWARDED', 'RETURNED', 'CANCELLED']);

async function entriesUntilPassedOn(
  seen: SeenApplication,
  loaders: Loaders,
): Promise<readonly TimelineEntryRecord[]> {
  const timeline = await loaders.timelineById.load(seen.application._id.toHexString());
  return untilPassedOn(timeline?.entries ?? [], seen);
}

/** A viewer who has passed the application on sees nothing that happened afterwards. */
function untilPassedOn(
  entries: readonly TimelineEntryRecord[],
  { extent, isOwnUnit }: SeenApplication,
): readonly TimelineEntryRecord[] {
  if (extent !== 'OWN_PART') return entries;
  /** The first such event of each of the viewer's own referrals: a returned one is cancelled later. */
  const ends = new Map<string, number>();
  for (const [index, { event, unitId, referralId }] of entries.entries()) {
    const key = String(referralId);
    if (unitId === null || !endings.has(event) || ends.has(key) || !isOwnUnit(unitId)) continue;
    ends.set(key, index);
  }
  return entries.slice(0, Math.max(-1, ...ends.values()) + 1);
}

function maySeeEntry(
  { public: isPublic, unitId }: Pick<TimelineEntryRecord, 'public' | 'unitId'>,
  { extent, isOwnUnit }: SeenApplication,
  viewer: Viewer,
): boolean {
  switch (extent) {
    case 'WHOLE':
      return isPublic || viewer?.role !== 'CITIZEN';
    case 'UNIT':
      return isPublic || (unitId !== null && isOwnUnit(unitId));
    case 'OWN_PART':
      return unitId === null ? isPublic : isOwnUnit(unitId);
  }
}
