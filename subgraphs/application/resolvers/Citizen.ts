import type { CitizenResolvers } from './types.ts';

export const Citizen = {
  // A new object: other fields of a reference come from the sender and are not trusted.
  __resolveReference: ({ id }) => ({ id, authorised: false }),
  proof: ({ id, authorised }, _, { citizenProofs, viewer }) =>
    authorised ? citizenProofs.seal(id, viewer) : null,
  applications: ({ id }, page, { applications }) => applications.ofCitizen(id, page),
} satisfies CitizenResolvers;
