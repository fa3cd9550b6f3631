import { messagesOf } from './messages-of.ts';
import type { SubscriptionResolvers } from './types.ts';

const newApplications = messagesOf('newApplications');
const applicationChanged = messagesOf('applicationChanged');

export const Subscription = {
  newApplications: {
    subscribe: async (_, given, { events }) => newApplications(await events.newApplications(given)),
  },
  applicationChanged: {
    subscribe: async (_, given, { events }) => applicationChanged(await events.changes(given)),
  },
} satisfies SubscriptionResolvers;
