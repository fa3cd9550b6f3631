import { checkAll } from '../../../lib/kit/check-all.ts';
import { badInput } from '../../../lib/kit/errors.ts';
import { say } from '../../../lib/kit/say.ts';
import type { ContactInput } from '../schema-types.ts';
import { requireEmail, requireMobilePhone } from './addresses.ts';
import type { CitizenDocument } from './citizen.model.ts';

/** The fields of a citizen that a change of addresses sets. */
type ContactChange = Partial<
  Pick<CitizenDocument, 'mobilePhone' | 'email' | 'mobilePhoneGivenAt' | 'emailGivenAt'>
>;

/**
 * The fields that a change of addresses sets; absent ones stay.
 * @throws one `BAD_USER_INPUT` for everything that is wrong.
 */
export function contactChange(contact: ContactInput, at: Date): ContactChange {
  const { mobilePhone, email } = contact;
  if (mobilePhone === undefined && email === undefined) {
    throw badInput('contact', 'REQUIRED', say`contact needs a phone number or an e-mail address.`);
  }
  const given = checkAll({
    mobilePhone: () => (mobilePhone === undefined ? undefined : mobilePhoneFrom(mobilePhone)),
    email: () => (email == null ? email : requireEmail(email, 'contact.email')),
  });
  return {
    ...(given.mobilePhone !== undefined && {
      mobilePhone: given.mobilePhone,
      mobilePhoneGivenAt: at,
    }),
    ...(given.email !== undefined && { email: given.email, emailGivenAt: at }),
  };
}

function mobilePhoneFrom(written: string | null): string {
  const field = 'contact.mobilePhone';
  if (written !== null) return requireMobilePhone(written, field);
  throw badInput(field, 'REQUIRED', say`${field} cannot be removed: give another number.`);
}
