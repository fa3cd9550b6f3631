import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import { checkApplicationNumber } from './application-number.ts';

/** @throws `BAD_USER_INPUT` that says what is wrong with the number. */
export function requireApplicationNumber(number: string): void {
  switch (checkApplicationNumber(number)) {
    case 'OK':
      return;
    case 'FORMAT':
      throw badInput('number', 'FORMAT', say`An application number has 10 digits.`);
    case 'CHECK_DIGIT':
      throw badInput(
        'number',
        'CHECKSUM',
        say`The check digit of the application number is wrong: a digit was mistyped.`,
      );
  }
}
