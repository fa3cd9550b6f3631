import type { UnitInboxConnectionResolvers } from '../generated.ts';

export const UnitInboxConnection = {
  counts: ({ unitId }, _, { lists }) => lists.inbox.counts(unitId),
} satisfies UnitInboxConnectionResolvers;
