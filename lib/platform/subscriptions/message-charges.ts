import type { Viewer } from '../../kit/viewer.ts';
import type { GraphRequest } from '../operations/request.ts';
import type { ViewerOfHeader } from './credential.ts';
import type { SubscriptionLimits } from './limits.ts';

/** Whom messages and requests are charged to: a proved viewer, or without one the address. */
export type Client = Pick<GraphRequest, 'viewer' | 'clientAddress'>;

/** Charges clients for messages over WebSockets, as for their requests. */
export interface MessageCharges {
  /** Charges a message, before it is parsed. @returns false, having taken nothing, if the client cannot pay. */
  message(client: Client, bytes: number): boolean;
  /**
   * Charges the verification of an access token.
   * @param mayOwe whether it is charged even if the client cannot pay.
   * @returns a function that gives the charge back, for a valid token.
   * @throws the error for a client that cannot pay.
   */
  verification(client: Client, mayOwe: boolean): () => void;
}

/** For servers that only gateways reach. */
export const noMessageCharges: MessageCharges = {
  message: () => true,
  verification: () => () => {},
};

/** The bytes that are free for each free message: those of a pong that repeats the position of each subscription. */
const freeBytes = 200;

/**
 * What one WebSocket is charged: its viewer once one is proved, and its address before. Others may empty that bucket, so
 * some messages and a token between two heartbeats do not depend on it: answers to heartbeats, and a renewal. Those are
 * as many messages as the WebSocket may have subscriptions, which bounds what a client without a budget can send.
 */
export class SocketCharges {
  /** Null while nobody is proved, and for anonymous clients. */
  viewer: Viewer;
  readonly #clientAddress: string;
  readonly #options: SocketChargesOptions;
  readonly #limits: SubscriptionLimits;
  /** Since the last heartbeat. */
  #messages = 0;
  #bytes = 0;
  #hasSentToken = false;

  constructor(
    { viewer, clientAddress }: SocketClient,
    options: SocketChargesOptions,
    limits: SubscriptionLimits,
  ) {
    this.viewer = viewer;
    this.#clientAddress = clientAddress;
    this.#options = options;
    this.#limits = limits;
  }

  /** Called with each heartbeat. */
  beat(): void {
    this.#messages = 0;
    this.#bytes = 0;
    this.#hasSentToken = false;
  }

  /** Charges a message, before it is parsed. @returns false if it is one too many, or the client cannot pay. */
  message(bytes: number): boolean {
    const { messagesPerHeartbeat, perConnection } = this.#limits;
    this.#messages += 1;
    this.#bytes += bytes;
    if (this.#messages > messagesPerHeartbeat) return false;
    const isFree = this.#messages <= perConnection && this.#bytes <= freeBytes * perConnection;
    return isFree || this.#options.messageCharges.message(this.#client, bytes);
  }

  /** Proves the viewers of tokens in messages, and charges those that are not valid. */
  readonly prove: ViewerOfHeader = async (authorization) => {
    const { messageCharges, viewerOfHeader } = this.#options;
    const giveBack = messageCharges.verification(this.#client, !this.#hasSentToken);
    this.#hasSentToken = true;
    const viewer = await viewerOfHeader(authorization);
    giveBack();
    return viewer;
  };

  get #client(): Client {
    return { viewer: this.viewer, clientAddress: this.#clientAddress };
  }
}

interface SocketClient {
  /** As the request for the WebSocket has proved. */
  readonly viewer: Viewer;
  readonly clientAddress: string;
}

interface SocketChargesOptions {
  messageCharges: MessageCharges;
  viewerOfHeader: ViewerOfHeader;
}
