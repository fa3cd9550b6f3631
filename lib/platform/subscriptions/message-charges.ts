import { tooMany } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { ViewerOfHeader } from './credential.ts';

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

/** Proves the viewers of tokens in messages, and charges those that are not valid. */
export function chargedFor(
  address: string,
  { messageCharges, viewerOfHeader }: ChargedForOptions,
): ViewerOfHeader {
  return async (authorization) => {
    const giveBack = messageCharges.verification(address);
    if (!giveBack) throw tooManyTokens();
    const viewer = await viewerOfHeader(authorization);
    giveBack();
    return viewer;
  };
}

interface ChargedForOptions {
  messageCharges: MessageCharges;
  viewerOfHeader: ViewerOfHeader;
}

const tooManyTokens = () => tooMany(say`Too many access tokens were sent from your address.`, {});
