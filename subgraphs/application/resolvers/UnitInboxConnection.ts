import type { UnitInboxConnectionResolvers } from './types.ts';

export const UnitInboxConnection = {
  counts: ({ unitId }, _, { lists }) => lists.inbox.counts(unitId),
} satisfies UnitInboxConnectionResolvers;
