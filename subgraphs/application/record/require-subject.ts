import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';

const subjectForm = /^[\x21-\x7e]{1,100}$/;

/** @throws `BAD_USER_INPUT` for a text that cannot be a `Viewer.subject`. */
export function requireSubject(subject: string, field: string): string {
  if (subjectForm.test(subject)) return subject;
  const message = say`${field} must be 1 to 100 ASCII characters without spaces.`;
  throw badInput(field, 'FORMAT', message);
}
