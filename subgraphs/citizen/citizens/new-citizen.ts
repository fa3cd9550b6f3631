import { Types } from 'mongoose';
import { maskNationalId } from '../../../lib/kit/national-id.ts';
import { newId } from '../../../lib/kit/public-id.ts';
import type { CitizenDocument } from './citizen.model.ts';
import type { NationalIdHashes } from './national-id-hashes.ts';

/** The data of a person who comes on record. */
export interface Person {
  readonly nationalId: string;
  readonly name: string;
  readonly surname: string;
  /** In international form. */
  readonly mobilePhone: string;
  readonly email: string | null;
}

/** The ids of a citizen who has been given some already. */
type Ids = Pick<CitizenDocument, '_id' | 'publicId'>;

const newIds = (): Ids => ({ _id: new Types.ObjectId(), publicId: newId('citizen') });

/** The document of a citizen, which holds keyed hashes and a mask instead of the identity number. */
export const newCitizen = (
  { nationalId, name, surname, mobilePhone, email }: Person,
  hashes: NationalIdHashes,
  { _id, publicId }: Ids = newIds(),
): CitizenDocument => ({
  _id,
  publicId,
  nationalIdHash: hashes.citizen(nationalId),
  applicantHash: hashes.applicant(nationalId),
  maskedNationalId: maskNationalId(nationalId),
  name,
  surname,
  mobilePhone,
  email,
});
