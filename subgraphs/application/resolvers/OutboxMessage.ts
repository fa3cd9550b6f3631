import type { OutboxMessageResolvers } from '../generated.ts';

export const OutboxMessage = {
  id: ({ _id }) => _id.toHexString(),
} satisfies OutboxMessageResolvers;
