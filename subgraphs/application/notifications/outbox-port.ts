import type { OutboxMessageModel } from './outbox-message.model.ts';
import type { NotificationPort } from './port.ts';

/** Keeps messages where an administrator can read them, each once, instead of sending them. */
export function createOutboxPort(outboxMessages: OutboxMessageModel): NotificationPort {
  return {
    async send({ id: _id, ...message }) {
      const kept = { ...message, sentAt: new Date() };
      await outboxMessages.updateOne({ _id }, { $setOnInsert: kept }, { upsert: true });
    },
    async stop() {},
  };
}
