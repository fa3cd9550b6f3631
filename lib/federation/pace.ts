import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Interruption } from '../platform/operations/interruption.ts';

/** How long one request keeps the event loop before others get a turn, in milliseconds. */
const requestTurnMs = 5;

/** How long all requests together do that start in one turn of the event loop. */
const wholeTurnMs = 50;

/** What waits to go on. */
type Continue = () => void;

/** The turn of the event loop that is going on. */
let turn = 0;
let turnBegan = 0;
let isTurnKnown = false;

/** The requests that wait to go on, each in turn. */
const waiting = new Set<Pace>();

/**
 * The pace at which one request is executed. Executors complete lists at once, however long that takes: a field
 * that could make the execution long asks here first, and waits when the request has had its time. Requests that
 * wait go on one after the other, a field of each.
 */
export class Pace {
  readonly interruption: Interruption;
  #turn = -1;
  #since = 0;
  #waiting: Continue[] = [];
  /** The next of those that wait. */
  #next = 0;

  constructor(interruption: Interruption) {
    this.interruption = interruption;
  }

  /**
   * @param now by the clock of `performance.now()`.
   * @returns what to wait for, or undefined to go on at once.
   */
  pause(now: number): Promise<void> | undefined {
    if (!isTurnKnown) beginTurn(now);
    if (this.#turn !== turn) {
      this.#turn = turn;
      this.#since = now;
    }
    if (now - this.#since < requestTurnMs && now - turnBegan < wholeTurnMs) return undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    if (waiting.size === 0) setImmediate(continueWaiting);
    waiting.add(this);
    return promise;
  }

  /** Lets one field go on. */
  continue(): void {
    this.#turn = -1;
    waiting.delete(this);
    this.#waiting[this.#next]?.();
    this.#next += 1;
    if (this.#next < this.#waiting.length) waiting.add(this);
    else {
      this.#waiting = [];
      this.#next = 0;
    }
  }
}

function beginTurn(now: number): void {
  isTurnKnown = true;
  turnBegan = now;
  setImmediate(() => {
    isTurnKnown = false;
    turn += 1;
  });
}

/** Lets fields go on for as long as one request may; the next ones in the next turn of the event loop. */
function continueWaiting(): void {
  const began = performance.now();
  const step = () => {
    const [next] = waiting;
    if (!next) return;
    if (performance.now() - began > requestTurnMs) {
      setImmediate(continueWaiting);
      return;
    }
    next.continue();
    // After what has gone on, as far as it goes without waiting.
    queueMicrotask(step);
  };
  step();
}

interface PacedContext {
  readonly pace: Pace;
}

type Resolver = GraphQLFieldResolver<unknown, PacedContext>;

/**
 * Makes the fields of a schema that can take long wait for their turn: those that a resolver answers with objects,
 * and all lists of objects. None of them begins for a request that is over, nor does a change; one that has begun
 * is carried through. The schema is changed in place.
 */
export function keepPace(schema: GraphQLSchema): GraphQLSchema {
  const mutation = schema.getMutationType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      if (type === mutation) field.resolve = shielded(resolve);
      else if (mayTakeLong(field)) field.resolve = paced(resolve);
    }
  }
  return schema;
}

function mayTakeLong({ type, resolve }: GraphQLField<unknown, unknown>): boolean {
  if (!isCompositeType(getNamedType(type))) return false;
  return resolve !== undefined || isListType(getNullableType(type));
}

function paced(resolve: Resolver): Resolver {
  return (parent, args, context, info) => {
    const { pace } = context;
    const now = performance.now();
    const pause = pace.pause(now);
    if (!pause) {
      pace.interruption.throwIfOver(now);
      return resolve(parent, args, context, info);
    }
    return pause.then(() => {
      pace.interruption.throwIfOver();
      return resolve(parent, args, context, info);
    });
  };
}

function shielded(resolve: Resolver): Resolver {
  return (parent, args, context, info) => {
    context.pace.interruption.beginWrite();
    return resolve(parent, args, context, info);
  };
}
