import { domainToASCII } from 'node:url';
import { badInput } from '../../../lib/kit/errors.ts';
import { withoutInvisible } from '../../../lib/kit/plain-text.ts';
import { say } from '../../../lib/kit/say.ts';

/** Longer input is refused without reading it. */
const mostWritten = 1_000;
const separators = /[\s().\-–/]/g;
/** After the prefix: mobile numbers of Türkiye begin with 5. */
const mobileForm = /^(?:\+90|0090|90|0)?(5\d{9})$/;

/** RFC 5321, 4.5.3.1. */
const longest = { localPart: 64, address: 254 };
/** One address and nothing else: the unquoted local part of RFC 5322. */
const localPartForm = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** A name with at least two labels, the last of which is not a number. */
const domainForm =
  /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+(?!\d+$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])$/;

/**
 * A mobile phone number in international form, from how people write it.
 * @throws `BAD_USER_INPUT` with the field. The message does not repeat the number.
 */
export function requireMobilePhone(written: string, field: string): string {
  const [, number] = mobileForm.exec(normalized(written).replaceAll(separators, '')) ?? [];
  if (number !== undefined) return `+90${number}`;
  throw badInput(
    field,
    'FORMAT',
    say`${field} must be a Turkish mobile phone number, such as 0532 123 45 67.`,
  );
}

/**
 * An e-mail address with its domain in ASCII, from how people write it.
 * @throws `BAD_USER_INPUT` with the field. The message does not repeat the address.
 */
export function requireEmail(written: string, field: string): string {
  const address = normalized(written).trim();
  const at = address.lastIndexOf('@');
  const localPart = address.slice(0, Math.max(at, 0));
  // A capital İ is that of i: the lower case of other languages would be an i with another dot.
  const domain = domainToASCII(
    address
      .slice(at + 1)
      .replaceAll('İ', 'i')
      .toLowerCase(),
  );
  const email = `${localPart}@${domain}`;
  const isAddress =
    localPartForm.test(localPart) &&
    domainForm.test(domain) &&
    localPart.length <= longest.localPart &&
    email.length <= longest.address;
  if (isAddress) return email;
  throw badInput(field, 'FORMAT', say`${field} must be an e-mail address, such as ad@example.org.`);
}

/** Without what copying adds: invisible characters, and full-width forms of letters and digits. */
const normalized = (written: string): string =>
  written.length > mostWritten ? '' : withoutInvisible(written).normalize('NFKC');
