import { type SettingGroup, type ValuesOf, wholeNumber } from '../process/setting.ts';

/** The limits of subscriptions for clients. */
export interface SubscriptionLimits {
  /** The number of subscriptions of one WebSocket. */
  readonly perConnection: number;
  /** The number of connections of one viewer, or of one address of anonymous clients. */
  readonly connectionsPerViewer: number;
  /** How long a WebSocket may take to its `connection_init`, in milliseconds. */
  readonly initialisationMs: number;
  /** The size of one message from a client, in bytes. */
  readonly messageBytes: number;
  /** How many messages a WebSocket may send between two heartbeats. */
  readonly messagesPerHeartbeat: number;
  /** How many bytes may wait to be read by a client before its connection is closed. */
  readonly queueBytes: number;
  /** The interval of heartbeats, in milliseconds. A client that is silent for three of them is disconnected. */
  readonly heartbeatMs: number;
}

export const defaultSubscriptionLimits: SubscriptionLimits = {
  perConnection: 50,
  connectionsPerViewer: 100,
  initialisationMs: 5_000,
  messageBytes: 100_000,
  messagesPerHeartbeat: 1_000,
  queueBytes: 262_144,
  heartbeatMs: 10_000,
};

const usual = defaultSubscriptionLimits;

export const subscriptionSettings = {
  SUBSCRIPTIONS_PER_CONNECTION: {
    schema: wholeNumber(1).default(usual.perConnection),
    about: 'how many subscriptions one WebSocket may have',
  },
  SUBSCRIPTION_CONNECTIONS_PER_VIEWER: {
    schema: wholeNumber(1).default(usual.connectionsPerViewer),
    about: 'how many connections with subscriptions a viewer, or an anonymous address, may have',
  },
  SUBSCRIPTION_QUEUE_BYTES: {
    schema: wholeNumber(10_000).default(usual.queueBytes),
    about: 'how many bytes may wait for a slow subscriber before its connection is closed',
  },
  SUBSCRIPTION_HEARTBEAT_MS: {
    schema: wholeNumber(100).default(usual.heartbeatMs),
    about: 'the interval of heartbeats, which carry the positions of idle subscriptions',
  },
} as const satisfies SettingGroup;

export const subscriptionLimitsOf = (
  values: ValuesOf<typeof subscriptionSettings>,
): Partial<SubscriptionLimits> => ({
  perConnection: values.SUBSCRIPTIONS_PER_CONNECTION,
  connectionsPerViewer: values.SUBSCRIPTION_CONNECTIONS_PER_VIEWER,
  queueBytes: values.SUBSCRIPTION_QUEUE_BYTES,
  heartbeatMs: values.SUBSCRIPTION_HEARTBEAT_MS,
});
