import { badInput, type ClientError } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';

/** The error for the code of a province that does not exist. */
export const noSuchProvince = (field: string): ClientError =>
  badInput(field, 'UNKNOWN', say`There is no such province.`);
