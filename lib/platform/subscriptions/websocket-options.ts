import type { Language } from '../../kit/say.ts';
import type { Viewer } from '../../kit/viewer.ts';
import type { PresentError } from '../errors/schema-exposure.ts';
import type { ViewerOfHeader } from './credential.ts';
import type { MessageCharges } from './message-charges.ts';
import type { ReadSubscriptionOptions } from './read-subscription.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface WebSocketOptions extends ReadSubscriptionOptions {
  subscriptions: Subscriptions;
  viewerOfHeader: ViewerOfHeader;
  present: PresentError;
  messageCharges: MessageCharges;
}

/** The request that became a WebSocket. */
export interface UpgradedRequest {
  readonly requestId: string;
  readonly clientAddress: string;
  readonly authorization: string | undefined;
  /** Proved by that header; null without one. */
  readonly viewer: Viewer;
  /** Of the request; messages may bring another one. */
  readonly language: Language;
  /** Whether a gateway has sent it, for the subscriptions of many viewers. */
  readonly isGateway: boolean;
}
