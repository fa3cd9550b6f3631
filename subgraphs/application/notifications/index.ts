/** The notifications of applicants, their messages and their durable queue. lib/messaging sends them. */

export type { Addresses } from './compose.ts';
export { measuresOfNotifications } from './measures.ts';
export { type NotificationTimes, notificationTimes } from './notification-times.ts';
export { isNotifiedOf, notificationOf, writeNotifications } from './notification-of.ts';
export { type NotificationDocument, notificationModel } from './notification.model.ts';
export { createOutbox, type Outbox } from './outbox.ts';
export { createNotificationQueue, leaseMs } from './queue.ts';
export { type Sender, type SenderTimes, senderTimes, startSender } from './sender.ts';
export { notificationSettings, notificationTimesOf } from './settings.ts';
export { type RunningNotifications, startNotifications } from './start-notifications.ts';
export type { UndeliveredMessage } from './undelivered.ts';
export { createFindStandings } from './standings-of.ts';
export { createFindTrackingCodes } from './tracking-codes-of.ts';
