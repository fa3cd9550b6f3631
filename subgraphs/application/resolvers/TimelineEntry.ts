import type { TimelineEntryResolvers } from '../generated.ts';
import { unitReference } from '../references.ts';

export const TimelineEntry: TimelineEntryResolvers = {
  unit: ({ unitId }) => (unitId === null ? null : unitReference(unitId)),
};
