import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { UnitProjection } from '../units/index.ts';
import { attachmentBuckets, createAttachmentFiles } from './attachment-files.ts';
import { createAttachmentCleaning } from './clean-attachments.ts';
import { createDownloads } from './downloads.ts';
import { type AttachmentRoutes, createAttachmentRoutes } from './routes.ts';
import { createUploads } from './uploads.ts';

interface AttachmentsDependencies {
  connection: Connection;
  units: UnitProjection;
  logger: Logger;
  /** Called when a file waits to be cleaned. */
  onStored(): void;
}

/** The routes of attachments beside GraphQL, and the periodic jobs. */
export interface Attachments {
  readonly routes: AttachmentRoutes;
  /** Makes the copies for units. See `AttachmentCleaning.run`. */
  clean(signal: AbortSignal): Promise<void>;
  /** Removes unused uploads. See `Uploads.sweep`. */
  sweep(signal: AbortSignal): Promise<void>;
  /** May be called twice. */
  stop(): Promise<void>;
}

export function createAttachments(dependencies: AttachmentsDependencies): Attachments {
  const { connection, units, logger, onStored } = dependencies;
  const files = createAttachmentFiles(connection);
  const copies = createAttachmentFiles(connection, attachmentBuckets.copies);
  const uploads = createUploads(connection, files, { copies, onStored });
  const downloads = createDownloads({ connection, files, copies, units });
  const cleaning = createAttachmentCleaning({ connection, files, copies, logger });
  return {
    routes: createAttachmentRoutes({ uploads, downloads }),
    clean: (signal) => cleaning.run(signal),
    sweep: (signal) => uploads.sweep(signal),
    async stop(): Promise<void> {
      await Promise.all([uploads.stop(), cleaning.stop()]);
    },
  };
}
