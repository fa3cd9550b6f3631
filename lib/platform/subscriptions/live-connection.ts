/** A connection over which events are sent. */
export interface LiveConnection {
  /** Sends a heartbeat with the positions reached, or closes a dead connection. */
  beat(): void;
  /** Ends the subscriptions whose access token is no longer valid. Never rejects. */
  checkCredentials(): Promise<void>;
  /** Closes it because the server stops. */
  shutDown(): void;
}
