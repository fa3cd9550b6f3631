import type { SupplementResolvers } from './types.ts';

export const Supplement = {
  id: ({ applicationId, index }, _, { partIds }) =>
    partIds.supplement.idOf({ documentId: applicationId.toHexString(), index }),
} satisfies SupplementResolvers;
