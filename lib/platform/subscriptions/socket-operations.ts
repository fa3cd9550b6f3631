import { ownerOf } from '../../kit/owner-of.ts';
import type { Credential } from './credential.ts';
import type { EndReason } from './ends.ts';
import { Start, Subscriber } from './subscriber.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { UpgradedRequest } from './websocket-options.ts';

/** The connection counts for a viewer for as long as some subscriptions on it are theirs. */
interface Place {
  count: number;
  readonly release: () => void;
}

/** The subscriptions of one WebSocket by their ids, with those that are still planned. */
export class SocketOperations {
  readonly #subscriptions: Subscriptions;
  readonly #of: UpgradedRequest;
  readonly #byId = new Map<string, Subscriber | Start>();
  /** How many are still planned though the client has ended them. */
  #abandoned = 0;
  /** By viewers other than that of the connection; null while it has none. */
  #places: Map<string, Place> | null = null;

  constructor(subscriptions: Subscriptions, of: UpgradedRequest) {
    this.#subscriptions = subscriptions;
    this.#of = of;
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
  admit(start: Start, credential: Credential, connected: Credential): boolean {
    const owner = this.#ownerOf(credential);
    const isCounted = owner === this.#ownerOf(connected) && !connected.isWithdrawn;
    if (!this.#of.isGateway && !isCounted) {
      this.#places ??= new Map();
      const place = this.#places.get(owner);
      if (place) place.count += 1;
      else {
        const release = this.#subscriptions.count(credential.viewer, this.#of.clientAddress);
        if (!release) return false;
        this.#places.set(owner, { count: 1, release });
      }
    }
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

  /** May be called twice. */
  delete(id: string): void {
    const { credential } = this.#byId.get(id) ?? {};
    this.#byId.delete(id);
    if (!credential || !this.#places) return;
    const owner = this.#ownerOf(credential);
    const place = this.#places.get(owner);
    if (!place) return;
    place.count -= 1;
    if (place.count > 0) return;
    this.#places.delete(owner);
    place.release();
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
    const subscribers = [...this.subscribers()];
    this.#byId.clear();
    for (const subscriber of subscribers) this.#subscriptions.leave(subscriber, reason);
    for (const { release } of this.#places?.values() ?? []) release();
    this.#places = null;
  }

  #ownerOf({ viewer }: Credential): string {
    return ownerOf(viewer, this.#of.clientAddress);
  }
}
