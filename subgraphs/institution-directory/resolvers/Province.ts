import type { ProvinceResolvers } from '../generated.ts';

export const Province: ProvinceResolvers = {
  __resolveReference: async ({ code }, { directory }) => directory.provinces.get(code) ?? null,
  code: ({ _id }) => _id,
};
