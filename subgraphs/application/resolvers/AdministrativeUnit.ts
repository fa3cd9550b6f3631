import type { AdministrativeUnitResolvers } from './types.ts';

export const AdministrativeUnit = {
  __resolveReference: ({ id }) => ({ id }),
  officers: ({ id }, _, { lists }) => lists.officersOf(id),
} satisfies AdministrativeUnitResolvers;
