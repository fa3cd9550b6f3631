import { stateOf } from '../changes/index.ts';
import type { DirectoryChangeResolvers } from './types.ts';
import { unitOrNull } from '../reading/index.ts';

export const DirectoryChange = {
  // Async, so that one refused reference does not fail its whole batch.
  __resolveReference: async ({ id }, { changes }) => changes.byId(id),
  id: ({ _id }) => _id,
  state: (change) => stateOf(change),
  unit: ({ unitId }, _, { directory }) => unitOrNull(directory, unitId),
  oldParent: ({ oldParentId }, _, { directory }) => unitOrNull(directory, oldParentId),
  newParent: ({ newParentId }, _, { directory }) => unitOrNull(directory, newParentId),
  successor: ({ successorId }, _, { directory }) => unitOrNull(directory, successorId),
} satisfies DirectoryChangeResolvers;
