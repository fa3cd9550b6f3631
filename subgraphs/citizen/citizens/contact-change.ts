import { domainToASCII } from 'node:url';
import { checkAll } from '../../../lib/kit/check-all.ts';
import { badInput } from '../../../lib/kit/errors.ts';
import { withoutInvisible } from '../../../lib/kit/plain-text.ts';
import { say } from '../../../lib/kit/say.ts';
import type { ContactInput } from '../schema-types.ts';
import type { CitizenDocument } from './citizen.model.ts';

/** The fields of a citizen that a change of addresses sets. */
type ContactChange = Partial<
  Pick<CitizenDocument, 'mobilePhone' | 'email' | 'mobilePhoneGivenAt' | 'emailGivenAt'>
>;

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
 * What a change of addresses sets; what is absent stays.
 * @throws one `BAD_USER_INPUT` for everything that is wrong.
 */
export function contactChange(contact: ContactInput, at: Date): ContactChange {
  const { mobilePhone, email } = contact;
  if (mobilePhone === undefined && email === undefined) {
    throw badInput('contact', 'REQUIRED', say`contact needs a phone number or an e-mail address.`);
  }
  const given = checkAll({
    mobilePhone: () => (mobilePhone === undefined ? undefined : mobilePhoneFrom(mobilePhone)),
    email: () => (email === undefined ? undefined : emailFrom(email)),
  });
  return {
    ...(given.mobilePhone !== undefined && {
      mobilePhone: given.mobilePhone,
      mobilePhoneGivenAt: at,
    }),
    ...(given.email !== undefined && { email: given.email, emailGivenAt: at }),
  };
}

/** In international form. */
function mobilePhoneFrom(written: string | null): string {
  const field = 'contact.mobilePhone';
  if (written === null) {
    throw badInput(field, 'REQUIRED', say`${field} cannot be removed: give another number.`);
  }
  const [, number] = mobileForm.exec(normalized(written).replaceAll(separators, '')) ?? [];
  if (number !== undefined) return `+90${number}`;
  throw badInput(
    field,
    'FORMAT',
    say`${field} must be a Turkish mobile phone number, such as 0532 123 45 67.`,
  );
}

function emailFrom(written: string | null): string | null {
  if (written === null) return null;
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
  const field = 'contact.email';
  throw badInput(field, 'FORMAT', say`${field} must be an e-mail address, such as ad@example.org.`);
}

/** Without what copying adds: invisible characters, and full-width forms of letters and digits. */
const normalized = (written: string): string =>
  written.length > mostWritten ? '' : withoutInvisible(written).normalize('NFKC');
