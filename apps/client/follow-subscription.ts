import { setTimeout as delay } from 'node:timers/promises';
import { answerIn, type GraphAnswer, GraphError, sendToGraph, unreachable } from './graph-error.ts';
import { type ServerSentEvent, serverSentEvents } from './server-sent-events.ts';

interface FollowOptions {
  readonly url: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Called for each connection. */
  readonly token: () => Promise<string>;
  /** Whether `token` returns another one when the last one has expired. */
  readonly renewsToken: boolean;
  /** The cursor to begin after; null for the present moment. */
  readonly after: string | null;
  /** Takes an event. The position moves on once it has returned. */
  readonly deliver: (event: GraphAnswer) => Promise<void>;
  /** Notified when the subscription begins, and of each interruption. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The graph sends heartbeats every 10 seconds (a setting of the graph). */
const longestSilenceMs = 60_000;

const firstPauseMs = 500;
const longestPauseMs = 30_000;

/** How many delivered cursors are remembered: repeats come right after a resume. Each has at most 80 bytes. */
const rememberedCursors = 1_000;

const temporaryCodes = new Set(['UNAVAILABLE', 'LIMIT_EXCEEDED', 'INTERNAL_SERVER_ERROR']);

/**
 * Follows a subscription over server-sent events, and connects again after its last cursor for as long as that may help.
 * Each event is delivered once and none is missed, from the first position on.
 */
export class FollowedSubscription {
  #cursor: string | null;
  readonly #options: FollowOptions;
  readonly #delivered = new Set<string>();
  #failures = 0;
  /** Whether the connection has brought a position. */
  #hasBegun = false;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#cursor = options.after;
  }

  /** The position after the last event that was delivered; null before the first position. */
  get cursor(): string | null {
    return this.#cursor;
  }

  /**
   * Resolves once the signal is aborted.
   * @throws GraphError when the subscription is refused or has ended for good.
   */
  async run(): Promise<void> {
    const { signal, say } = this.#options;
    while (!signal.aborted) {
      const error = await this.#connect().then(
        () => new GraphError('The connection was closed', { isTemporary: true }),
        (thrown: unknown) => thrown,
      );
      if (signal.aborted) return;
      if (!(error instanceof GraphError) || !this.#mayRetry(error)) throw error;
      const pauseMs = Math.max(this.#pauseMs(), error.retryAfterMs);
      say(`${unpunctuated(error.message)}: trying again in ${(pauseMs / 1000).toFixed(1)} s.`);
      await delay(pauseMs, undefined, { signal }).catch(() => {}); // aborted
    }
  }

  #mayRetry({ isTemporary, code }: GraphError): boolean {
    return (
      isTemporary || (code === 'UNAUTHENTICATED' && this.#hasBegun && this.#options.renewsToken)
    );
  }

  /** Twice as long after each failure, and at random at least half of that. */
  #pauseMs(): number {
    const pauseMs = Math.min(firstPauseMs * 2 ** this.#failures, longestPauseMs);
    this.#failures += 1;
    return pauseMs * (0.5 + Math.random() / 2);
  }

  async #connect(): Promise<void> {
    const { url, query, variables, token } = this.#options;
    this.#hasBegun = false;
    const silence = new AbortController();
    const watchdog = setTimeout(() => silence.abort(), longestSilenceMs);
    const signal = AbortSignal.any([this.#options.signal, silence.signal]);
    const extensions = this.#cursor === null ? {} : { after: this.#cursor };
    const body = { query, variables, extensions };
    try {
      const accept = 'text/event-stream';
      const response = await sendToGraph({ url, token: await token(), accept, body, signal });
      for await (const event of eventsIn(response, url)) {
        watchdog.refresh();
        await this.#take(event);
      }
    } catch (error) {
      if (!silence.signal.aborted) throw error;
      throw new GraphError(`${url} has been silent for ${longestSilenceMs / 1000} s`, {
        isTemporary: true,
      });
    } finally {
      clearTimeout(watchdog);
    }
  }

  async #take({ event, id, data }: ServerSentEvent): Promise<void> {
    if (event === 'complete') throw new GraphError('The graph has ended the subscription.');
    if (event === 'next') await this.#deliver(answerIn(data, this.#options.url), id);
    if (id !== null) this.#advance(id);
  }

  async #deliver(answer: GraphAnswer, id: string | null): Promise<void> {
    const [error] = answer.errors;
    if (error && answer.data === undefined) {
      const { code, cursor } = error.extensions;
      if (typeof cursor === 'string') this.#cursor = cursor;
      throw new GraphError(error.message, { code, isTemporary: temporaryCodes.has(code) });
    }
    if (id !== null && this.#delivered.has(id)) return;
    await this.#options.deliver(answer);
    if (id !== null) this.#remember(id);
  }

  #remember(id: string): void {
    this.#delivered.add(id);
    const [oldest] = this.#delivered;
    if (this.#delivered.size > rememberedCursors && oldest) this.#delivered.delete(oldest);
  }

  #advance(id: string): void {
    const { say, url } = this.#options;
    if (!this.#hasBegun) say(`Subscribed at ${url}.`);
    this.#hasBegun = true;
    this.#failures = 0;
    this.#cursor = id;
  }
}

/** @throws GraphError when the connection is lost, and for a response that is not a stream of events. */
async function* eventsIn({ headers, body }: Response, url: string) {
  if (!body || !/^text\/event-stream\b/.test(headers.get('content-type') ?? '')) {
    throw new GraphError(`${url} does not answer with a stream of events.`);
  }
  const events = serverSentEvents(body);
  try {
    for (;;) {
      const next = await events.next().catch((error: unknown) => {
        throw unreachable(url, error);
      });
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await events.return(undefined); // closes the connection
  }
}

const unpunctuated = (sentence: string) => sentence.replace(/\.$/, '');
