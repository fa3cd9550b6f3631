import { preferenceOf } from '../citizens/index.ts';
import type { CitizenResolvers } from './types.ts';

export const Citizen = {
  // Async, so that one refused reference does not fail its whole batch.
  __resolveReference: async ({ id, proof }, { citizens }) => citizens.referredTo(id, proof),
  id: ({ publicId }) => publicId,
  proof: () => null,
  notificationPreference: (citizen) => preferenceOf(citizen),
} satisfies CitizenResolvers;
