import type { MutationResolvers } from '../generated.ts';

export const Mutation = {
  createUnit: (_, { input }, { acts }) => acts.create(input),
  renameUnit: (_, move, { acts }) => acts.rename(move),
  moveUnit: (_, move, { acts }) => acts.move(move),
  closeUnit: (_, move, { acts }) => acts.close(move),
  stopFollowing: (_, { follower }, { followers }) => followers.left(follower),
} satisfies MutationResolvers;
