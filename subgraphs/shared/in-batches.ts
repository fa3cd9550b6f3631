import DataLoader from 'dataloader';

export interface BatchOptions {
  /** In one run. */
  most: number;
  /** How long those that come later wait for the run under way. */
  patienceMs: number;
}

/**
 * Has one run do what several ask for: those that ask within two turns of the event loop, or while
 * another run is under way, are done in the next. `run` answers each, in their order, with its result
 * or its error.
 */
export function inBatches<Item, Result>(
  run: (items: readonly Item[]) => Promise<(Result | Error)[]>,
  { most, patienceMs }: BatchOptions,
): DataLoader<Item, Result> {
  const gate = createGate(patienceMs);

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
 * Lets one through at a time, each two turns of the event loop later: what arrives in the next one goes
 * with it, which makes fewer runs of more.
 */
function createGate(longestHoldMs: number) {
  let isTaken = false;
  const waiting: (() => void)[] = [];

  function admit(enter: () => void): void {
    isTaken = true;
    setImmediate(setImmediate, enter);
  }

  return {
    enter(enter: () => void): void {
      if (isTaken) waiting.push(enter);
      else admit(enter);
    },

    /** Called by the one let through. @returns what frees the gate, unless the longest hold did. */
    hold(): () => void {
      let isHeld = true;
      function release(): void {
        if (!isHeld) return;
        isHeld = false;
        clearTimeout(timer);
        isTaken = false;
        const next = waiting.shift();
        if (next) admit(next);
      }
      const timer = setTimeout(release, longestHoldMs);
      return release;
    },
  };
}
