import type { ExecutableSubscription, Variables } from '../operations/engine.ts';
import type { OperationExecution } from '../operations/policy.ts';
import type { Credential } from './credential.ts';
import type { SubscriptionEnd } from './ends.ts';
import type { EventMessage } from './event-message.ts';

/** The protocols in which clients receive events. */
export const protocols = ['websocket', 'sse', 'multipart'] as const;

type Protocol = (typeof protocols)[number];

/** A connection over which events are sent. */
export interface Outlet {
  /** What this process holds for the client until it reads. */
  readonly unreadBytes: number;
  /** Whether replayed events may be sent, which can wait: the client has read what it was sent before. */
  readonly hasRoom: boolean;
  /** Whether nothing more is sent, and it is closed once the client has read the rest. */
  readonly isEnding: boolean;
  write(event: Buffer): void;
  /** Called after everything that waited was read. */
  hasRead(): void;
  /** Ends all subscriptions of the connection. */
  endAsSlow(): void;
  /** Closes it though the client has not read the rest. */
  destroy(): void;
}

/** The connection of a client, in its protocol. */
export interface StreamClient extends Outlet {
  readonly protocol: Protocol;
  /** Queues an event. @returns false if the queue of the connection is full. */
  send(subscriber: Subscriber, message: EventMessage): boolean;
  /** Sends the position of a subscription that has had no event yet. */
  showPosition(subscriber: Subscriber, cursor: string): void;
  /** Tells the client that the server ends a subscription; `cursor` is the last one. */
  end(subscriber: Subscriber, end: SubscriptionEnd, cursor: string | null): void;
  /**
   * Reports to a gateway what reading stored events has cost, for its clients to be charged.
   * @returns a promise that resolves once they are, or the subscription has ended; undefined for any other client.
   */
  report?(subscriber: Subscriber, cost: number): Promise<void> | undefined;
}

/** The operation of a subscription as it was sent. */
export interface SentOperation {
  readonly text: string;
  readonly operationName: string | undefined;
  readonly variables: Variables;
}

/** A stream of events as its subscribers see it. */
export interface JoinedStream {
  readonly key: string;
  /** From which it is planned. */
  readonly sent: SentOperation;
  readonly members: Set<Subscriber>;
  /** The position up to which everything was delivered, or after which it begins; null for the present. */
  readonly cursor: string | null;
  /** Whether its source has reported a position, so that the cursor is not one that only a client has given. */
  isPositioned: boolean;
  /** Whether it has no earlier events to deliver, so that subscribers who begin at the present may join. */
  isLive: boolean;
  /** Whether it waits until its members are ready for replayed events: others would have to wait with them. */
  readonly isWaiting: boolean;
  /** The cost of what it has read of stored events and its members are not charged for yet. */
  owed: number;
  /** The number of the schema for which it is planned. */
  plannedFor: number;
  /** Goes on with another plan, after the last cursor. */
  continueWith(subscription: ExecutableSubscription): void;
  /** Nothing is delivered afterwards. May be called twice. */
  stop(): void;
}

/** One client's subscription. There may be thousands: it holds nothing that can be shared. */
export class Subscriber {
  readonly client: StreamClient;
  /** Distinguishes the subscriptions of a connection. */
  readonly id: string;
  readonly execution: OperationExecution;
  readonly credential: Credential;
  /** Null once it has ended. */
  stream: JoinedStream | null = null;

  constructor(
    client: StreamClient,
    id: string,
    execution: OperationExecution,
    credential: Credential,
  ) {
    this.client = client;
    this.id = id;
    this.execution = execution;
    this.credential = credential;
  }

  /** Its stream before has to forget it. */
  join(stream: JoinedStream): void {
    this.stream = stream;
    stream.members.add(this);
  }

  /** The position up to which everything was sent; null before the source has reported one. */
  get cursor(): string | null {
    return this.stream?.isPositioned ? this.stream.cursor : null;
  }
}

/** A subscription that is read and planned. */
export class Start {
  /** Null until its token is verified. */
  credential: Credential | null = null;
  /** Whether the client has ended it meanwhile. */
  isAbandoned = false;
}
