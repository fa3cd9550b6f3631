import type { OutboxMessageResolvers } from './types.ts';

export const OutboxMessage = {
  id: ({ publicId }) => publicId,
} satisfies OutboxMessageResolvers;
