import { Counter } from '../../kit/counter.ts';
import { serverBusy } from '../errors/server-busy.ts';
import { ownerOfRequest } from './owner-of-request.ts';
import type { GraphRequest } from './request.ts';
import { isClientRole, type Role, roles } from '../../kit/viewer.ts';
import { say } from '../../kit/say.ts';

/** The group in which a caller is counted: a role, or anonymous callers. */
type Caller = Role | 'anonymous';

/**
 * How many operations of each kind of caller are executed at once. A kind without a number is not
 * limited.
 */
type ConcurrencyLimits = Readonly<Partial<Record<Caller, number>>>;

export interface AdmissionOptions {
  limits: ConcurrencyLimits;
  /** How long an operation waits for a place, in milliseconds. */
  queueTimeoutMs: number;
}

/**
 * Limits concurrent operations per role, so that no role can take the share of the others, and per viewer or address,
 * so that none can take the share of the rest of its role.
 */
export interface Admission {
  /**
   * Takes a place. @returns a promise to wait for, or undefined when a place was free. @throws, or
   * rejects with, `LIMIT_EXCEEDED` if the queue is full or the wait times out; with the reason of
   * its interruption for a request that ends while it waits.
   */
  enter(request: GraphRequest): Promise<void> | undefined;
  /** Frees a place. */
  leave(request: GraphRequest): void;
  /** How many operations of each kind of caller wait for a place; those that are not limited are not among them. */
  waiting(): ReadonlyMap<Caller, number>;
}

/** The length of the queue, for each place. */
const waitingForEach = 4;

/** The share of the places that one viewer or one address may have. */
const shareOfOwner = 1 / 4;

/**
 * The roles that a gateway serves, with the places of each. Together they exceed the capacity of a
 * process.
 */
export const defaultConcurrency = {
  anonymous: 64,
  CITIZEN: 256,
  OFFICER: 128,
  EVALUATOR: 128,
  ANALYST: 16,
  ADMIN: 32,
} as const satisfies ConcurrencyLimits;

export const defaultQueueTimeoutMs = 5_000;

/**
 * Parses limits such as `CITIZEN=100,anonymous=20`; kinds that are not named keep their defaults.
 * @returns undefined for invalid text.
 */
export function parseConcurrency(text: string): ConcurrencyLimits | undefined {
  const callers = new Set<string>(['anonymous', ...roles.filter(isClientRole)]);
  const limits: Partial<Record<Caller, number>> = { ...defaultConcurrency };
  if (text.trim() === '') return limits;
  for (const part of text.split(',')) {
    const [, caller = '', count] = /^\s*(\w+)=([1-9]\d{0,5})\s*$/.exec(part) ?? [];
    if (!callers.has(caller)) return undefined;
    limits[caller as Caller] = Number(count); // one of the names above
  }
  return limits;
}

export function createAdmission({ limits, queueTimeoutMs }: AdmissionOptions): Admission {
  const gates = new Map<Caller, Gate>();
  for (const caller of ['anonymous', ...roles] as const) {
    const places = limits[caller];
    if (places !== undefined) gates.set(caller, new Gate(places, queueTimeoutMs));
  }
  const gateOf = ({ viewer }: GraphRequest) => gates.get(viewer?.role ?? 'anonymous');
  return {
    enter: (request) => gateOf(request)?.enter(request),
    leave: (request) => gateOf(request)?.leave(request),
    waiting: () => new Map(Array.from(gates, ([caller, gate]) => [caller, gate.waiting])),
  };
}

interface Waiting {
  readonly owner: string;
  readonly admit: () => void;
}

/**
 * Limits concurrency; one owner gets at most a quarter of the places. The rest wait in the order in which they came, so
 * slow operations of one client cannot starve others.
 */
class Gate {
  #free: number;
  readonly #mostOfOwner: number;
  readonly #timeoutMs: number;
  readonly #placesOf = new Counter();
  /** In order of arrival. They wait for a place, or for their owner to have fewer. */
  readonly #waiting = new Set<Waiting>();
  readonly #waitingOf = new Counter();
  readonly #maxWaiting: number;

  constructor(places: number, timeoutMs: number) {
    this.#free = places;
    this.#mostOfOwner = Math.ceil(places * shareOfOwner);
    this.#maxWaiting = places * waitingForEach;
    this.#timeoutMs = timeoutMs;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  enter(request: GraphRequest): Promise<void> | undefined {
    const owner = ownerOfRequest(request);
    if (this.#hasRoomFor(owner)) {
      this.#take(owner);
      return undefined;
    }
    const isFull = this.#waiting.size >= this.#maxWaiting;
    const mostWaitingOfOwner = this.#mostOfOwner * waitingForEach;
    if (isFull || this.#waitingOf.of(owner) >= mostWaitingOfOwner) throw tooMany();
    return this.#wait(request, owner);
  }

  leave(request: GraphRequest): void {
    this.#placesOf.remove(ownerOfRequest(request));
    this.#free += 1;
    for (const waiting of this.#waiting) {
      if (!this.#hasRoomFor(waiting.owner)) continue;
      this.#take(waiting.owner);
      waiting.admit();
      return;
    }
  }

  #hasRoomFor(owner: string): boolean {
    return this.#free > 0 && this.#placesOf.of(owner) < this.#mostOfOwner;
  }

  #take(owner: string): void {
    this.#free -= 1;
    this.#placesOf.add(owner);
  }

  #wait({ interruption }: GraphRequest, owner: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = () => {
      if (this.#waiting.delete(waiting)) this.#waitingOf.remove(owner);
      clearTimeout(timer);
      forget();
    };
    const refuse = (reason: unknown) => {
      stop();
      reject(reason);
    };
    const waiting: Waiting = {
      owner,
      admit() {
        stop();
        resolve();
      },
    };
    this.#waiting.add(waiting);
    this.#waitingOf.add(owner);
    const timer = setTimeout(() => refuse(tooMany()), this.#timeoutMs);
    let forget = () => {};
    forget = interruption.onOver(refuse);
    return promise;
  }
}

const tooMany = () => serverBusy(say`The server is busy. Try again in a moment.`);
