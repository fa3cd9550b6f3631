import type { TimedPosition } from '../../../lib/mongodb/timed-position.ts';
import type { ApplicationDigest } from './application.model.ts';

/** An application's place among others in the order in which they were filed. */
export const filedPositionOf = ({
  filedAt: value,
  _id,
}: Pick<ApplicationDigest, 'filedAt' | '_id'>): TimedPosition => ({ value, _id });
