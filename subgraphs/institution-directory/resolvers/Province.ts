import type { ProvinceResolvers } from './types.ts';

export const Province = {
  __resolveReference: async ({ code }, { directory }) => directory.provinces.get(code) ?? null,
  code: ({ _id }) => _id,
} satisfies ProvinceResolvers;
