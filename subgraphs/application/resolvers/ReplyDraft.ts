import type { ReplyDraftResolvers } from '../generated.ts';

export const ReplyDraft: ReplyDraftResolvers = {
  id: ({ id }) => id.toHexString(),
};
