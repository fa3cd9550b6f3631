import type { MutationResolvers } from './types.ts';

export const Mutation = {
  createUnit: (_, { input }, { acts }) => acts.create(input),
  renameUnit: (_, move, { acts }) => acts.rename(move),
  moveUnit: (_, move, { acts }) => acts.move(move),
  closeUnit: (_, move, { acts }) => acts.close(move),
  proposeUnitChange: (_, { input }, { proposals }) => proposals.propose(input),
  approveUnitChange: (_, { id }, { proposals }) => proposals.approve(id),
  rejectUnitChange: (_, decision, { proposals }) => proposals.reject(decision),
  withdrawUnitChange: (_, { id }, { proposals }) => proposals.withdraw(id),
  stopFollowing: (_, { follower }, { followers }) => followers.remove(follower),
} satisfies MutationResolvers;
