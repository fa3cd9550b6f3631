import { badInput, type ClientError } from '../../../lib/kit/errors.ts';

/** The error for the code of a province that does not exist. */
export const noSuchProvince = (field: string): ClientError =>
  badInput(field, 'UNKNOWN', 'There is no such province.');
