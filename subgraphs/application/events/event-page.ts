import type { EventPosition } from './position.ts';
import type { SeenEvent } from './seen-events.ts';

/** A page whose end is a position even if it is empty. */
export interface EventPage {
  readonly nodes: SeenEvent[];
  readonly edges: EventEdge[];
  readonly pageInfo: EventPageInfo;
}

interface EventPageOptions {
  size: number;
  /** The position after which events were read. */
  start: EventPosition;
  /** The position up to which events were read. */
  end: EventPosition;
  /** Whether nothing follows that position. */
  isCurrent: boolean;
  hasPreviousPage: boolean;
  cursorOf: (position: EventPosition) => string;
}

/** The first of some events, at most as many as the size of a page. */
export function eventPageOf(items: readonly SeenEvent[], options: EventPageOptions): EventPage {
  const { size, start, end, isCurrent, hasPreviousPage, cursorOf } = options;
  const isFull = items.length > size;
  const nodes = items.slice(0, size);
  const edges = nodes.map((node) => new EventEdge(node, cursorOf));
  return {
    nodes,
    edges,
    pageInfo: new EventPageInfo(edges, () => cursorOf(isFull ? start : end), {
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
  readonly #edges: readonly EventEdge[];
  readonly #endIfEmpty: () => string;
  #endCursor: string | null = null;

  constructor(
    edges: readonly EventEdge[],
    endIfEmpty: () => string,
    { hasNextPage, hasPreviousPage }: Pick<EventPageInfo, 'hasNextPage' | 'hasPreviousPage'>,
  ) {
    this.hasNextPage = hasNextPage;
    this.hasPreviousPage = hasPreviousPage;
    this.#edges = edges;
    this.#endIfEmpty = endIfEmpty;
  }

  get startCursor(): string | null {
    return this.#edges.at(0)?.cursor ?? null;
  }

  get endCursor(): string {
    return (this.#endCursor ??= this.#edges.at(-1)?.cursor ?? this.#endIfEmpty());
  }
}
