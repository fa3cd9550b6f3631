import { ownerOfRequest } from '../operations/owner-of-request.ts';
import type { SubscriptionLimits } from './limits.ts';
import type { Outlet, Subscriber } from './subscriber.ts';

/** The events that wait for one connection. It exists only while there are some. */
class Queue {
  /** Null for a gateway, which has a limit for its connection alone. */
  readonly owner: string | null;
  /** Of the event that was sent while none waited. */
  readonly firstBytes: number;
  /** Those that may not be read yet, in their order. */
  readonly events: Buffer[] = [];
  bytes = 0;

  constructor(owner: string | null, firstBytes: number) {
    this.owner = owner;
    this.firstBytes = firstBytes;
  }

  add(event: Buffer): void {
    this.events.push(event);
    this.bytes += event.length;
  }

  /** Drops the events that are read. They are read in their order; other messages may wait with them. */
  keep(unreadBytes: number): void {
    let read = 0;
    for (const { length } of this.events) {
      if (this.bytes - length < unreadBytes) break;
      this.bytes -= length;
      read += 1;
    }
    this.events.splice(0, read);
  }
}

/** Events in memory. One that waits for several connections is there once. */
class HeldEvents {
  bytes = 0;
  readonly #holders = new Map<Buffer, number>();

  add({ events }: Queue): void {
    for (const event of events) {
      const holders = this.#holders.get(event) ?? 0;
      if (holders === 0) this.bytes += event.length;
      this.#holders.set(event, holders + 1);
    }
  }

  remove({ events }: Queue): void {
    for (const event of events) {
      const holders = this.#holders.get(event) ?? 0;
      if (holders === 1) this.bytes -= event.length;
      this.#holders.set(event, holders - 1);
    }
  }
}

/** A connection with its queue. */
type Waiting = readonly [Outlet, Queue];

/** What waits, as counted at one moment. */
interface Account {
  readonly open: HeldEvents;
  readonly byOwner: ReadonlyMap<string, HeldEvents>;
  readonly waiting: Waiting[];
  /** Of connections that are ending. */
  readonly ending: HeldEvents;
  readonly waitingToEnd: Waiting[];
}

/** Those who wait for room for a connection. */
interface RoomAwaited {
  readonly goOn: (() => void)[];
  /** How many of them go on next. */
  atOnce: number;
}

/** How often it is found out which clients have read everything, while some have not. */
const lookMs = 50;

/** The part of a limit that is left once it was exceeded: counting takes a while, and is not repeated for each event. */
const partLeft = 3 / 4;

/**
 * The events that wait for clients to read them, with the limits of a connection, an owner and all together. A connection
 * takes one event of any size that may wait for its owner; while that waits, further ones up to the limit of a queue.
 * Nothing is kept of connections whose clients read.
 */
export class EventQueues {
  readonly #limits: SubscriptionLimits;
  readonly #gatewayLimits: SubscriptionLimits;
  readonly #queues = new Map<Outlet, Queue>();
  readonly #awaited = new Map<Outlet, RoomAwaited>();
  /** What was added since it was counted, and was there then: as much as waits, or more. */
  #bytes = 0;
  readonly #bytesOf = new Map<string, number>();
  #isLooking = false;
  #isToBeLimited = false;

  constructor(limits: SubscriptionLimits, gatewayLimits: SubscriptionLimits) {
    this.#limits = limits;
    this.#gatewayLimits = gatewayLimits;
  }

  /** The bytes that wait now, without those for gateways. */
  get bytes(): number {
    const { open, ending } = this.#count();
    return open.bytes + ending.bytes;
  }

  /**
   * Sends an event.
   * @param to for whom it is; null for a gateway.
   * @returns false if the queue of the connection is full.
   */
  send(outlet: Outlet, event: Buffer, to: Subscriber | null): boolean {
    const before = outlet.unreadBytes;
    const queue = before > 0 ? this.#queues.get(outlet) : undefined;
    const { queueBytes, queueBytesPerViewer } = to ? this.#limits : this.#gatewayLimits;
    const fits = queue
      ? before + event.length <= queue.firstBytes + queueBytes
      : event.length <= queueBytesPerViewer;
    if (!fits) return false;
    outlet.write(event);
    if (outlet.unreadBytes > 0) this.#hold(outlet, queue ?? this.#begin(outlet, event, to), event);
    return true;
  }

  /**
   * Resolves once there is room for replayed events. Of those who wait for the same connection, one goes on first, and
   * twice as many each time that there still is room: each sends an event, and its client may read no more than one.
   */
  untilRoom(outlet: Outlet): Promise<void> {
    const awaited = this.#awaited.get(outlet) ?? { goOn: [], atOnce: 1 };
    this.#awaited.set(outlet, awaited);
    this.#lookLater();
    return new Promise((resolve) => awaited.goOn.push(resolve));
  }

  #begin(outlet: Outlet, { length }: Buffer, to: Subscriber | null): Queue {
    const queue = new Queue(to && ownerOfRequest(to.execution.request), length);
    this.#queues.set(outlet, queue);
    this.#lookLater();
    return queue;
  }

  #lookLater(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    setTimeout(() => this.#look(), lookMs).unref();
  }

  #hold(outlet: Outlet, queue: Queue, event: Buffer): void {
    queue.keep(outlet.unreadBytes - event.length);
    queue.add(event);
    const { owner } = queue;
    if (owner === null) return;
    const bytesOfOwner = (this.#bytesOf.get(owner) ?? 0) + event.length;
    this.#bytesOf.set(owner, bytesOfOwner);
    this.#bytes += event.length;
    const { queueBytesPerViewer, queueBytesOfAll } = this.#limits;
    if (this.#isToBeLimited) return;
    if (this.#bytes <= queueBytesOfAll && bytesOfOwner <= queueBytesPerViewer) return;
    this.#isToBeLimited = true;
    // Once the event is delivered to all, so that the cursors are those after it.
    queueMicrotask(() => this.#limit());
  }

  #look(): void {
    // Thousands may wait: an iteration would create an entry for each.
    this.#queues.forEach((_, outlet) => {
      if (outlet.unreadBytes > 0) return;
      this.#queues.delete(outlet);
      outlet.hasRead();
    });
    for (const [outlet, awaited] of this.#awaited) this.#giveRoom(outlet, awaited);
    this.#isLooking = false;
    if (this.#queues.size === 0) {
      this.#bytes = 0;
      this.#bytesOf.clear();
    }
    if (this.#queues.size > 0 || this.#awaited.size > 0) this.#lookLater();
  }

  #giveRoom(outlet: Outlet, awaited: RoomAwaited): void {
    if (!outlet.hasRoom) {
      awaited.atOnce = 1;
      return;
    }
    for (const goOn of awaited.goOn.splice(0, awaited.atOnce)) goOn();
    awaited.atOnce *= 2;
    if (awaited.goOn.length === 0) this.#awaited.delete(outlet);
  }

  #count(): Account {
    const open = new HeldEvents();
    const ending = new HeldEvents();
    const byOwner = new Map<string, HeldEvents>();
    const waiting: Waiting[] = [];
    const waitingToEnd: Waiting[] = [];
    for (const [outlet, queue] of this.#queues) {
      const { owner } = queue;
      const { unreadBytes } = outlet;
      if (owner === null || unreadBytes === 0) continue;
      queue.keep(unreadBytes);
      if (outlet.isEnding) {
        ending.add(queue);
        waitingToEnd.push([outlet, queue]);
        continue;
      }
      open.add(queue);
      waiting.push([outlet, queue]);
      const ofOwner = byOwner.get(owner) ?? new HeldEvents();
      ofOwner.add(queue);
      byOwner.set(owner, ofOwner);
    }
    return { open, byOwner, waiting, ending, waitingToEnd };
  }

  /** Ends the largest queues of the owners who have the most, until what waits is within the limits again. */
  #limit(): void {
    this.#isToBeLimited = false;
    const account = this.#count();
    const { open, byOwner, ending } = account;
    const { queueBytesPerViewer, queueBytesOfAll } = this.#limits;
    const mostOfAll = mostLeft(open, queueBytesOfAll);
    const mostOf = new Map<string, number>();
    for (const [owner, held] of byOwner) mostOf.set(owner, mostLeft(held, queueBytesPerViewer));
    for (const [outlet, queue] of largestFirst(account)) {
      const owner = queue.owner ?? '';
      const ofOwner = byOwner.get(owner);
      const isOneOfTooMany =
        open.bytes > mostOfAll || (ofOwner?.bytes ?? 0) > (mostOf.get(owner) ?? Infinity);
      if (!isOneOfTooMany) continue;
      open.remove(queue);
      ofOwner?.remove(queue);
      ending.add(queue);
      account.waitingToEnd.push([outlet, queue]);
      outlet.endAsSlow();
    }
    this.#destroyEnding(account);
    this.#bytes = open.bytes;
    this.#bytesOf.clear();
    for (const [owner, { bytes }] of byOwner) this.#bytesOf.set(owner, bytes);
  }

  /** Those that are ending have a limit of their own: their clients would otherwise hold the rest for a while. */
  #destroyEnding({ ending, waitingToEnd }: Account): void {
    const mostEnding = mostLeft(ending, this.#limits.queueBytesOfAll);
    for (const [outlet, queue] of waitingToEnd) {
      if (ending.bytes <= mostEnding) return;
      ending.remove(queue);
      outlet.destroy();
    }
  }
}

const mostLeft = ({ bytes }: HeldEvents, limit: number): number =>
  bytes > limit ? limit * partLeft : limit;

function largestFirst({ waiting, byOwner }: Account): Waiting[] {
  const bytesOf = new Map<Queue, number>();
  for (const [, queue] of waiting) bytesOf.set(queue, byOwner.get(queue.owner ?? '')?.bytes ?? 0);
  return waiting.toSorted(
    ([, one], [, other]) =>
      (bytesOf.get(other) ?? 0) - (bytesOf.get(one) ?? 0) || other.bytes - one.bytes,
  );
}
