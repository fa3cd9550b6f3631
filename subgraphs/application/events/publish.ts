import type { ClientSession, Connection } from 'mongoose';
import type { ApplicationDocument, TimelineEntryRecord } from '../record/index.ts';
import { eventModel } from './event.model.ts';
import { eventsOf } from './events-of.ts';
import {
  notificationModel,
  notificationOf,
  type NotificationTimes,
  writeNotifications,
} from '../notifications/index.ts';

/** An application with the new entries of its timeline. */
export interface Change {
  application: ApplicationDocument;
  entries: readonly TimelineEntryRecord[];
  /** Further entries, for subscribers only. */
  otherEntries?: readonly TimelineEntryRecord[];
  /** The version of the directory by which it was made, if it depended on units. */
  directoryVersion?: number;
}

/** Writes the events and notifications of changes, in the transaction that makes the changes. */
export function createPublisher(connection: Connection, times?: NotificationTimes) {
  const events = eventModel(connection).collection;
  const notifications = notificationModel(connection).collection;

  return async (changes: readonly Change[], session: ClientSession): Promise<void> => {
    const news = changes.flatMap(({ application, entries, otherEntries = [], directoryVersion }) =>
      eventsOf(application, [...entries, ...otherEntries], directoryVersion),
    );
    await events.insertMany(news, { session });
    const messages = changes.flatMap(
      ({ application, entries }) => notificationOf(application, entries, times) ?? [],
    );
    await writeNotifications(notifications, messages, session);
  };
}
