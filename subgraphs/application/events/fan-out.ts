import { isClientError } from '../../../lib/kit/errors.ts';
import type { UnitProjection } from '../units/index.ts';
import type { EventDocument, PlacedEvent } from './event.model.ts';
import { comparedUnits, type EventFilter, isOfKind, passes } from './event-filter.ts';

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
 * Passes events to their listeners through an index on kind, application, unit, type and topic, so that an event costs
 * the listeners it matches and not all of them.
 */
export class FanOut {
  readonly #units: UnitProjection;
  readonly #listeners = new Set<Listener>();
  /** The listeners of each key, by the unit tree of `#version`. */
  #index = new Map<string, Set<Listener>>();
  /** One filter of each form in the index. They are few: the code decides on kinds, and on how units are compared. */
  #forms = new Map<string, EventFilter>();
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
      for (const form of this.#forms.values()) {
        for (const key of keysOfEvent(event, form, units)) {
          for (const listener of this.#index.get(key) ?? []) {
            if (passes(event, listener.filter, units)) matching.add(listener);
          }
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
    this.#forgetIndex();
    this.#version = version;
    for (const listener of this.#listeners) this.#addToIndex(listener);
  }

  /** It holds nobody then. */
  #forgetIndex(): void {
    this.#index = new Map();
    this.#forms = new Map();
    this.#version = -1;
  }

  #addToIndex(listener: Listener): void {
    const { filter } = listener;
    this.#forms.set(formOf(filter), filter);
    for (const key of keysOfFilter(filter, this.#units)) {
      const listeners = this.#index.get(key) ?? new Set();
      this.#index.set(key, listeners.add(listener));
    }
  }

  #removeFromIndex(listener: Listener): void {
    // The keys of its filter may be others by now: the next event builds the index anew.
    if (this.#version !== this.#units.version) {
      this.#forgetIndex();
      return;
    }
    for (const key of keysOfFilter(listener.filter, this.#units)) {
      const listeners = this.#index.get(key);
      listeners?.delete(listener);
      if (listeners?.size === 0) this.#index.delete(key);
    }
  }
}

const any = '*';
const keyOf = (form: string, place: string, type: string, topicId: string) =>
  `${form} ${place} ${type} ${topicId}`;

/** The properties of a filter that are not looked up, but decide by which place an event is. */
function formOf({ kinds, applicationId, units }: EventFilter): string {
  const place = applicationId ? 'application' : units ? `${units.by} ${units.includesBelow}` : any;
  return `${kinds ? kinds.join() : any} ${place}`;
}

/** Each event that passes the filter has one of these keys. */
function keysOfFilter(filter: EventFilter, units: UnitProjection): string[] {
  const { types, topicIds } = filter;
  const form = formOf(filter);
  const place = placeOfFilter(filter, units);
  return (types ?? [any]).flatMap((type) =>
    (topicIds ?? [any]).map((topicId) => keyOf(form, place, type, topicId)),
  );
}

/** None for an event of a kind that filters of this form do not select. */
function keysOfEvent(event: EventDocument, filter: EventFilter, units: UnitProjection): string[] {
  const { type, topicId } = event;
  if (!isOfKind(event, filter)) return [];
  const form = formOf(filter);
  return [...placesOfEvent(event, filter, units)].flatMap((place) =>
    [type, any].flatMap((one) => [topicId, any].map((other) => keyOf(form, place, one, other))),
  );
}

function placeOfFilter(filter: EventFilter, units: UnitProjection): string {
  if (filter.applicationId) return filter.applicationId.toHexString();
  return filter.units ? units.current(filter.units.unitId) : any;
}

/** The places of the filters of a form that the event may pass. */
function placesOfEvent(
  event: EventDocument,
  { applicationId, units: wanted }: EventFilter,
  units: UnitProjection,
): Iterable<string> {
  if (applicationId) return [event.applicationId.toHexString()];
  if (!wanted) return [any];
  const compared = comparedUnits(event, wanted.by);
  return new Set(
    compared.flatMap((id) => (wanted.includesBelow ? units.scopeOf(id) : units.current(id))),
  );
}
