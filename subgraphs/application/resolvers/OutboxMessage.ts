import type { OutboxMessageResolvers } from '../generated.ts';

export const OutboxMessage = {
  id: ({ publicId }) => publicId,
} satisfies OutboxMessageResolvers;
