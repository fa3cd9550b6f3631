import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import { periodically } from '../../../lib/kit/periodically.ts';
import type { UnitProjection } from '../units/index.ts';
import { attachmentBuckets, createAttachmentFiles } from './attachment-files.ts';
import { createAttachmentCleaning } from './clean-attachments.ts';
import { createDownloads } from './downloads.ts';
import { type AttachmentRoutes, createAttachmentRoutes } from './routes.ts';
import { createUploads } from './uploads.ts';

interface StartAttachmentsOptions {
  connection: Connection;
  units: UnitProjection;
  /** The jobs begin when this resolves. */
  after: Promise<unknown>;
  logger: Logger;
  runs?: JobRuns | undefined;
}

/** The attachments of this process, as long as it runs. */
interface RunningAttachments {
  /** The routes of attachments beside GraphQL. */
  readonly routes: AttachmentRoutes;
  /** May be called twice. */
  stop(): Promise<void>;
}

/** Starts to serve files, to make the copies for units, and to remove unused uploads. */
export function startAttachments(options: StartAttachmentsOptions): RunningAttachments {
  const { connection, units, after, logger, runs } = options;
  const common = { after, logger, runs };
  const files = createAttachmentFiles(connection);
  const copies = createAttachmentFiles(connection, attachmentBuckets.copies);
  const cleaning = createAttachmentCleaning({ connection, files, copies, logger });
  const clean = periodically({
    name: 'clean attachments',
    run: (signal) => cleaning.run(signal),
    everyMs: 10_000,
    ...common,
  });
  const uploads = createUploads(connection, files, { copies, onStored: () => clean.wake() });
  const sweep = periodically({
    name: 'sweep uploads',
    run: (signal) => uploads.sweep(signal),
    everyMs: 10 * 60_000,
    ...common,
  });
  const downloads = createDownloads({ connection, files, copies, units });
  return {
    routes: createAttachmentRoutes({ uploads, downloads }),
    async stop(): Promise<void> {
      await Promise.all([clean.stop(), sweep.stop()]);
      await Promise.all([uploads.stop(), cleaning.stop()]);
    },
  };
}
