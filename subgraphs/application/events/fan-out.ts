import { isClientError } from '../../../lib/kit/errors.ts';
import type { UnitProjection } from '../units/index.ts';
import type { EventDocument, PlacedEvent } from './event.model.ts';
import { comparedUnits, type EventFilter, passes } from './event-filter.ts';

/** Somebody who waits for events that pass a filter. */
export interface Listener {
  readonly filter: EventFilter;
  /** Called at once for each event, in the order of positions. */
  take(event: PlacedEvent): void;
  /** Events may have been missed: they are to be read from the log. */
  missed(): void;
  /** A heartbeat was read: the position may be moved on. */
  idle(): void;
  /** The process stops. */
  fail(): void;
}

/**
 * Passes events to their listeners through an index on application, unit, type and topic, so that an event costs the
 * listeners it matches and not all of them.
 */
export class FanOut {
  readonly #units: UnitProjection;
  readonly #listeners = new Set<Listener>();
  /** The listeners of each key, by the unit tree of `#version`. */
  #index = new Map<string, Set<Listener>>();
  #version = -1;

  constructor(units: UnitProjection) {
    this.#units = units;
  }

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#version !== -1) this.#addToIndex(listener);
  }

  /** May be called twice. */
  delete(listener: Listener): void {
    if (this.#listeners.delete(listener) && this.#version !== -1) this.#removeFromIndex(listener);
  }

  /**
   * Passes an event to the listeners that it matches. While it is not certain that this is the newest tree, all of them
   * read the log instead.
   */
  publish(event: PlacedEvent): void {
    if (this.#listeners.size === 0) return;
    const matching = this.#matching(event);
    if (matching === null) this.missed();
    else for (const listener of matching) listener.take(event);
  }

  missed(): void {
    for (const listener of this.#listeners) listener.missed();
  }

  idle(): void {
    for (const listener of this.#listeners) listener.idle();
  }

  fail(): void {
    for (const listener of this.#listeners) listener.fail();
  }

  /** Null if it may not be decided: by an older tree, an event would be missed when a unit was created or moved. */
  #matching(event: PlacedEvent): Set<Listener> | null {
    const units = this.#units;
    if (!units.fresh) return null;
    if (this.#version !== units.version) this.#reindex(units.version);
    const matching = new Set<Listener>();
    try {
      for (const key of keysOfEvent(event, units)) {
        for (const listener of this.#index.get(key) ?? []) {
          if (passes(event, listener.filter, units)) matching.add(listener);
        }
      }
    } catch (error) {
      // The lease on the tree has ended meanwhile.
      if (isClientError(error) && error.code === 'UNAVAILABLE') return null;
      throw error;
    }
    return matching;
  }

  /** A change of the tree may have closed units, for which their successors stand. */
  #reindex(version: number): void {
    this.#index = new Map();
    this.#version = version;
    for (const listener of this.#listeners) this.#addToIndex(listener);
  }

  #addToIndex(listener: Listener): void {
    for (const key of keysOfFilter(listener.filter, this.#units)) {
      const listeners = this.#index.get(key) ?? new Set();
      this.#index.set(key, listeners.add(listener));
    }
  }

  #removeFromIndex(listener: Listener): void {
    // The tree may have changed since it was added, and is indexed again before the next event.
    if (this.#version !== this.#units.version) return;
    for (const key of keysOfFilter(listener.filter, this.#units)) {
      const listeners = this.#index.get(key);
      listeners?.delete(listener);
      if (listeners?.size === 0) this.#index.delete(key);
    }
  }
}

const any = '*';
const keyOf = (place: string, type: string, topicId: string) => `${place} ${type} ${topicId}`;

/** Each event that passes the filter has one of these keys. */
function keysOfFilter(filter: EventFilter, units: UnitProjection): string[] {
  const { applicationId, types, topicIds } = filter;
  if (applicationId) return [keyOf(applicationId.toHexString(), any, any)];
  const place = filter.units ? units.current(filter.units.unitId) : any;
  return (types ?? [any]).flatMap((type) =>
    (topicIds ?? [any]).map((topicId) => keyOf(place, type, topicId)),
  );
}

function keysOfEvent(event: EventDocument, units: UnitProjection): string[] {
  const { applicationId, type, topicId } = event;
  const scope = comparedUnits(event, 'CONCERNED').flatMap((unitId) => units.scopeOf(unitId));
  const places = [any, ...new Set(scope)];
  return [
    keyOf(applicationId.toHexString(), any, any),
    ...places.flatMap((place) =>
      [type, any].flatMap((one) => [topicId, any].map((other) => keyOf(place, one, other))),
    ),
  ];
}
