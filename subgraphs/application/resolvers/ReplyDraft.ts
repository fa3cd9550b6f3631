import type { ReplyDraftResolvers } from '../generated.ts';

export const ReplyDraft = {
  id: ({ id }) => id.toHexString(),
} satisfies ReplyDraftResolvers;
