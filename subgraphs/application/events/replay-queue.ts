import { setImmediate as nextTurn } from 'node:timers/promises';

interface Waiting {
  readonly start: () => void;
}

/** Admits parts of replays, a few at once in this process, and one at once of each owner. */
export interface ReplayQueue {
  /**
   * Does a part of a replay once it is its owner's turn: owners take turns, however many replays each of them has.
   * @throws the reason of the signal when it is aborted before that; the errors of the work.
   */
  run<Result>(owner: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

/** @param places the number of parts at once. */
export function createReplayQueue(places: number): ReplayQueue {
  /** The first part of the first owner without a place is next. An owner whose part has begun goes to the end. */
  const waiting = new Map<string, Set<Waiting>>();
  const owners = new Set<string>();

  return {
    async run(owner, signal, work) {
      signal.throwIfAborted();
      if (owners.size < places && !owners.has(owner)) owners.add(owner);
      else await turnOf(waiting, owner, signal);
      try {
        return await work();
      } finally {
        // Other work has a turn of the event loop between any two parts, also where neither waits for MongoDB.
        await nextTurn();
        owners.delete(owner);
        takeNext(waiting, owners)?.start();
      }
    },
  };
}

/** The owner has the place when `start` is called. */
function turnOf(
  waiting: Map<string, Set<Waiting>>,
  owner: string,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const leave = () => {
    const own = waiting.get(owner);
    own?.delete(one);
    if (own?.size === 0) waiting.delete(owner);
    reject(signal.reason);
  };
  const one: Waiting = {
    start() {
      signal.removeEventListener('abort', leave);
      resolve();
    },
  };
  signal.addEventListener('abort', leave, { once: true });
  waiting.set(owner, (waiting.get(owner) ?? new Set()).add(one));
  return promise;
}

/** Gives the place that is free to the first owner who waits and has none. */
function takeNext(waiting: Map<string, Set<Waiting>>, owners: Set<string>): Waiting | undefined {
  const [next] = waiting.entries().filter(([owner]) => !owners.has(owner));
  if (!next) return undefined;
  const [owner, own] = next;
  const [one] = own;
  if (one) own.delete(one);
  waiting.delete(owner);
  if (own.size > 0) waiting.set(owner, own);
  owners.add(owner);
  return one;
}
