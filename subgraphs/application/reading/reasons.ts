import type { Viewer } from '../../../lib/kit/viewer.ts';
import {
  canBeExtended,
  isPassedOn,
  type Loaders,
  type TimelineEntryRecord,
} from '../record/index.ts';
import type { TimelineEvent } from '../schema-types.ts';
import type { SeenReferral } from './referrals.ts';
import type { SeenApplication } from './sight.ts';
import { endings, timelineOf } from './timeline.ts';

// Each is read from the part of the timeline that the viewer sees, so that no rule of sight is repeated here.

/** Why a referral was passed on: what a person wrote, or what made the system do it. */
export type Reason = Pick<TimelineEntryRecord, 'note' | 'automaticReason'>;

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

/** Null unless the statutory date was extended. */
export async function extensionOf(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<SeenExtension | null> {
  if (!canBeExtended(seen.application.type)) return null;
  const entry = await lastOf('EXTENDED', seen, viewer, loaders);
  return entry && { reason: entry.note ?? '', extendedAt: entry.at, unitId: entry.unitId };
}

async function lastOf(
  event: TimelineEvent,
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<TimelineEntryRecord | null> {
  const timeline = await timelineOf(seen, viewer, loaders);
  return timeline.findLast(({ entry }) => entry.event === event)?.entry ?? null;
}

/** When the latest event happened that the viewer sees. */
export async function updatedAtOf(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<Date> {
  const timeline = await timelineOf(seen, viewer, loaders);
  // Clocks of processes differ.
  const moments = [seen.application.filedAt, ...timeline.map(({ entry: { at } }) => at)];
  return new Date(Math.max(...moments.map(Number)));
}
