import { setImmediate as nextTurn } from 'node:timers/promises';

interface Waiting {
  readonly start: () => void;
}

/** Admits parts of replays, a few at once in this process. */
export interface ReplayQueue {
  /**
   * Does a part of a replay once it is its owner's turn: owners take turns, however many replays each of them has.
   * @throws the reason of the signal when it is aborted before that; the errors of the work.
   */
  run<Result>(owner: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

/** @param places the number of parts at once. */
export function createReplayQueue(places: number): ReplayQueue {
  /** The first part of the first owner is next. An owner whose part has begun goes to the end. */
  const waiting = new Map<string, Set<Waiting>>();
  let free = places;

  return {
    async run(owner, signal, work) {
      signal.throwIfAborted();
      if (free > 0) free -= 1;
      else await turnOf(waiting, owner, signal);
      try {
        return await work();
      } finally {
        // Other work has a turn of the event loop between any two parts, also where neither waits for MongoDB.
        await nextTurn();
        const next = takeNext(waiting);
        if (next) next.start();
        else free += 1;
      }
    },
  };
}

/** The place is passed on with the call of `start`. */
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

function takeNext(waiting: Map<string, Set<Waiting>>): Waiting | undefined {
  const [first] = waiting;
  if (!first) return undefined;
  const [owner, own] = first;
  const [one] = own;
  if (one) own.delete(one);
  waiting.delete(owner);
  if (own.size > 0) waiting.set(owner, own);
  return one;
}
