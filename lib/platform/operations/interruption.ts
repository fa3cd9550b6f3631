import { type ClientError, tooLong, unavailable } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';

/** The response that a client waits for: `close` means that it has been sent or the client has disconnected. */
export interface Waiting {
  readonly destroyed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/** Options of a read from MongoDB. */
export interface ReadOptions {
  maxTimeMS?: number;
  signal?: AbortSignal;
}

/**
 * Interrupts the work for one request when its result is no longer needed: its client has disconnected or its time is
 * over. The work checks between steps (`throwIfOver`) or passes the signal on. Work is shielded before it writes: a
 * change that has begun is completed, whether or not anybody waits for it. Costs next to nothing unless the signal is
 * used.
 */
export class Interruption {
  readonly #client: Waiting | null;
  /** How long the work may take in all, in milliseconds; infinite without a limit. */
  readonly limitMs: number;
  /** By the clock of `performance.now()`. */
  readonly #deadline: number;
  #isShielded = false;
  /** Whether the timer has fired, which may be a moment before the clock reaches the deadline. */
  #hasTimedOut = false;
  #controller: AbortController | null = null;

  /** Without a limit there is no timeout. */
  constructor(client: Waiting | null, limitMs = Infinity) {
    this.#client = client;
    this.limitMs = limitMs;
    this.#deadline = performance.now() + limitMs;
  }

  /** Whether nobody will read the response. */
  get isAbandoned(): boolean {
    return this.#client?.destroyed === true;
  }

  get isOver(): boolean {
    return this.#isOverAt(performance.now());
  }

  /** The error for unfinished work; null while the work may continue. */
  get reason(): ClientError | null {
    return this.isOver ? this.#reason() : null;
  }

  /**
   * @param now by `performance.now()`, for callers that have just read it.
   * @throws `LIMIT_EXCEEDED` at the timeout; some error when the client has disconnected.
   */
  throwIfOver(now = performance.now()): void {
    if (this.#isOverAt(now)) throw this.#reason();
  }

  /**
   * Called before each change begins: from then on nothing is interrupted.
   * @throws like `throwIfOver` if no change has begun, and always when the client has disconnected.
   */
  beginWrite(): void {
    if (this.isAbandoned) throw clientGone();
    this.throwIfOver();
    this.#isShielded = true;
  }

  /** Aborted with the reason; never for work that was already shielded. */
  get signal(): AbortSignal {
    return (this.#controller ??= this.#createController()).signal;
  }

  /** Calls the listener when the work must stop. @returns a function that removes the listener. */
  onOver(listener: (reason: unknown) => void): () => void {
    if (this.#isEndless) return () => {};
    const { signal } = this;
    const onAbort = () => listener(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
    return () => signal.removeEventListener('abort', onAbort);
  }

  /**
   * The options of a read for this request alone.
   * @throws like `throwIfOver`.
   */
  readOptions(): ReadOptions {
    this.throwIfOver();
    if (this.#isShielded || this.#isEndless) return {};
    const { signal } = this;
    if (this.#deadline === Infinity) return { signal };
    return { signal, maxTimeMS: Math.max(1, Math.ceil(this.#deadline - performance.now())) };
  }

  /** Uninterruptible work has no state and shares one interruption. */
  get #isEndless(): boolean {
    return !this.#client && this.#deadline === Infinity;
  }

  #isOverAt(now: number): boolean {
    if (this.#isShielded) return false;
    return this.isAbandoned || this.#hasTimedOut || now > this.#deadline;
  }

  #reason(): ClientError {
    return this.isAbandoned ? clientGone() : tooLong();
  }

  #createController(): AbortController {
    const controller = new AbortController();
    const abort = (reason: ClientError) => {
      if (!this.#isShielded) controller.abort(reason);
    };
    if (this.isOver) abort(this.#reason());
    if (this.#deadline < Infinity) {
      const timeOut = () => {
        this.#hasTimedOut = true;
        abort(tooLong());
      };
      const timer = setTimeout(timeOut, this.#deadline - performance.now());
      timer.unref();
      this.#client?.once('close', () => clearTimeout(timer));
    }
    this.#client?.once('close', () => abort(clientGone()));
    return controller;
  }
}

/** For work that nobody waits for, or that sets its own limits. */
export const uninterrupted = new Interruption(null);

/** Read by nobody but, from a subgraph server, the gateway. */
export const clientGone = (): ClientError => unavailable(say`The client`);
