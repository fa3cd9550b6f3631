import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { UnitProjection } from '../units/index.ts';
import { attachmentBuckets, createAttachmentFiles } from './attachment-files.ts';
import { createAttachmentCleaning } from './clean-attachments.ts';
import { createDownloads } from './downloads.ts';
import { createAttachmentRoutes } from './routes.ts';
import { createUploads } from './uploads.ts';

/**
 * What comes in and goes out beside GraphQL, and the jobs: one makes the copies for units, one removes what
 * nobody has used. `onStored` is called when there is a file to be cleaned.
 */
export function createAttachments({
  connection,
  units,
  logger,
  onStored,
}: {
  connection: Connection;
  units: UnitProjection;
  logger: Logger;
  onStored(): void;
}) {
  const files = createAttachmentFiles(connection);
  const copies = createAttachmentFiles(connection, attachmentBuckets.copies);
  const uploads = createUploads(connection, files, { copies, onStored });
  const downloads = createDownloads({ connection, files, copies, units });
  const cleaning = createAttachmentCleaning({ connection, files, copies, logger });
  return {
    routes: createAttachmentRoutes({ uploads, downloads }),
    clean: cleaning.run,
    sweep: uploads.sweep,
    async stop(): Promise<void> {
      await Promise.all([uploads.stop(), cleaning.stop()]);
    },
  };
}
