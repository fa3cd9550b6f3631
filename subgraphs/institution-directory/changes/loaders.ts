import { createBatchedFind, type Loader, perRequest } from '../../../lib/mongodb/batched-find.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from './directory-change.model.ts';

/** Reads changes by their ids, for one request: each once, together with those of other requests. */
export interface ChangeLoaders {
  readonly changeById: Loader<DirectoryChangeRecord | null>;
}

/** The loaders of the process. @returns a function that makes the loaders of a request on top of them. */
export function createChangeLoaders(model: DirectoryChangeModel): () => ChangeLoaders {
  const changeById = createBatchedFind({ model, key: '_id' });
  return () => ({ changeById: perRequest(changeById) });
}
