import type { CitizenResolvers } from '../generated.ts';

export const Citizen = {
  // Async, so that one refused reference does not fail its whole batch.
  __resolveReference: async ({ id }, { citizens }) => citizens.referredTo(id),
  id: ({ _id }) => _id.toHexString(),
} satisfies CitizenResolvers;
