import type { Connection } from 'mongoose';
import { createBatchedFind, perRequest } from '../shared/batched-find.ts';
import { citizenModel } from './citizen.model.ts';

/** The loaders of the process; call what it returns for those of a request. */
export function createLoaders(connection: Connection) {
  const citizenById = createBatchedFind({
    model: citizenModel(connection),
    key: '_id',
    projection: { nationalIdHash: 0 },
  });
  return () => ({ citizenById: perRequest(citizenById) });
}

export type Loaders = ReturnType<ReturnType<typeof createLoaders>>;
