import {
  type ApplicationDocument,
  applicationModel,
  type ContentDocument,
  contentModel,
  type TimelineDocument,
  timelineModel,
} from '../../subgraphs/application/record/index.ts';
import { type EventDocument, eventModel } from '../../subgraphs/application/events/index.ts';
import { keptForSeconds } from '../../lib/messaging/outbox-message.model.ts';
import {
  type NotificationDocument,
  notificationModel,
} from '../../subgraphs/application/notifications/index.ts';
import type { TestGraph } from '../support/graph.ts';

/** Everything that is stored of the applications with a key, or of all. */
export async function storedOf({ data }: Pick<TestGraph, 'data'>, idempotencyKey?: string) {
  const { connection } = data.databases.application;
  const applications = await applicationModel(connection)
    .find(idempotencyKey === undefined ? {} : { idempotencyKey })
    .lean<ApplicationDocument[]>();
  const ids = applications.map(({ _id }) => _id);
  const whole = { _id: { $in: ids } };
  const ofThem = { applicationId: { $in: ids } };
  return {
    applications,
    contents: await contentModel(connection).find(whole).lean<ContentDocument[]>(),
    timelines: await timelineModel(connection).find(whole).lean<TimelineDocument[]>(),
    events: await eventModel(connection).find(ofThem).lean<EventDocument[]>(),
    notifications: await notificationModel(connection).find(ofThem).lean<NotificationDocument[]>(),
  };
}

/** The number of documents of filings in each collection, whether or not they belong together. */
export async function countStored({ data }: Pick<TestGraph, 'data'>) {
  const database = data.database('application');
  const count = (name: string, filter = {}) => database.collection(name).countDocuments(filter);
  // Filings by a stopped clock have dates that pass meanwhile; and MongoDB removes expired
  // messages: with a stopped clock some are expired at once.
  const kept = { createdAt: { $gt: new Date(Date.now() - keptForSeconds * 1000) } };
  return {
    applications: await count('applications'),
    contents: await count('contents'),
    timelines: await count('timelines'),
    events: await count('events', { event: { $nin: ['TARGET_PASSED', 'STATUTORY_PASSED'] } }),
    notifications: await count('notifications', kept),
  };
}
