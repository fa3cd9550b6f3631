import type { AttachmentResolvers } from '../generated.ts';

export const Attachment: AttachmentResolvers = {
  id: ({ id }) => id.toHexString(),
};
