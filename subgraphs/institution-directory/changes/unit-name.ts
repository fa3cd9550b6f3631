import { readableName } from '../../../lib/kit/plain-text.ts';

/** Lengths of a unit's name, in characters. */
const lengths = { min: 1, max: 200 } as const;

/** @throws `BAD_USER_INPUT` with the field. */
export const requireName = (value: string, field: string): string =>
  readableName(value, field, lengths);
