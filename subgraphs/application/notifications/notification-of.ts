import { Types } from 'mongoose';
import { newId } from '../../../lib/kit/public-id.ts';
import type { ApplicationDocument, TimelineEntryRecord } from '../record/index.ts';
import type { NotificationDocument } from './notification.model.ts';

/**
 * The message that notifies an applicant of a move. It describes the first public entry of the move, which is
 * the step itself; where a unit was closed, it says where the application has gone. The timeline has the later
 * entries. Null if no entry is public.
 */
export function notificationOf(
  application: ApplicationDocument,
  entries: readonly TimelineEntryRecord[],
): NotificationDocument | null {
  const takenOver = entries.findIndex(({ event }) => event === 'TAKEN_OVER');
  const position = takenOver === -1 ? entries.findIndex((entry) => entry.public) : takenOver;
  const step = entries[position];
  if (!step) return null;
  const { at, event } = step;
  const { _id: applicationId, citizenId, number, version, answerChannel: channel } = application;
  return {
    _id: new Types.ObjectId(),
    publicId: newId('message'),
    applicationId,
    citizenId,
    number,
    channel,
    event,
    version,
    position,
    createdAt: at,
    state: 'PENDING',
    attempts: 0,
    dueAt: at,
    lease: null,
    settledAt: null,
    lastError: null,
    lastFailedAt: null,
  };
}
