import type { DistrictResolvers } from '../generated.ts';

export const District: DistrictResolvers = {
  __resolveReference: async ({ code }, { directory }) => directory.districts.get(code) ?? null,
};
