import type { CitizenResolvers } from './types.ts';

export const Citizen = {
  // Made anew: what else a reference holds was written by whoever sent it.
  __resolveReference: ({ id }) => ({ id, authorised: false }),
  proof: ({ id, authorised }, _, { citizenProofs, viewer }) =>
    authorised ? citizenProofs.seal(id, viewer) : null,
  applications: ({ id }, page, { applications }) => applications.ofCitizen(id, page),
} satisfies CitizenResolvers;
