import type { EventPosition } from './position.ts';
import type { SeenEvent } from './seen-events.ts';

/** A page whose end is a position even if it is empty. */
export interface EventPage {
  readonly nodes: SeenEvent[];
  readonly edges: EventEdge[];
  readonly pageInfo: EventPageInfo;
}

export interface EventPageOptions {
  size: number;
  /** The position up to which events were read. */
  end: EventPosition;
  /** Whether nothing follows that position. */
  isCurrent: boolean;
  hasPreviousPage: boolean;
  cursorOf: (position: EventPosition) => string;
}

/** The first of some events, at most as many as the size of a page. */
export function eventPageOf(items: readonly SeenEvent[], options: EventPageOptions): EventPage {
  const { size, end, isCurrent, hasPreviousPage, cursorOf } = options;
  const isFull = items.length > size;
  const nodes = items.slice(0, size);
  const ends = {
    start: nodes.at(0)?.event.position ?? null,
    end: (isFull && nodes.at(-1)?.event.position) || end,
  };
  return {
    nodes,
    edges: nodes.map((node) => new EventEdge(node, cursorOf)),
    pageInfo: new EventPageInfo(ends, cursorOf, {
      hasNextPage: isFull || !isCurrent,
      hasPreviousPage,
    }),
  };
}

// Classes with getters for the reason given in lib/kit/connection.ts.

class EventEdge {
  readonly node: SeenEvent;
  readonly #cursorOf: EventPageOptions['cursorOf'];
  #cursor: string | null = null;

  constructor(node: SeenEvent, cursorOf: EventPageOptions['cursorOf']) {
    this.node = node;
    this.#cursorOf = cursorOf;
  }

  get cursor(): string {
    return (this.#cursor ??= this.#cursorOf(this.node.event.position));
  }
}

class EventPageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly #ends: { start: EventPosition | null; end: EventPosition };
  readonly #cursorOf: EventPageOptions['cursorOf'];
  #startCursor: string | null = null;
  #endCursor: string | null = null;

  constructor(
    ends: { start: EventPosition | null; end: EventPosition },
    cursorOf: EventPageOptions['cursorOf'],
    { hasNextPage, hasPreviousPage }: Pick<EventPageInfo, 'hasNextPage' | 'hasPreviousPage'>,
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#ends = ends;
    this.#cursorOf = cursorOf;
  }

  get startCursor(): string | null {
    const { start } = this.#ends;
    return start === null ? null : (this.#startCursor ??= this.#cursorOf(start));
  }

  get endCursor(): string {
    return (this.#endCursor ??= this.#cursorOf(this.#ends.end));
  }
}
