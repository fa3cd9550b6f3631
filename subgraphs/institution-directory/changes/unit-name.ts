import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { plainName, withoutInvisible } from '../../../lib/kit/plain-text.ts';

/** Lengths of a unit's name, in characters. */
const lengths = { min: 1, max: 200 } as const;

/**
 * A name that is read as it is compared: with a letter, and without invisible characters.
 * @throws `BAD_USER_INPUT` with the field.
 */
export function requireName(value: string, field: string): string {
  const name = plainName(value, field, lengths);
  if (withoutInvisible(value) !== value) {
    throw badInput(field, 'FORMAT', say`${field} contains invisible characters.`);
  }
  if (!/\p{L}/u.test(name)) throw badInput(field, 'FORMAT', say`${field} contains no letter.`);
  return name;
}
