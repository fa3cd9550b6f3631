import type { ClientSession, Connection } from 'mongoose';
import { idToLookUp } from '../../../lib/kit/public-id.ts';
import {
  type ApplicationDocument,
  applicationModel,
  type AttachmentSummary,
  type AttachmentDocument,
  attachmentModel,
} from '../record/index.ts';
import { attachmentLimits } from './limits.ts';
import { requireAmong, tooManyAttachments } from './require-attachment-ids.ts';

interface AttachmentLink {
  application: Pick<ApplicationDocument, '_id' | 'citizenId' | 'attachments'>;
  /** Different ones, as in `Attachment.id`. */
  ids: readonly string[];
  /** The name of the argument that contains them. */
  field: string;
}

/**
 * Makes uploads of the applicant part of the application, after it was stored in the same transaction.
 * If two applications request the same upload, one gets it.
 * @returns all attachments that the application then has, these last and in the order given.
 * @throws `BAD_USER_INPUT`, with the place of each that is not usable, unless each is the applicant's own, complete and unused, and the application has room for
 * them.
 */
export async function linkAttachments(
  connection: Connection,
  { application, ids, field }: AttachmentLink,
  session: ClientSession,
): Promise<AttachmentSummary[]> {
  const { _id: applicationId, citizenId, attachments: before } = application;
  if (ids.length === 0) return before;
  if (before.length + ids.length > attachmentLimits.perApplication) {
    throw tooManyAttachments(field);
  }
  const uploads = attachmentModel(connection).collection;
  const publicId = { $in: ids.map((id) => idToLookUp('attachment', id)) };
  await uploads.updateMany(
    { publicId, citizenId, state: 'STORED', applicationId: null },
    { $set: { applicationId, place: null } },
    { session },
  );
  const linked = await uploads
    .find<AttachmentDocument>({ publicId, applicationId }, { session })
    .toArray();
  const byId = new Map(linked.map((upload) => [upload.publicId, upload]));
  for (const earlier of before) byId.delete(earlier.publicId);
  requireAmong(ids, byId, field);
  const added = ids.flatMap((id) => {
    const upload = byId.get(id);
    return upload ? [summaryOf(upload)] : [];
  });
  const attachments = [...before, ...added];
  const applications = applicationModel(connection).collection;
  await applications.updateOne({ _id: applicationId }, { $set: { attachments } }, { session });
  return attachments;
}

/** The facts about a stored upload that an application keeps. */
export function summaryOf({
  _id,
  publicId,
  name,
  contentType,
  bytes,
}: AttachmentDocument): AttachmentSummary {
  if (contentType === null || bytes === null) {
    throw new Error(`The attachment ${publicId} is not stored.`);
  }
  return { id: _id, publicId, name, contentType, bytes };
}
