import { badInput } from '../../../../lib/kit/errors.ts';
import { isIdOf } from '../../../../lib/kit/public-id.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { Desk } from '../desk.ts';

/**
 * One of the application's attachments, with its index among them.
 * @throws `BAD_USER_INPUT` when the application has none with this id.
 */
export function attachmentOf({ application: { attachments } }: Desk, id: string) {
  const index = attachments.findIndex(({ publicId }) => publicId === id);
  const attachment = attachments[index];
  if (!attachment) throw noSuchAttachment();
  return { index, ...attachment };
}

/** The form of its id. @throws the same error: no attachment has a malformed one. */
export function requireAttachmentId(id: string): string {
  if (!isIdOf('attachment', id)) throw noSuchAttachment();
  return id;
}

const noSuchAttachment = () =>
  badInput('attachmentId', 'UNKNOWN', say`The application has no such attachment.`);
