import { Types } from 'mongoose';
import { badInput } from '../kit/errors.ts';
import { say } from '../kit/say.ts';

/** 24 hexadecimal digits. */
const objectIdForm = /^[0-9a-f]{24}$/;

/** @throws `BAD_USER_INPUT` unless the id is 24 hexadecimal digits. */
export function parseObjectId(id: string, field = 'id'): Types.ObjectId {
  if (!objectIdForm.test(id)) throw badInput(field, 'FORMAT', say`${field} is malformed.`);
  return new Types.ObjectId(id);
}
