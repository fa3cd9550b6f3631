import type { GraphQLError } from 'graphql';
import { clientError, unavailable } from '../../kit/errors.ts';

/** The answer that a client waits for: `close` tells that it has it, or has gone. */
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
 * Tells the work for one request when nobody needs it any more: its client has gone, or its time is over. Who
 * works asks between steps (`throwIfOver`), or hands the signal on. Before something is written the work is
 * shielded: what has begun to change is carried through, whoever waits for it. Costs next to nothing until
 * somebody asks for the signal.
 */
export class Interruption {
  readonly #client: Waiting | null;
  /** By the clock of `performance.now()`. */
  readonly #deadline: number;
  #isShielded = false;
  /** Whether the timer has said so, which may be a moment before the clock does. */
  #isExpired = false;
  #controller: AbortController | null = null;

  /** Without a limit the time is never over. */
  constructor(client: Waiting | null, limitMs = Infinity) {
    this.#client = client;
    this.#deadline = performance.now() + limitMs;
  }

  /** Whether nobody will read an answer. */
  get isAbandoned(): boolean {
    return this.#client?.destroyed === true;
  }

  get isOver(): boolean {
    return this.#isOverAt(performance.now());
  }

  /** What is answered in place of what was not done; null while the work is to go on. */
  get reason(): GraphQLError | null {
    return this.isOver ? this.#reason() : null;
  }

  /**
   * @param now by the clock of `performance.now()`, for whoever has just asked it.
   * @throws `LIMIT_EXCEEDED` when the time is over; some error when the client has gone.
   */
  throwIfOver(now = performance.now()): void {
    if (this.#isOverAt(now)) throw this.#reason();
  }

  /**
   * Called before each change begins: from then on nothing is interrupted.
   * @throws what `throwIfOver` does where nothing has begun, and for every client that has gone.
   */
  beginWrite(): void {
    if (this.isAbandoned) throw clientGone();
    this.throwIfOver();
    this.#isShielded = true;
  }

  /** Aborted with the reason. Never for work that was shielded before. */
  get signal(): AbortSignal {
    return (this.#controller ??= this.#createController()).signal;
  }

  /** Calls the listener when the work is to stop. @returns what takes that back. */
  onOver(listener: (reason: unknown) => void): () => void {
    if (this.#isEndless) return () => {};
    const { signal } = this;
    const onAbort = () => listener(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
    return () => signal.removeEventListener('abort', onAbort);
  }

  /**
   * What a read takes that serves this request alone.
   * @throws what `throwIfOver` does.
   */
  readOptions(): ReadOptions {
    this.throwIfOver();
    if (this.#isShielded || this.#isEndless) return {};
    const { signal } = this;
    if (this.#deadline === Infinity) return { signal };
    return { signal, maxTimeMS: Math.max(1, Math.ceil(this.#deadline - performance.now())) };
  }

  /** Work that nothing can interrupt has no state: all of it shares one interruption. */
  get #isEndless(): boolean {
    return !this.#client && this.#deadline === Infinity;
  }

  #isOverAt(now: number): boolean {
    if (this.#isShielded) return false;
    return this.isAbandoned || this.#isExpired || now > this.#deadline;
  }

  #reason(): GraphQLError {
    return this.isAbandoned ? clientGone() : tooLong();
  }

  #createController(): AbortController {
    const controller = new AbortController();
    const abort = (reason: GraphQLError) => {
      if (!this.#isShielded) controller.abort(reason);
    };
    if (this.isOver) abort(this.#reason());
    if (this.#deadline < Infinity) {
      const expire = () => {
        this.#isExpired = true;
        abort(tooLong());
      };
      const timer = setTimeout(expire, this.#deadline - performance.now());
      timer.unref();
      this.#client?.once('close', () => clearTimeout(timer));
    }
    this.#client?.once('close', () => abort(clientGone()));
    return controller;
  }
}

/** Of work that nobody waits for, or that sets its own limits. */
export const uninterrupted = new Interruption(null);

export const tooLong = (): GraphQLError =>
  clientError('LIMIT_EXCEEDED', 'The operation took too long. Ask for less at once.');

/** Nobody reads it but, from a subgraph server, the gateway. */
export const clientGone = (): GraphQLError => unavailable('The client');
