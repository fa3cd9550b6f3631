import type { AppealConnectionResolvers } from './types.ts';

export const AppealConnection = {
  counts: ({ unitId }, _, { lists }) => lists.appealCounts(unitId),
} satisfies AppealConnectionResolvers;
