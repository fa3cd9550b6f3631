import type { NewApplicationResolvers } from './types.ts';

export const NewApplication = {
  cursor: ({ event }, _, { events }) => events.cursorOf(event.position),
  application: (seenEvent, _, { events }) => events.applicationOf(seenEvent),
  referral: (seenEvent, _, { events }) => events.referralOf(seenEvent),
} satisfies NewApplicationResolvers;
