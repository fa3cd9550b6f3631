import { plainName } from '../../../lib/kit/plain-text.ts';

/** As long as an access token allows. */
const length = { min: 1, max: 200 };

/** @throws `BAD_USER_INPUT` for a text that cannot be a `Viewer.subject`. */
export const requireSubject = (subject: string, field: string): string =>
  plainName(subject, field, length);
