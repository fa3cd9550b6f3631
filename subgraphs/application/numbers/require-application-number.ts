import { badInput } from '../../../lib/kit/errors.ts';
import { pasted } from '../../../lib/kit/pasted.ts';
import { say } from '../../../lib/kit/say.ts';
import { checkApplicationNumber } from './application-number.ts';

/**
 * The number as it is stored, from what a person pasted.
 * @throws `BAD_USER_INPUT` that says what is wrong with the number.
 */
export function requireApplicationNumber(input: string, field = 'number'): string {
  const number = pasted(input);
  switch (checkApplicationNumber(number)) {
    case 'OK':
      return number;
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
