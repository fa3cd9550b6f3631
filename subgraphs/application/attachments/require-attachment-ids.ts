import { badInput } from '../../../lib/kit/errors.ts';
import { attachmentLimits } from './limits.ts';

/** @throws `BAD_USER_INPUT` for duplicate ids, and for too many. */
export function requireAttachmentIds(ids: readonly string[], field: string): readonly string[] {
  if (ids.length > attachmentLimits.perApplication) throw tooManyAttachments(field);
  if (new Set(ids).size < ids.length) throw badInput(field, 'RANGE', 'Name each upload once.');
  return ids;
}

export const tooManyAttachments = (field: string) =>
  badInput(
    field,
    'RANGE',
    `An application has at most ${attachmentLimits.perApplication} attachments.`,
  );
