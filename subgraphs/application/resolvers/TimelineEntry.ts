import type { TimelineEntryResolvers } from './types.ts';
import { optionalUnit } from './references.ts';
import { attachmentIn } from '../attachments/index.ts';
import { maySeeOfficer, momentOfEntry, ratingOfEntry } from '../reading/index.ts';

export const TimelineEntry = {
  id: ({ seen, index }, _, { partIds }) =>
    partIds.timelineEntry.idOf({ documentId: seen.application._id.toHexString(), index }),
  at: momentOfEntry,
  event: ({ entry }) => entry.event,
  actor: ({ entry }) => entry.actor,
  unit: ({ entry: { unitId } }) => optionalUnit(unitId),
  note: ({ entry }) => entry.note,
  automaticReason: ({ entry }) => entry.automaticReason ?? null,
  rating: ratingOfEntry,
  attachment: ({ entry: { attachmentId }, seen }, _, { viewer, loaders }) =>
    attachmentId === undefined ? null : attachmentIn(seen, attachmentId, { viewer, loaders }),
  officer: (seenEntry, _, { viewer }) =>
    maySeeOfficer(seenEntry, viewer) ? seenEntry.entry.officer : null,
  correction: ({ entry }) => entry.correction ?? null,
} satisfies TimelineEntryResolvers;
