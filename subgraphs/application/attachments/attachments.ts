import type { Connection } from 'mongoose';
import type { UnitProjection } from '../unit-projection.ts';
import { createAttachmentFiles } from './attachment-files.ts';
import { createDownloads } from './downloads.ts';
import { createAttachmentRoutes } from './routes.ts';
import { createUploads } from './uploads.ts';

/** What comes in and goes out beside GraphQL, and the job that removes what nobody has used. */
export function createAttachments({
  connection,
  units,
}: {
  connection: Connection;
  units: UnitProjection;
}) {
  const files = createAttachmentFiles(connection);
  const uploads = createUploads(connection, files);
  const downloads = createDownloads({ connection, files, units });
  return {
    routes: createAttachmentRoutes({ uploads, downloads }),
    sweep: uploads.sweep,
    stop: uploads.stop,
  };
}
