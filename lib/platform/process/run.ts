import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Something that was started and can be stopped. */
export interface Stoppable {
  stop(): Promise<void>;
}

/** How long everything may take to stop where no requests have to finish. */
const stopTimeoutMs = 20_000;

/** How long everything else may take to stop once the requests in progress have finished. */
const afterRequestsMs = 3_000;

const ending = new AbortController();

/** Aborted on a signal to shut down: startup is then cancelled, and a process that serves is no longer ready. */
export const stopRequested = ending.signal;

/** The waits in the shutdown of a process that serves requests, in milliseconds. */
export interface Serving {
  /**
   * How long the process goes on after a signal with readiness off, so that balancers send requests elsewhere before its
   * port is closed.
   */
  delayMs: number;
  /** How long its requests in progress may take to finish after that. */
  requestsMs: number;
}

/** The shutdown of a process on a signal. */
interface Shutdown {
  /** Call when the process begins to serve requests. */
  serving(waits: Serving): void;
  /** Call when requests had to be cut: the process then exits with 1. */
  readonly reportCut: () => void;
}

/**
 * Shuts the process down gracefully on SIGTERM and SIGINT, also during startup: stops everything running, in reverse
 * order of start, and exits with 0, or with 1 if requests had to be cut or it takes too long.
 */
export function stopOnSignals(running: readonly Stoppable[], logger: Logger): Shutdown {
  const { shutdown, stop } = shutdownOf(running, logger);
  for (const signal of signals) process.on(signal, () => stop(signal));
  return shutdown;
}

/**
 * Shuts a process down in the same way when the process that started it closes the channel between them or ends. Signals
 * are left to that process: those for all processes of a group or service may come long before it needs this one no more.
 */
export function stopWithKeeper(running: readonly Stoppable[], logger: Logger): Shutdown {
  const { shutdown, stop } = shutdownOf(running, logger);
  for (const signal of signals) process.on(signal, () => {});
  if (process.connected) process.once('disconnect', () => stop('disconnect'));
  else setImmediate(() => stop('disconnect')); // it has ended already
  return shutdown;
}

const signals = ['SIGTERM', 'SIGINT'] as const;

/** @returns how the shutdown is described, and a function that begins it, for which later calls have no effect. */
function shutdownOf(
  running: readonly Stoppable[],
  logger: Logger,
): { shutdown: Shutdown; stop: (reason: string) => void } {
  let delayMs = 0;
  let timeoutMs = stopTimeoutMs;
  let hasCut = false;
  const stop = async (reason: string): Promise<void> => {
    if (stopRequested.aborted) return;
    ending.abort();
    logger.info({ signal: reason, delayMs }, 'stopping');
    if (delayMs > 0) await sleep(delayMs);
    setTimeout(() => {
      logger.error({ timeoutMs }, 'the process did not stop in time');
      process.exit(1);
    }, timeoutMs).unref();
    for (const part of running.toReversed()) await part.stop();
    process.exit(hasCut ? 1 : 0);
  };
  return {
    shutdown: {
      serving(waits) {
        ({ delayMs } = waits);
        timeoutMs = waits.requestsMs + afterRequestsMs;
      },
      reportCut: () => void (hasCut = true),
    },
    stop: (reason) => void stop(reason),
  };
}

/** Errors that the JavaScript engine throws for faults in the code; all others have a message for people. */
const faults = [TypeError, RangeError, ReferenceError, SyntaxError];

/**
 * Runs an entry point, or prints its usage where `--help` is among its arguments. Prints the message of an error, with
 * the stack trace if it is a fault in the code.
 */
export async function runMain(usage: string, main: () => Promise<void>): Promise<void> {
  if (process.argv.includes('--help'))
    return void process.stdout.write(`${usage}
`);
  try {
    await main();
  } catch (error) {
    if (stopRequested.aborted) return; // cancelled startup is not a failure, and the process exits with 0
    const isFault = faults.some((Fault) => error instanceof Fault);
    const shown =
      error instanceof Error ? (isFault && error.stack) || error.message : String(error);
    process.stderr.write(`${shown}\n`);
    process.exit(1);
  }
}
