import { bytesOf, nameOf, warningsOf, withheldOf } from '../attachments/index.ts';
import type { AttachmentResolvers } from './types.ts';

export const Attachment = {
  id: ({ summary }) => summary.publicId,
  name: (seen) => nameOf(seen),
  contentType: ({ summary }) => summary.contentType,
  bytes: (seen, _, { loaders }) => bytesOf(seen, loaders),
  withheld: (seen, _, { loaders }) => withheldOf(seen, loaders),
  withheldReason: ({ summary }) => summary.withheldReason ?? null,
  warnings: (seen, _, { loaders }) => warningsOf(seen, loaders),
} satisfies AttachmentResolvers;
