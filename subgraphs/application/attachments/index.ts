/** Files of applications: upload, cleaning, download. */

export {
  attachmentBuckets,
  createAttachmentFiles,
  type SmallFile,
  smallFileOf,
} from './attachment-files.ts';
export { cleanAtOnce, type CleanedAtOnce } from './cleaning/clean-at-once.ts';
export { createAttachmentCleaning } from './clean-attachments.ts';
export { CleaningOrder } from './cleaning-order.ts';
export { fileTypes } from './file-types.ts';
export { linkAttachments, summaryOf } from './link-attachments.ts';
export { measuresOfAttachments } from './measures.ts';
export { requireAttachmentIds, requireUploads } from './require-attachment-ids.ts';
export { attachmentRoutes } from './routes.ts';
export {
  attachmentsSeen,
  bytesOf,
  nameOf,
  type SeenAttachment,
  warningsOf,
  withheldOf,
} from './seen-attachment.ts';
export { attachmentIn, findAttachment } from './find-attachment.ts';
export { startAttachments } from './start-attachments.ts';
export { createUploads } from './uploads.ts';
