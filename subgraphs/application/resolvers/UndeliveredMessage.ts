import type { UndeliveredMessageResolvers } from './types.ts';

export const UndeliveredMessage = {
  application: ({ number }, _, { applications }) => applications.byNumber(number),
} satisfies UndeliveredMessageResolvers;
