import type { Readable } from 'node:stream';
import type { Connection } from 'mongoose';
import { notFound } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import { scopesOf, type SignedInViewer } from '../../../lib/kit/viewer.ts';
import { longestReadMs } from '../../../lib/mongodb/find-at-once.ts';
import {
  type ApplicationDocument,
  applicationModel,
  type AttachmentDocument,
  attachmentModel,
} from '../record/index.ts';
import { see } from '../reading/index.ts';
import type { UnitProjection } from '../units/index.ts';
import type { AttachmentFiles, FileRange } from './attachment-files.ts';
import { summaryOf } from './link-attachments.ts';
import {
  attachmentsSeen,
  nameOf,
  type SeenAttachment,
  withheldError,
  withheldFromUnits,
} from './seen-attachment.ts';

interface DownloadsDependencies {
  connection: Connection;
  files: AttachmentFiles;
  /** The copies for units. */
  copies: AttachmentFiles;
  units: UnitProjection;
}

interface Download {
  name: string;
  contentType: string;
  /** The size of the whole file. */
  bytes: number;
  /** Names exactly these bytes: a copy that is made again by other rules has another one. */
  version: string;
  /** The file, or the part from the first to the last of these bytes. */
  content(range: FileRange | null): Readable;
}

interface RequestedDownload {
  viewer: SignedInViewer;
  /** As in `Attachment.id`. */
  id: string;
  /** Aborted when the client has disconnected. */
  signal: AbortSignal;
}

/** Gives attachments to viewers who see them in their application, and uploads to the citizens who made them. */
export interface Downloads {
  /**
   * @throws `NOT_FOUND` if it does not exist or the viewer may not have it; `CONFLICT` for a unit if no copy can be
   * made or the centre withholds it, `UNAVAILABLE` if the copy does not exist yet; `LIMIT_EXCEEDED` if reading takes
   * too long.
   */
  open(requested: RequestedDownload): Promise<Download>;
}

export function createDownloads(dependencies: DownloadsDependencies): Downloads {
  return { open: (requested) => open(dependencies, requested) };
}

async function open(
  dependencies: DownloadsDependencies,
  requested: RequestedDownload,
): Promise<Download> {
  const { viewer, id, signal } = requested;
  const mayRead = scopesOf(viewer).includes('application:content');
  const attachment = mayRead
    ? await attachmentModel(dependencies.connection)
        .findOne({ publicId: idToLookUp('attachment', id), state: 'STORED' })
        .setOptions({ maxTimeMS: longestReadMs, signal })
        .lean<AttachmentDocument>()
    : null;
  const seen = attachment && (await seenBy(dependencies, requested, attachment));
  if (!attachment || !seen) throw notFound(say`attachment`);
  return downloadOf(dependencies, seen, attachment);
}

async function seenBy(
  { connection, units }: DownloadsDependencies,
  { viewer, signal }: RequestedDownload,
  attachment: AttachmentDocument,
): Promise<SeenAttachment | null> {
  const { _id, applicationId, citizenId } = attachment;
  if (applicationId === null) {
    const isOwn = citizenId === viewer.citizenId;
    const summary = summaryOf(attachment);
    return isOwn
      ? { summary, number: 1, audience: 'APPLICANT', isNameless: false, identityHidden: false }
      : null;
  }
  const application = await applicationModel(connection)
    .findById(applicationId)
    .setOptions({ maxTimeMS: longestReadMs, signal })
    .lean<ApplicationDocument>();
  const seen = application && see(application, viewer, units);
  if (!seen) return null;
  const all = attachmentsSeen(seen, application, viewer);
  return all.find(({ summary }) => summary.id.equals(_id)) ?? null;
}

/** @throws the reason why a unit does not get the file. */
function downloadOf(
  { files, copies }: DownloadsDependencies,
  seen: SeenAttachment,
  attachment: AttachmentDocument,
): Download {
  const { summary, audience } = seen;
  const { id, publicId, contentType, bytes } = summary;
  const described = { name: nameOf(seen), contentType };
  if (audience !== 'UNIT') {
    const content: Download['content'] = (range) => files.read(id, bytes, { publicId, range });
    return { ...described, bytes, version: publicId, content };
  }
  const withheld = withheldFromUnits(seen, attachment);
  if (withheld !== null) throw withheldError(withheld);
  const copy = attachment.cleaned?.copy;
  if (!copy) throw new Error('an attachment that is not withheld has no copy');
  return {
    ...described,
    bytes: copy.bytes,
    version: `${publicId}-${attachment.cleanedBy}`,
    content: (range) => copies.read(copy.id, copy.bytes, { publicId, range }),
  };
}
