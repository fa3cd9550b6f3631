import { inBatches } from '../kit/in-batches.ts';
import type { ChannelPort, Message } from './channel-port.ts';
import type { OutboxMessageModel } from './outbox-message.model.ts';

/** The batches in which messages are stored. */
const batches = { most: 100, maxWaitMs: 1_000 };

/** Stores masked messages for an administrator to read, each once, instead of sending them. */
export function createOutboxPort(outboxMessages: OutboxMessageModel): ChannelPort {
  async function keep(messages: readonly Message[]): Promise<null[]> {
    const sentAt = new Date();
    const writes = messages.map(({ _id, id: publicId, channel, masked }) => ({
      updateOne: {
        filter: { _id },
        update: { $setOnInsert: { publicId, channel, ...masked, sentAt } },
        upsert: true,
      },
    }));
    await outboxMessages.collection.bulkWrite(writes, { ordered: false });
    return messages.map(() => null);
  }

  const keeping = inBatches(keep, batches);
  return {
    async send(message) {
      await keeping.load(message);
    },
    async stop() {},
  };
}
