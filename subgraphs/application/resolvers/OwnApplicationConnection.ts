import type { OwnApplicationConnectionResolvers } from './types.ts';

export const OwnApplicationConnection = {
  totalCount: (page) => page.totalCount(),
} satisfies OwnApplicationConnectionResolvers;
