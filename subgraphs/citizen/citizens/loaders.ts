import type { Connection } from 'mongoose';
import { createBatchedFind, perRequest } from '../../../lib/mongodb/batched-find.ts';
import { citizenModel } from './citizen.model.ts';

/** The loaders of the process; call the result for the loaders of a request. */
export function createLoaders(connection: Connection) {
  const citizenById = createBatchedFind({
    model: citizenModel(connection),
    key: 'publicId',
    projection: { nationalIdHash: 0, applicantHash: 0 },
  });
  const applicantById = createBatchedFind({
    model: citizenModel(connection),
    key: 'publicId',
    projection: { publicId: 1, applicantHash: 1, mobilePhone: 1, email: 1 },
  });
  return () => ({
    citizenById: perRequest(citizenById),
    applicantById: perRequest(applicantById),
  });
}

export type Loaders = ReturnType<ReturnType<typeof createLoaders>>;
