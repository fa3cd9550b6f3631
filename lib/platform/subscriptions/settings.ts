import { type SettingGroup, type ValuesOf, wholeNumber } from '../process/setting.ts';
import { defaultSubscriptionLimits, type SubscriptionLimits } from './limits.ts';

/** The limits that a deployment may set. */
export const subscriptionSettings = {
  SUBSCRIPTIONS_PER_CONNECTION: {
    schema: wholeNumber(1).default(defaultSubscriptionLimits.perConnection),
    about: 'how many subscriptions one WebSocket may have',
  },
  SUBSCRIPTION_CONNECTIONS_PER_VIEWER: {
    schema: wholeNumber(1).default(defaultSubscriptionLimits.connectionsPerViewer),
    about: 'how many connections with subscriptions a viewer, or an anonymous address, may have',
  },
  SUBSCRIPTION_QUEUE_BYTES: {
    schema: wholeNumber(10_000).default(defaultSubscriptionLimits.queueBytes),
    about:
      'how many bytes may wait for a slow subscriber, behind one event, before its connection is closed',
  },
  SUBSCRIPTION_HEARTBEAT_MS: {
    schema: wholeNumber(100).default(defaultSubscriptionLimits.heartbeatMs),
    about: 'the interval of heartbeats, which carry the positions of idle subscriptions',
  },
} as const satisfies SettingGroup;

/** The limits as configured. */
export const subscriptionLimitsOf = (
  values: ValuesOf<typeof subscriptionSettings>,
): Partial<SubscriptionLimits> => ({
  perConnection: values.SUBSCRIPTIONS_PER_CONNECTION,
  connectionsPerViewer: values.SUBSCRIPTION_CONNECTIONS_PER_VIEWER,
  queueBytes: values.SUBSCRIPTION_QUEUE_BYTES,
  heartbeatMs: values.SUBSCRIPTION_HEARTBEAT_MS,
});
