import { MessageType } from 'graphql-ws';
import type { Credential } from './credential.ts';
import type { EndReason } from './ends.ts';
import type { Replies } from './replies.ts';
import type { SocketPlaces } from './socket-places.ts';
import { Start, Subscriber } from './subscriber.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { UpgradedRequest } from './websocket-options.ts';

/** The subscriptions of one WebSocket by their ids, with those that are still planned. */
export class SocketOperations {
  readonly #subscriptions: Subscriptions;
  readonly #of: UpgradedRequest;
  readonly #places: SocketPlaces;
  readonly #byId = new Map<string, Subscriber | Start>();
  /** How many are still planned though the client has ended them. */
  #abandoned = 0;
  /** How those go on for which a gateway has to acknowledge that their viewers are charged. */
  readonly #reported = new Map<string, () => void>();

  constructor(subscriptions: Subscriptions, of: UpgradedRequest, places: SocketPlaces) {
    this.#subscriptions = subscriptions;
    this.#of = of;
    this.#places = places;
  }

  /** How many there are, with those that are still planned though the client has ended them. */
  get size(): number {
    return this.#byId.size + this.#abandoned;
  }

  /** The positions reached, by subscription. */
  get cursors(): Record<string, string> {
    const cursors: Record<string, string> = {};
    for (const { id, cursor } of this.subscribers()) if (cursor !== null) cursors[id] = cursor;
    return cursors;
  }

  get(id: string): Subscriber | Start | undefined {
    return this.#byId.get(id);
  }

  *subscribers(): Generator<Subscriber, void> {
    for (const each of this.#byId.values()) if (each instanceof Subscriber) yield each;
  }

  /** Whether one of them has another token, or may have: it is not verified yet. */
  hasOthersThan(credential: Credential | null): boolean {
    return this.#byId.values().some((each) => each.credential !== credential);
  }

  plan(id: string): Start {
    const start = new Start();
    this.#byId.set(id, start);
    return start;
  }

  /**
   * Gives a subscription that is planned its token, and counts the connection for the viewer. A gateway has one
   * connection for all viewers, whom it counts itself.
   * @returns false if the viewer has too many connections.
   */
  admit(start: Start, credential: Credential): boolean {
    if (!this.#of.isGateway && !this.#places.take(credential.viewer)) return false;
    start.credential = credential;
    return true;
  }

  /** Called when the planning of one has ended. */
  planned({ isAbandoned }: Start): void {
    if (isAbandoned) this.#abandoned -= 1;
  }

  /** Takes the place of the one that was planned under this id. */
  begun(id: string, subscriber: Subscriber): void {
    this.#byId.set(id, subscriber);
  }

  /**
   * Reports a cost to a gateway, with the position reached. Resolves once that has acknowledged it, or the subscription
   * has ended.
   */
  report({ id, cursor }: Subscriber, cost: number, replies: Replies): Promise<void> {
    const payload = { cursors: { [id]: cursor ?? undefined }, costs: { [id]: cost } };
    replies.post({ type: MessageType.Ping, payload });
    return new Promise((resolve) => this.#reported.set(id, resolve));
  }

  /** May be called for an id that is not, or no longer, known. */
  acknowledge(id: string | undefined = ''): void {
    this.#reported.get(id)?.();
    this.#reported.delete(id);
  }

  /** May be called twice. */
  delete(id: string): void {
    const operation = this.#byId.get(id);
    this.#byId.delete(id);
    this.acknowledge(id);
    if (operation) this.#givePlace(operation);
  }

  /** Called when the client ends one, which may have ended meanwhile. */
  unsubscribe(id: string): void {
    const operation = this.#byId.get(id);
    this.delete(id);
    if (operation instanceof Subscriber) this.#subscriptions.leave(operation, 'unsubscribed');
    else if (operation) {
      operation.isAbandoned = true;
      this.#abandoned += 1;
    }
  }

  /** Ends all of them without a message to the client. May be called twice. */
  leave(reason: EndReason): void {
    const operations = [...this.#byId.values()];
    this.#byId.clear();
    for (const goOn of this.#reported.values()) goOn();
    this.#reported.clear();
    for (const operation of operations) {
      this.#givePlace(operation);
      if (operation instanceof Subscriber) this.#subscriptions.leave(operation, reason);
    }
  }

  /** Of one that has it: each that is admitted. */
  #givePlace({ credential }: Subscriber | Start): void {
    if (credential && !this.#of.isGateway) this.#places.give(credential.viewer);
  }
}
