import type { Logger } from 'pino';

/** Something that was started, with what ends it. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** How long the requests under way may take to end once the process is told to. */
const drainTimeoutMs = 20_000;

const ending = new AbortController();

/** Aborted when the process is told to end: what begins is then broken off. */
export const toldToEnd = ending.signal;

/**
 * Ends the process in order when it is told to (SIGTERM, SIGINT), also while it still starts: stops
 * what runs, the last started first, and exits with 0; with 1 when that takes too long.
 */
export function stopOnSignals(running: readonly Stoppable[], logger: Logger): void {
  const onSignal = async (signal: NodeJS.Signals): Promise<void> => {
    if (toldToEnd.aborted) return;
    ending.abort();
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error('what was under way did not end in time');
      process.exit(1);
    }, drainTimeoutMs).unref();
    for (const part of running.toReversed()) await part.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => void onSignal(signal));
  }
}

/** What the engine throws for a fault in the code; everything else is a sentence for people. */
const faults = [TypeError, RangeError, ReferenceError, SyntaxError];

/** Runs an entry: what goes wrong is told in its own words, with its place if it is a fault of ours. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (toldToEnd.aborted) return; // whatever was broken off is no failure, and the process ends with 0
    const isFault = faults.some((Fault) => error instanceof Fault);
    const told = error instanceof Error ? (isFault && error.stack) || error.message : String(error);
    process.stderr.write(`${told}\n`);
    process.exit(1);
  }
}
