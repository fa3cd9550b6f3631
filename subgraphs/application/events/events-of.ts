import { Types } from 'mongoose';
import type { ApplicationDocument, TimelineEntryRecord } from '../record/index.ts';
import type { EventDocument } from './event.model.ts';

/** The events that new entries become for subscribers. */
export function eventsOf(
  { _id: applicationId, version, type, topicId }: ApplicationDocument,
  entries: readonly TimelineEntryRecord[],
): EventDocument[] {
  return entries.map(({ at, event, referralId, unitId, public: isPublic }) => ({
    _id: new Types.ObjectId(),
    at,
    event,
    applicationId,
    version,
    type,
    topicId,
    referralId,
    unitId,
    public: isPublic,
  }));
}
