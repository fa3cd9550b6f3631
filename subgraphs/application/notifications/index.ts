/** What is told to whom, the messages for it and their durable queue. */

export type { Contact } from './compose.ts';
export { maskAddress, maskNumber } from './mask.ts';
export { notificationOf } from './notification-of.ts';
export {
  keptForSeconds,
  type NotificationDocument,
  notificationModel,
} from './notification.model.ts';
export { type OutboxMessageDocument, outboxMessageModel } from './outbox-message.model.ts';
export { createOutboxPort } from './outbox-port.ts';
export { createOutbox, type Outbox } from './outbox.ts';
export type { NotificationPort } from './port.ts';
export { createNotificationQueue, leaseMs } from './queue.ts';
export { retryPolicy } from './retry.ts';
export { type Sender, type SenderTimes, senderTimes, startSender } from './sender.ts';
export { createSmsPort } from './sms-port.ts';
export { createSmtpPort } from './smtp-port.ts';
export { startNotifications } from './start-notifications.ts';
export { createFindTrackingCodes } from './tracking-codes-of.ts';
export { warnEveryMs, watchPorts } from './watched-ports.ts';
