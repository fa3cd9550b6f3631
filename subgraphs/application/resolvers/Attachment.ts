import type { AttachmentResolvers } from '../generated.ts';

export const Attachment = {
  id: ({ id }) => id.toHexString(),
} satisfies AttachmentResolvers;
