import type { OutboxMessageResolvers } from '../generated.ts';

export const OutboxMessage: OutboxMessageResolvers = {
  id: ({ _id }) => _id.toHexString(),
};
