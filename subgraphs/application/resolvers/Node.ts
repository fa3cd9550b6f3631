import type { NodeResolvers } from './types.ts';

export const Node = {
  __resolveType: ({ __typename }) => __typename,
} satisfies NodeResolvers;
