/** Takes the values of a source, one after the other. */
export interface Consumer<Value, Failure = unknown> {
  /** Never throws. @returns a promise to wait for before the next value is given; undefined to go on at once. */
  take(value: Value): Promise<void> | undefined;
  /** Called when there will be no more values, unless the source was stopped. */
  completed(): void;
  /** Called in place of `completed` if the source has failed. */
  failed(failure: Failure): void;
}

/**
 * A source that gives its values to a consumer instead of being asked for each. While it has none, nobody waits in a
 * promise: an idle source takes a few hundred bytes, whereas a chain of asynchronous iterators takes thousands.
 * It is used once, by a consumer or as an iterator.
 */
export abstract class PushSource<Value> implements AsyncIterable<Value> {
  /** Begins. Nothing is given before this has returned. */
  abstract deliverTo(consumer: Consumer<Value>): void;
  /** Ends it at once: nothing is given afterwards. May be called twice. */
  abstract stop(): void;

  [Symbol.asyncIterator](): AsyncIterator<Value, undefined> {
    return new PulledValues(this);
  }
}

/** The values of a source, each mapped. */
export class MappedSource<Value, Mapped> extends PushSource<Mapped> implements Consumer<Value> {
  readonly #source: PushSource<Value>;
  readonly #map: (value: Value) => Mapped;
  #consumer: Consumer<Mapped> | null = null;

  constructor(source: PushSource<Value>, map: (value: Value) => Mapped) {
    super();
    this.#source = source;
    this.#map = map;
  }

  deliverTo(consumer: Consumer<Mapped>): void {
    this.#consumer = consumer;
    this.#source.deliverTo(this);
  }

  stop(): void {
    this.#source.stop();
  }

  take(value: Value): Promise<void> | undefined {
    return this.#consumer?.take(this.#map(value));
  }

  completed(): void {
    this.#consumer?.completed();
  }

  failed(failure: unknown): void {
    this.#consumer?.failed(failure);
  }
}

type Step<Value> = IteratorResult<Value, undefined>;

/** Begins with the first value that is asked for, and holds the next one back until it is. */
class PulledValues<Value> implements AsyncIterator<Value, undefined>, Consumer<Value> {
  readonly #source: PushSource<Value>;
  #hasBegun = false;
  #asked: PromiseWithResolvers<Step<Value>> | null = null;
  #goOn: (() => void) | null = null;
  #end: Promise<Step<Value>> | null = null;

  constructor(source: PushSource<Value>) {
    this.#source = source;
  }

  next(): Promise<Step<Value>> {
    if (this.#end) return this.#end;
    this.#asked = Promise.withResolvers();
    const { promise } = this.#asked;
    if (this.#hasBegun) this.#goOn?.();
    else {
      this.#hasBegun = true;
      this.#source.deliverTo(this);
    }
    return promise;
  }

  async return(): Promise<Step<Value>> {
    this.#source.stop();
    this.completed();
    return { done: true, value: undefined };
  }

  take(value: Value): Promise<void> {
    this.#asked?.resolve({ value });
    this.#asked = null;
    return new Promise((resolve) => (this.#goOn = resolve));
  }

  completed(): void {
    this.#end ??= Promise.resolve({ done: true, value: undefined });
    this.#asked?.resolve(this.#end);
  }

  failed(failure: unknown): void {
    const asked = this.#asked ?? Promise.withResolvers<Step<Value>>();
    this.#end ??= asked.promise;
    // The next reader gets it.
    asked.promise.catch(() => {});
    asked.reject(failure);
  }
}
