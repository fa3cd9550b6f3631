import { referralOfEvent } from '../events/index.ts';
import type { ApplicationEventResolvers } from './types.ts';

export const ApplicationEvent = {
  cursor: ({ event }, _, { events }) => events.cursorOf(event.position),
  kind: ({ event }) => event.event,
  at: ({ event }) => event.at,
  application: ({ seen }) => seen,
  referral: (seenEvent, _, { loaders }) => referralOfEvent(seenEvent, loaders),
} satisfies ApplicationEventResolvers;
