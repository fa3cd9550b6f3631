import { tooMany } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { Viewer } from '../../kit/viewer.ts';
import type { GraphRequest } from '../operations/request.ts';
import type { ViewerOfHeader } from './credential.ts';

/** Whom messages and requests are charged to: a proved viewer, or without one the address. */
export type Client = Pick<GraphRequest, 'viewer' | 'clientAddress'>;

/** Charges clients for messages over WebSockets, as for their requests. */
export interface MessageCharges {
  /** Charges a message, before it is parsed. @returns false, having taken nothing, if the client cannot pay. */
  message(client: Client, bytes: number): boolean;
  /**
   * Charges the verification of an access token.
   * @returns a function that gives the charge back, for a valid token; null if the client cannot pay.
   */
  verification(client: Client): (() => void) | null;
}

/** For servers that only gateways reach. */
export const noMessageCharges: MessageCharges = {
  message: () => true,
  verification: () => () => {},
};

/** What one WebSocket is charged: its viewer once one is proved, and its address before. */
export class SocketCharges {
  /** Null while nobody is proved, and for anonymous clients. */
  viewer: Viewer;
  readonly #clientAddress: string;
  readonly #options: SocketChargesOptions;

  constructor({ viewer, clientAddress }: SocketClient, options: SocketChargesOptions) {
    this.viewer = viewer;
    this.#clientAddress = clientAddress;
    this.#options = options;
  }

  /** Charges a message, before it is parsed. @returns false if the client cannot pay. */
  message(bytes: number): boolean {
    return this.#options.messageCharges.message(this.#client, bytes);
  }

  /** Proves the viewers of tokens in messages, and charges those that are not valid. */
  readonly prove: ViewerOfHeader = async (authorization) => {
    const { messageCharges, viewerOfHeader } = this.#options;
    const giveBack = messageCharges.verification(this.#client);
    if (!giveBack) throw tooManyTokens();
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

const tooManyTokens = () => tooMany(say`Too many access tokens were sent.`, {});
