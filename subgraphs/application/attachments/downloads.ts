import type { Readable } from 'node:stream';
import { type Connection, Types } from 'mongoose';
import { notFound } from '../../../platform/errors.ts';
import { scopesOf, type SignedInViewer } from '../../../platform/viewer.ts';
import { objectIdForm } from '../../../platform/object-id.ts';
import {
  type ApplicationDocument,
  applicationModel,
  type AttachmentSummary,
} from '../application.model.ts';
import { attachmentsOf, see } from '../sight.ts';
import type { UnitProjection } from '../unit-projection.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { type AttachmentDocument, attachmentModel } from './attachment.model.ts';
import { summaryOf } from './link-attachments.ts';

export interface DownloadsDependencies {
  connection: Connection;
  files: AttachmentFiles;
  units: UnitProjection;
}

export interface Download extends AttachmentSummary {
  content: Readable;
}

export type Downloads = ReturnType<typeof createDownloads>;

/** Gives attachments to those who see them in their application, and uploads to who has made them. */
export function createDownloads({ connection, files, units }: DownloadsDependencies) {
  const attachments = attachmentModel(connection);
  const applications = applicationModel(connection);

  async function seenBy(
    viewer: SignedInViewer,
    id: Types.ObjectId,
  ): Promise<AttachmentSummary | null> {
    const attachment = await attachments
      .findOne({ _id: id, state: 'STORED' })
      .lean<AttachmentDocument>();
    if (!attachment) return null;
    const { applicationId, citizenId } = attachment;
    if (applicationId === null) {
      return citizenId.toHexString() === viewer.citizenId ? summaryOf(attachment) : null;
    }
    const application = await applications.findById(applicationId).lean<ApplicationDocument>();
    const seen = application && see(application, viewer, units);
    return (
      (seen && attachmentsOf(seen, application).find((summary) => summary.id.equals(id))) ?? null
    );
  }

  return {
    /** @throws `NOT_FOUND` whether there is none or the viewer may not have it. */
    async open(viewer: SignedInViewer, id: string): Promise<Download> {
      const mayRead = scopesOf(viewer).includes('application:content') && objectIdForm.test(id);
      const found = mayRead ? await seenBy(viewer, new Types.ObjectId(id)) : null;
      if (!found) throw notFound('attachment');
      return { ...found, content: files.read(found.id, found.bytes) };
    },
  };
}
