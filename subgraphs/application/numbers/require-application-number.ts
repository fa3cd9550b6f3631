import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { checkApplicationNumber } from './application-number.ts';

/** @throws `BAD_USER_INPUT` that says what is wrong with the number. */
export function requireApplicationNumber(number: string, field = 'number'): void {
  switch (checkApplicationNumber(number)) {
    case 'OK':
      return;
    case 'FORMAT':
      throw badInput(field, 'FORMAT', say`An application number has 10 digits.`);
    case 'CHECK_DIGIT':
      throw badInput(
        field,
        'CHECKSUM',
        say`The check digit of the application number is wrong: a digit was mistyped.`,
      );
  }
}
