import DataLoader from 'dataloader';

export interface BatchOptions {
  /** In one run. */
  most: number;
  /** Runs under way at the same time; one unless given. */
  runsAtOnce?: number;
  /** How long those that come later wait for the runs under way. */
  patienceMs: number;
}

/**
 * Has one run do what several ask for: those that ask within two turns of the event loop, or while
 * as many runs as may be are under way, are done in the next. `run` answers each, in their order, with its result
 * or its error.
 */
export function inBatches<Item, Result>(
  run: (items: readonly Item[]) => Promise<(Result | Error)[]>,
  { most, runsAtOnce = 1, patienceMs }: BatchOptions,
): DataLoader<Item, Result> {
  const gate = createGate(runsAtOnce, patienceMs);

  async function runInTurn(items: readonly Item[]): Promise<(Result | Error)[]> {
    const release = gate.hold();
    try {
      return await run(items);
    } finally {
      release();
    }
  }

  return new DataLoader(runInTurn, {
    cache: false,
    maxBatchSize: most,
    batchScheduleFn: gate.enter,
  });
}

/**
 * Lets so many through at a time, each two turns of the event loop later: what arrives in the next one goes
 * with it, which makes fewer runs of more.
 */
function createGate(places: number, longestHoldMs: number) {
  let free = places;
  const waiting: (() => void)[] = [];

  function admit(enter: () => void): void {
    free -= 1;
    setImmediate(setImmediate, enter);
  }

  return {
    enter(enter: () => void): void {
      if (free > 0) admit(enter);
      else waiting.push(enter);
    },

    /** Called by one let through. @returns what frees its place, unless the longest hold did. */
    hold(): () => void {
      let isHeld = true;
      function release(): void {
        if (!isHeld) return;
        isHeld = false;
        clearTimeout(timer);
        free += 1;
        const next = waiting.shift();
        if (next) admit(next);
      }
      const timer = setTimeout(release, longestHoldMs);
      return release;
    },
  };
}
