import type { Types } from 'mongoose';
import { badInput } from '../../../platform/errors.ts';
import { parseObjectId } from '../../shared/object-id.ts';

/** Files that an application may have. */
export const mostAttachments = 5;

/** @throws `BAD_USER_INPUT` unless these are different ids, and few enough. */
export function requireAttachmentIds(ids: readonly string[], field: string): Types.ObjectId[] {
  if (ids.length > mostAttachments) {
    throw badInput(field, 'RANGE', `An application has at most ${mostAttachments} attachments.`);
  }
  if (new Set(ids).size < ids.length) throw badInput(field, 'RANGE', 'Name each upload once.');
  return ids.map((id) => parseObjectId(id, field));
}
