import type { CitizenResolvers } from '../generated.ts';

export const Citizen: CitizenResolvers = {
  applications: ({ id }, page, { applications }) => applications.ofCitizen(id, page),
};
