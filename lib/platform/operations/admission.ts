import { clientError } from '../../kit/errors.ts';
import type { GraphRequest } from './request.ts';
import { isClientRole, type Role, roles } from '../../kit/viewer.ts';

/** Who is counted together: a role, or everybody who is not signed in. */
export type Caller = Role | 'anonymous';

/** How many operations of each kind of caller are executed at once. Those without a number are not limited. */
export type ConcurrencyLimits = Readonly<Partial<Record<Caller, number>>>;

export interface AdmissionOptions {
  limits: ConcurrencyLimits;
  /** How long an operation waits for a place, in milliseconds. */
  queueTimeoutMs: number;
}

/** Bounds how many operations of a role are under way, so that no role can take the others' share. */
export interface Admission {
  /**
   * Takes a place.
   * @returns what to wait for, or undefined where there was one at once.
   * @throws, or rejects with, `LIMIT_EXCEEDED` where too many wait already, and when the time is over; with the
   *   reason of its interruption for a request that is over while it waits.
   */
  enter(request: GraphRequest): Promise<void> | undefined;
  /** Gives a place back that was taken. */
  leave(request: GraphRequest): void;
}

/** For each place, so many wait. */
const waitingForEach = 4;

/** Those whom a gateway serves, and a place for each. Together more than a process can use. */
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
 * Reads limits written as `CITIZEN=100,anonymous=20`; those not named are as usual.
 * @returns undefined for what cannot be read.
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
    leave: (request) => gateOf(request)?.leave(),
  };
}

/** So many at once; the others wait in the order in which they came. */
class Gate {
  #free: number;
  readonly #maxWaiting: number;
  readonly #timeoutMs: number;
  readonly #waiting = new Set<() => void>();

  constructor(places: number, timeoutMs: number) {
    this.#free = places;
    this.#maxWaiting = places * waitingForEach;
    this.#timeoutMs = timeoutMs;
  }

  enter(request: GraphRequest): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    if (this.#waiting.size >= this.#maxWaiting) throw tooMany();
    return this.#wait(request);
  }

  leave(): void {
    const [next] = this.#waiting;
    if (next) next();
    else this.#free += 1;
  }

  #wait({ interruption }: GraphRequest): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const stop = () => {
      this.#waiting.delete(admit);
      clearTimeout(timer);
      forget();
    };
    const admit = () => {
      stop();
      resolve();
    };
    const refuse = (reason: unknown) => {
      stop();
      reject(reason);
    };
    this.#waiting.add(admit);
    const timer = setTimeout(() => refuse(tooMany()), this.#timeoutMs);
    let forget = () => {};
    forget = interruption.onOver(refuse);
    return promise;
  }
}

const tooMany = () =>
  clientError('LIMIT_EXCEEDED', 'Too much is asked for at the moment. Try again later.', {
    http: { status: 503 },
  });
