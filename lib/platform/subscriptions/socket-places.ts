import { ownerOf } from '../../kit/owner-of.ts';
import type { Viewer } from '../../kit/viewer.ts';
import type { SocketCharges } from './message-charges.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { UpgradedRequest } from './websocket-options.ts';

interface Place {
  /** How much on the WebSocket is the viewer's. */
  count: number;
  readonly release: () => void;
}

/**
 * The viewers for whom one WebSocket counts: once for each, for as long as its own token or some subscriptions are
 * theirs.
 */
export class SocketPlaces {
  readonly #subscriptions: Subscriptions;
  readonly #of: UpgradedRequest;
  readonly #charges: SocketCharges;
  readonly #places = new Map<string, Place>();
  /** Of the WebSocket's own token; null while it has none that is accepted. */
  #own: { readonly viewer: Viewer } | null = null;

  constructor(subscriptions: Subscriptions, of: UpgradedRequest, charges: SocketCharges) {
    this.#subscriptions = subscriptions;
    this.#of = of;
    this.#charges = charges;
  }

  /** For its own token, whose viewer is charged from then on. May be called twice. @returns false if they have too many. */
  takeOwn(viewer: Viewer): boolean {
    if (this.#own) return true;
    if (!this.take(viewer)) return false;
    this.#own = { viewer };
    this.#charges.viewer = viewer;
    return true;
  }

  /** The viewer of its own token, who may have lost it, is charged no longer. May be called twice. */
  giveOwn(): void {
    if (this.#own) this.give(this.#own.viewer);
    this.#own = null;
    this.#charges.viewer = null;
  }

  /** For a subscription of a viewer. @returns false, having taken nothing, if they have too many. */
  take(viewer: Viewer): boolean {
    const owner = this.#ownerOf(viewer);
    const place = this.#places.get(owner);
    if (place) {
      place.count += 1;
      return true;
    }
    const most = this.#subscriptions.limitsOf(this.#of).connectionsPerViewer;
    const release = this.#subscriptions.count(viewer, this.#of.clientAddress, most);
    if (release) this.#places.set(owner, { count: 1, release });
    return release !== null;
  }

  /** Called once for what was taken. */
  give(viewer: Viewer): void {
    const owner = this.#ownerOf(viewer);
    const place = this.#places.get(owner);
    if (!place) return;
    place.count -= 1;
    if (place.count > 0) return;
    this.#places.delete(owner);
    place.release();
  }

  #ownerOf(viewer: Viewer): string {
    return ownerOf(viewer, this.#of.clientAddress);
  }
}
