import type { Connection } from 'mongoose';
import { createBatchedFind, type Loader, perRequest } from '../../../lib/mongodb/batched-find.ts';
import { type CitizenDocument, citizenModel } from './citizen.model.ts';

/** The data of a citizen who acts, for another subgraph. */
type ApplicantRecord = Pick<
  CitizenDocument,
  | '_id'
  | 'publicId'
  | 'applicantHash'
  | 'mobilePhone'
  | 'email'
  | 'mobilePhoneGivenAt'
  | 'emailGivenAt'
  | 'notificationPreference'
>;

/** Reads citizens by their public ids, for one request: each once, together with those of other requests. */
export interface Loaders {
  /** Without the hashes of the identity number. */
  readonly citizenById: Loader<CitizenDocument | null>;
  readonly applicantById: Loader<ApplicantRecord | null>;
}

/** The loaders of the process. @returns a function that makes the loaders of a request on top of them. */
export function createLoaders(connection: Connection): () => Loaders {
  const citizenById = createBatchedFind({
    model: citizenModel(connection),
    key: 'publicId',
    projection: { nationalIdHash: 0, applicantHash: 0 },
  });
  const applicantById = createBatchedFind({
    model: citizenModel(connection),
    key: 'publicId',
    projection: {
      publicId: 1,
      applicantHash: 1,
      mobilePhone: 1,
      email: 1,
      mobilePhoneGivenAt: 1,
      emailGivenAt: 1,
      notificationPreference: 1,
    },
  });
  return () => ({
    citizenById: perRequest(citizenById),
    applicantById: perRequest(applicantById),
  });
}
