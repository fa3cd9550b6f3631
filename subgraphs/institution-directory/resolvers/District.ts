import type { DistrictResolvers } from './types.ts';

export const District = {
  __resolveReference: async ({ code }, { directory }) => directory.districts.get(code) ?? null,
} satisfies DistrictResolvers;
