import type { TimedPosition } from '../../../lib/mongodb/timed-position.ts';
import type { ApplicationDigest } from './application.model.ts';

/** An application's position in the order of filing. */
export const filedPositionOf = ({
  filedAt: value,
  _id,
}: Pick<ApplicationDigest, 'filedAt' | '_id'>): TimedPosition => ({ value, _id });
