import type { QueryResolvers } from './types.ts';

export const Query = {
  viewer: (_, __, { viewer }) => viewer,
  me: (_, __, { citizens }) => citizens.own(),
  citizenSearches: (_, page, { searches }) => searches.all(page),
  applicant: (_, { id }, { citizens }) => citizens.applicant(id),
  applicants: (_, { ids }, { citizens }) => citizens.applicants(ids),
  citizen: (_, { id }, { citizens }) => citizens.lookUp(id),
} satisfies QueryResolvers;
