import { messagesOf } from './messages-of.ts';
import type { SubscriptionResolvers } from './types.ts';

export const Subscription = {
  newApplications: {
    subscribe: async (_, given, { events }) =>
      messagesOf('newApplications', await events.newApplications(given)),
  },
  applicationChanged: {
    subscribe: async (_, given, { events }) =>
      messagesOf('applicationChanged', await events.changes(given)),
  },
} satisfies SubscriptionResolvers;
