import { areOnlyDuplicateKeys } from '../mongodb/duplicate-key.ts';
import { inBatches } from '../kit/in-batches.ts';
import type { ChannelPort, Message } from './channel-port.ts';
import type { OutboxMessageModel } from './outbox-message.model.ts';

/** Messages stored in one command. */
const most = 100;
const batches = { most, maxWaitMs: 1_000 };

/** Stores masked messages for an administrator to read, each once, instead of sending them. */
export function createOutboxPort(outboxMessages: OutboxMessageModel): ChannelPort {
  async function keep(messages: readonly Message[]): Promise<null[]> {
    const sentAt = new Date();
    const documents = messages.map(({ _id, id: publicId, channel, masked }) => ({
      _id,
      publicId,
      channel,
      ...masked,
      sentAt,
    }));
    try {
      await outboxMessages.collection.insertMany(documents, { ordered: false });
    } catch (error) {
      if (!areOnlyDuplicateKeys(error)) throw error; // some have been given before
    }
    return messages.map(() => null);
  }

  const keeping = inBatches(keep, batches);
  return {
    atOnce: most,
    async send(message) {
      await keeping.load(message);
    },
    async stop() {},
  };
}
