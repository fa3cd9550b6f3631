import type { UnitInboxConnectionResolvers } from '../generated.ts';

export const UnitInboxConnection: UnitInboxConnectionResolvers = {
  counts: ({ unitId }, _, { lists }) => lists.inbox.counts(unitId),
};
