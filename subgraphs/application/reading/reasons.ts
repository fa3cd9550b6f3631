import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  canBeExtended,
  isPassedOn,
  type Loaders,
  type TimelineEntryRecord,
} from '../record/index.ts';
import type { SeenReferral } from './referrals.ts';
import { classificationSeen, momentSeen, type SeenApplication } from './sight.ts';
import { endings, momentOfEntry, timelineOf, timelineOfClocks } from './timeline.ts';

// Each is read from the part of the timeline that the viewer sees, so that no rule of sight is repeated here.

/** Why a referral was passed on: what a person wrote, or what made the system do it. */
type Reason = Pick<TimelineEntryRecord, 'note' | 'automaticReason'>;

/** The reason last given for forwarding, returning or cancelling a referral; null if there is none. */
export async function reasonOf(
  { referral, seen }: SeenReferral,
  viewer: Viewer,
  loaders: Loaders,
): Promise<Reason | null> {
  if (!isPassedOn(referral)) return null;
  const timeline = await timelineOf(seen, viewer, loaders);
  const reasons = timeline
    .map(({ entry }) => entry)
    .filter(
      ({ event, referralId, note, automaticReason }) =>
        endings.has(event) &&
        referralId?.equals(referral._id) &&
        (note !== null || automaticReason !== undefined),
    );
  return reasons.at(-1) ?? null;
}

/** The extension of the statutory date. */
export interface SeenExtension {
  readonly reason: string;
  readonly extendedAt: Date;
  readonly unitId: string | null;
}

/** Null unless the statutory date that the viewer sees was extended. An upheld appeal starts the clocks anew. */
export async function extensionOf(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<SeenExtension | null> {
  if (!canBeExtended(classificationSeen(seen).type)) return null;
  const timeline = await timelineOfClocks(seen, viewer, loaders);
  const entry = timeline.findLast(({ entry: { event } }) => event === 'EXTENDED')?.entry;
  return entry ? { reason: entry.note ?? '', extendedAt: entry.at, unitId: entry.unitId } : null;
}

/** The latest moment of an event that the viewer sees. */
export async function updatedAtOf(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<Date> {
  const timeline = await timelineOf(seen, viewer, loaders);
  // Clocks of processes differ.
  const moments = [momentSeen(seen, seen.application.filedAt), ...timeline.map(momentOfEntry)];
  return new Date(Math.max(...moments.map(Number)));
}
