import type { UnitInboxConnectionResolvers } from './types.ts';

export const UnitInboxConnection = {
  asOf: ({ moment }, _, { events }) => events.cursorOf(moment),
  counts: ({ unitId }, _, { lists }) => lists.inbox.counts(unitId),
} satisfies UnitInboxConnectionResolvers;
