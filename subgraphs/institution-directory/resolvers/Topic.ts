import type { TopicResolvers } from './types.ts';

export const Topic = {
  __resolveReference: async ({ id }, { directory }) => directory.topics.get(id) ?? null,
  id: ({ _id }) => _id,
} satisfies TopicResolvers;
