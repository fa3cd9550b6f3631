import type { QueryResolvers } from '../generated.ts';

export const Query: QueryResolvers = {
  application: (_, { number }, { applications }) => applications.byNumber(number),
  trackApplication: (_, { number, nationalId }, { applications }) =>
    applications.track(number, nationalId),
  myApplications: (_, page, { applications }) => applications.own(page),
};
