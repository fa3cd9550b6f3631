import { badInput, type ClientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';

/** The number of groups that a question can have at most. */
export const mostGroups = 10_000;

/** The error for more. It does not say how many there are: that would be an exact number. */
export const tooManyGroups = (): ClientError =>
  badInput('groupBy', 'RANGE', say`These are too many groups. Ask for less at once.`, {
    max: mostGroups,
  });
