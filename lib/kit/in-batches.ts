import DataLoader from 'dataloader';

interface BatchOptions {
  /** Maximum number of items in one batch. */
  most: number;
  /** Maximum number of concurrent batches; one by default. */
  runsAtOnce?: number;
  /** How long later calls wait for the batches in progress. */
  maxWaitMs: number;
}

/**
 * Coalesces calls into batches. Calls made within two event-loop turns, or while the maximum number of batches is
 * running, join the next batch. `run` returns one result or error per item, in order.
 */
export function inBatches<Item, Result>(
  run: (items: readonly Item[]) => Promise<(Result | Error)[]>,
  { most, runsAtOnce = 1, maxWaitMs }: BatchOptions,
): DataLoader<Item, Result> {
  const gate = createGate(runsAtOnce, maxWaitMs);

  async function runAdmitted(items: readonly Item[]): Promise<(Result | Error)[]> {
    const release = gate.hold();
    try {
      return await run(items);
    } finally {
      release();
    }
  }

  return new DataLoader(runAdmitted, {
    cache: false,
    maxBatchSize: most,
    batchScheduleFn: gate.enter,
  });
}

/**
 * Admits a limited number of holders at a time, each two event-loop turns after a place is free: calls that arrive
 * during the second turn join the same batch, which makes fewer and larger batches.
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

    /** Called once admitted. @returns a function that frees the place, unless the longest hold already has. */
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
