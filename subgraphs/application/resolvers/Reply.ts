import type { ReplyResolvers } from './types.ts';
import { unitReference } from './references.ts';

export const Reply = {
  id: ({ referralId, index }, _, { partIds }) =>
    partIds.reply.idOf({ documentId: referralId.toHexString(), index }),
  kind: ({ reply }) => reply.kind,
  outcome: ({ reply }) => reply.outcome,
  text: ({ reply }) => reply.text,
  repliedAt: ({ reply }) => reply.repliedAt,
  unit: ({ unitId }) => unitReference(unitId),
} satisfies ReplyResolvers;
