import type { CitizenResolvers } from '../generated.ts';

export const Citizen = {
  applications: ({ id }, page, { applications }) => applications.ofCitizen(id, page),
} satisfies CitizenResolvers;
