import type { ApplicationEventResolvers } from './types.ts';

export const ApplicationEvent = {
  cursor: ({ event }, _, { events }) => events.cursorOf(event.position),
  kind: ({ event }) => event.event,
  at: (seenEvent, _, { events }) => events.momentOf(seenEvent),
  application: (seenEvent, _, { events }) => events.applicationOf(seenEvent),
  referral: (seenEvent, _, { events }) => events.referralOf(seenEvent),
} satisfies ApplicationEventResolvers;
