/** Charges addresses for messages over WebSockets, as for their requests. */
export interface MessageCharges {
  /** Charges a message, before it is parsed. @returns false, having taken nothing, if the address cannot pay. */
  message(address: string, bytes: number): boolean;
  /**
   * Charges the verification of an access token.
   * @returns a function that gives the charge back, for a valid token; null if the address cannot pay.
   */
  verification(address: string): (() => void) | null;
}

/** For servers that only gateways reach. */
export const noMessageCharges: MessageCharges = {
  message: () => true,
  verification: () => () => {},
};
