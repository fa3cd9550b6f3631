import type { Readable } from 'node:stream';
import type { Connection } from 'mongoose';
import { notFound } from '../../../lib/kit/errors.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import { scopesOf, type SignedInViewer } from '../../../lib/kit/viewer.ts';
import {
  type ApplicationDocument,
  applicationModel,
  type AttachmentDocument,
  attachmentModel,
} from '../record/index.ts';
import { see } from '../reading/index.ts';
import type { UnitProjection } from '../units/index.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { summaryOf } from './link-attachments.ts';
import {
  attachmentsSeen,
  nameOf,
  type SeenAttachment,
  withheldError,
  withheldFromUnits,
} from './seen-attachment.ts';

export interface DownloadsDependencies {
  connection: Connection;
  files: AttachmentFiles;
  /** For units. */
  copies: AttachmentFiles;
  units: UnitProjection;
}

export interface Download {
  name: string;
  contentType: string;
  bytes: number;
  content: Readable;
}

export type Downloads = ReturnType<typeof createDownloads>;

/** Gives attachments to those who see them in their application, and uploads to who has made them. */
export function createDownloads({ connection, files, copies, units }: DownloadsDependencies) {
  const attachments = attachmentModel(connection);
  const applications = applicationModel(connection);

  async function seenBy(
    viewer: SignedInViewer,
    attachment: AttachmentDocument,
  ): Promise<SeenAttachment | null> {
    const { _id, applicationId, citizenId } = attachment;
    if (applicationId === null) {
      const isOwn = citizenId === viewer.citizenId;
      const summary = summaryOf(attachment);
      return isOwn ? { summary, number: 1, audience: 'APPLICANT', isNameless: false } : null;
    }
    const application = await applications.findById(applicationId).lean<ApplicationDocument>();
    const seen = application && see(application, viewer, units);
    if (!seen) return null;
    const all = attachmentsSeen(seen, application, viewer);
    return all.find(({ summary }) => summary.id.equals(_id)) ?? null;
  }

  /** @throws what tells a unit why it does not get the file. */
  function downloadOf(seen: SeenAttachment, attachment: AttachmentDocument): Download {
    const { summary, audience } = seen;
    const { id, publicId, contentType, bytes } = summary;
    const name = nameOf(seen);
    if (audience !== 'UNIT') {
      return { name, contentType, bytes, content: files.read(id, bytes, publicId) };
    }
    const withheld = withheldFromUnits(summary, attachment);
    if (withheld !== null) throw withheldError(withheld);
    const copy = attachment.cleaned?.copy;
    if (!copy) throw new Error('what is not withheld has a copy');
    const content = copies.read(copy.id, copy.bytes, publicId);
    return { name, contentType, bytes: copy.bytes, content };
  }

  return {
    /**
     * @throws `NOT_FOUND` whether there is none or the viewer may not have it; `CONFLICT` or `UNAVAILABLE`
     * for a unit where there is no copy for it, or none yet.
     */
    async open(viewer: SignedInViewer, id: string): Promise<Download> {
      const mayRead = scopesOf(viewer).includes('application:content');
      const attachment = mayRead
        ? await attachments
            .findOne({ publicId: idToLookUp('attachment', id), state: 'STORED' })
            .lean<AttachmentDocument>()
        : null;
      const seen = attachment && (await seenBy(viewer, attachment));
      if (!attachment || !seen) throw notFound('attachment');
      return downloadOf(seen, attachment);
    },
  };
}
