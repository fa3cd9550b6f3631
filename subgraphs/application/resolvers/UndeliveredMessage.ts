import type { UndeliveredMessageResolvers } from './types.ts';

export const UndeliveredMessage = {
  corrected: ({ corrected }) => corrected(),
  application: ({ number }, _, { applications }) => applications.byNumber(number),
} satisfies UndeliveredMessageResolvers;
