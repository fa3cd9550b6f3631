import { badInput } from '../../../lib/kit/errors.ts';
import { checkNationalId } from '../../../lib/kit/national-id.ts';
import { pasted } from '../../../lib/kit/pasted.ts';
import { say } from '../../../lib/kit/say.ts';

/**
 * An identity number as it is hashed, from what a person pasted.
 * @throws `BAD_USER_INPUT` of the field `nationalId`. The message does not repeat the number.
 */
export function requireNationalId(input: string): string {
  const nationalId = pasted(input);
  switch (checkNationalId(nationalId)) {
    case 'OK':
      return nationalId;
    case 'FORMAT':
      throw badInput(
        'nationalId',
        'FORMAT',
        say`An identity number has 11 digits, the first not 0.`,
      );
    case 'CHECKSUM': {
      const message = say`The check digits of the identity number are wrong: a digit was mistyped.`;
      throw badInput('nationalId', 'CHECKSUM', message);
    }
  }
}
