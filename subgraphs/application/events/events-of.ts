import { Types } from 'mongoose';
import type { ApplicationDocument, TimelineEntryRecord } from '../record/index.ts';
import type { EventDocument } from './event.model.ts';

/**
 * The events that new entries become for subscribers.
 * @param directoryVersion that of the units by which the change was made.
 */
export function eventsOf(
  application: ApplicationDocument,
  entries: readonly TimelineEntryRecord[],
  directoryVersion?: number,
): EventDocument[] {
  const { _id: applicationId, version, type, topicId, aboutHeadOfUnit, meantUnitId } = application;
  const referredTo = application.referrals.map(({ unitId }) => unitId);
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
    unitIds: [...new Set(unitId === null ? referredTo : [unitId, ...referredTo])],
    aboutHeadOfUnit,
    meantUnitId,
    public: isPublic,
    ...(directoryVersion !== undefined && { directoryVersion }),
  }));
}
