import { badInput } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { Desk } from '../desk.ts';

/**
 * One of the application's attachments, with its index among them.
 * @throws `BAD_USER_INPUT` when the application has none with this id.
 */
export function attachmentOf({ application: { attachments } }: Desk, id: string) {
  const index = attachments.findIndex(({ publicId }) => publicId === id);
  const attachment = attachments[index];
  if (!attachment) {
    throw badInput('attachmentId', 'UNKNOWN', say`The application has no such attachment.`);
  }
  return { index, ...attachment };
}
