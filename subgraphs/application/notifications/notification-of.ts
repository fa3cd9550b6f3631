import { type mongo, Types } from 'mongoose';
import { newId } from '../../../lib/kit/public-id.ts';
import type { ApplicationDocument, TimelineEntryRecord } from '../record/index.ts';
import type { NotificationDocument } from './notification.model.ts';
import { type NotificationTimes, notificationTimes, sendableFrom } from './notification-times.ts';
import { isConfirmation, templates } from './templates.ts';

/** The latest steps that a message names; earlier ones are only in the timeline. */
const mostSteps = 20;

/**
 * The message that notifies an applicant of a move. It names the first entry of the move of which applicants are
 * notified, which is the step itself; where a unit was closed, it says where the application has gone. The
 * timeline has the other entries. Null if the applicant made the move, except for the confirmation of a filing,
 * or need not know of it.
 */
export function notificationOf(
  application: ApplicationDocument,
  entries: readonly TimelineEntryRecord[],
  times: NotificationTimes = notificationTimes,
): NotificationDocument | null {
  const takenOver = entries.findIndex(({ event }) => event === 'TAKEN_OVER');
  const position = takenOver === -1 ? entries.findIndex(isNotifiedOf) : takenOver;
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
    events: [event],
    version,
    position,
    createdAt: at,
    state: 'PENDING',
    attempts: 0,
    ...duty(step, channel, times),
    lease: null,
    settledAt: null,
    lastError: null,
    lastFailedAt: null,
  };
}

/** Whether the applicant is notified of an entry of the timeline. */
export const isNotifiedOf = ({
  event,
  actor,
  public: isPublic,
}: Pick<TimelineEntryRecord, 'event' | 'actor' | 'public'>): boolean =>
  isPublic && templates[event] !== null && (actor !== 'CITIZEN' || isConfirmation(event));

/** When a message is due, and until when further steps join it. */
function duty(
  { at, event }: TimelineEntryRecord,
  channel: NotificationDocument['channel'],
  times: NotificationTimes,
): Pick<NotificationDocument, 'dueAt' | 'mergesUntil'> {
  if (isConfirmation(event)) return { dueAt: at, mergesUntil: null };
  const dueAt = sendableFrom(new Date(at.getTime() + times.mergeMs), channel, times);
  return { dueAt, mergesUntil: dueAt > at ? dueAt : null };
}

/**
 * Writes messages in the transaction of their steps. A step joins the message of its application that still waits
 * for further steps: one that no process has, nor may have sent, so that nobody can have received it.
 */
export async function writeNotifications(
  collection: mongo.Collection,
  messages: readonly NotificationDocument[],
  session: mongo.ClientSession,
): Promise<void> {
  if (messages.length > 0) await collection.bulkWrite(messages.map(writing), { session });
}

function writing(message: NotificationDocument): mongo.AnyBulkWriteOperation {
  if (message.mergesUntil === null) return { insertOne: { document: message } };
  const { applicationId, state, attempts, lease, events, createdAt, ...others } = message;
  // A new message gets the fields that are compared for equality as well.
  const filter = { applicationId, state, attempts, lease, mergesUntil: { $gt: createdAt } };
  const update: object = {
    $push: { events: { $each: events, $slice: -mostSteps } },
    $setOnInsert: { ...others, createdAt },
  };
  return { updateOne: { filter, update, upsert: true } };
}
