import { tooMany } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';

/** The limits of subscriptions for clients. */
export interface SubscriptionLimits {
  /** The number of subscriptions of one WebSocket. */
  readonly perConnection: number;
  /**
   * The number of connections of one viewer, or of one address of anonymous clients. A WebSocket counts for every viewer
   * who has a subscription on it.
   */
  readonly connectionsPerViewer: number;
  /** How long a WebSocket may take to its `connection_init`, in milliseconds. */
  readonly initialisationMs: number;
  /** The size of one message from a client, in bytes. */
  readonly messageBytes: number;
  /** How many messages a WebSocket may send between two heartbeats. */
  readonly messagesPerHeartbeat: number;
  /** How many bytes of events may wait behind the first that waits for a connection. Then it is closed. */
  readonly queueBytes: number;
  /** How many bytes of events may wait for one viewer, or one address of anonymous clients, the largest event included. */
  readonly queueBytesPerViewer: number;
  /** The same for all of them, and once more for connections that are ending. */
  readonly queueBytesOfAll: number;
  /** How many bytes the different operations of the open subscriptions of one viewer may take, with their plans. */
  readonly operationBytesPerViewer: number;
  /** The interval of heartbeats, in milliseconds. A client that answers none of three is disconnected. */
  readonly heartbeatMs: number;
  /** How long a client may take to read the rest of a stream or WebSocket that has ended, in milliseconds. */
  readonly endMs: number;
}

/** How many heartbeats may pass that a client does not answer, or of which it reads nothing. */
const maxSilentBeats = 3;

/** One more for each full queue that waits: a large event takes a while over a slow line. */
export const mostSilentBeats = (unreadBytes: number, queueBytes: number): number =>
  maxSilentBeats + Math.floor(unreadBytes / queueBytes);

/** How many heartbeats a WebSocket of a client may have no subscription. */
export const maxIdleBeats = 6;

export const defaultSubscriptionLimits: SubscriptionLimits = {
  perConnection: 50,
  connectionsPerViewer: 100,
  initialisationMs: 5_000,
  messageBytes: 100_000,
  messagesPerHeartbeat: 1_000,
  queueBytes: 262_144,
  queueBytesPerViewer: 16_000_000,
  queueBytesOfAll: 64_000_000,
  operationBytesPerViewer: 16_000_000,
  heartbeatMs: 10_000,
  endMs: 10_000,
};

export const tooManyConnections = () =>
  tooMany(say`You have too many connections with subscriptions at once.`, {});
