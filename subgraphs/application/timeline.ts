import type { Viewer } from '../../platform/viewer.ts';
import type { Loaders } from './loaders.ts';
import type { SeenApplication } from './sight.ts';
import type { TimelineEntryRecord } from './timeline.model.ts';

/** The entries that the viewer sees, oldest first. */
export async function timelineOf(
  seen: SeenApplication,
  viewer: Viewer,
  loaders: Loaders,
): Promise<TimelineEntryRecord[]> {
  const timeline = await loaders.timelineById.load(seen.application._id.toHexString());
  return timeline?.entries.filter((entry) => maySeeEntry(entry, seen, viewer)) ?? [];
}

function maySeeEntry(
  { public: isPublic, unitId }: TimelineEntryRecord,
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
