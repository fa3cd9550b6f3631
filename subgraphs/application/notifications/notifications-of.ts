import { Types } from 'mongoose';
import type { ApplicationDocument } from '../application.model.ts';
import type { TimelineEntryRecord } from '../timeline.model.ts';
import type { NotificationDocument } from './notification.model.ts';

/** The messages that tell an applicant of the public steps among new entries. */
export function notificationsOf(
  application: ApplicationDocument,
  entries: readonly TimelineEntryRecord[],
): NotificationDocument[] {
  const { _id: applicationId, citizenId, number, version, answerChannel: channel } = application;
  return entries.flatMap(({ at, event, public: isPublic }, position) =>
    isPublic
      ? {
          _id: new Types.ObjectId(),
          applicationId,
          citizenId,
          number,
          channel,
          event,
          version,
          position,
          createdAt: at,
          state: 'PENDING' as const,
          attempts: 0,
          dueAt: at,
          lease: null,
          settledAt: null,
          lastError: null,
        }
      : [],
  );
}
