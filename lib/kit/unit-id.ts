import { badInput } from './errors.ts';
import { say } from './say.ts';

/** The id of an administrative unit, to which officers are bound: 8 digits. */
export const unitIdForm = /^\d{8}$/;

/** @throws `BAD_USER_INPUT` unless the id is 8 digits. */
export function requireUnitId(id: string, field: string): void {
  if (!unitIdForm.test(id)) throw badInput(field, 'FORMAT', say`A unit id has 8 digits.`);
}
