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

/** How long one request may run before it yields to others, in milliseconds. */
const requestTurnMs = 5;

/** The total run time of all requests that start in one event-loop turn, in milliseconds. */
const wholeTurnMs = 50;

/** Resumes a paused field. */
type Continue = () => void;

/** The current event-loop turn. */
let turn = 0;
let turnBegan = 0;
let isTurnKnown = false;

/** The paused requests, resumed in rotation. */
const waiting = new Set<Pace>();

/**
 * Limits how long the execution of one request blocks the event loop. Executors complete lists synchronously, however
 * long that takes. A field that could make the execution long calls `pause` first, and waits once the request has used
 * its time. Paused requests resume in rotation, one field of each at a time.
 */
export class Pace {
  readonly interruption: Interruption;
  #turn = -1;
  #since = 0;
  #waiting: Continue[] = [];
  /** The next waiting field. */
  #next = 0;

  constructor(interruption: Interruption) {
    this.interruption = interruption;
  }

  /**
   * @param now by `performance.now()`.
   * @returns a promise to wait for, or undefined to continue at once.
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

  /** Resumes one field. */
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

/** Resumes fields for as long as one request may run; the next ones follow in the next event-loop turn. */
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
    // After the resumed field has run as far as it can synchronously.
    queueMicrotask(step);
  };
  step();
}

interface PacedContext {
  readonly pace: Pace;
}

type Resolver = GraphQLFieldResolver<unknown, PacedContext>;

/**
 * Makes potentially slow fields of a schema wait for the request's pace: those whose resolver returns objects, all
 * lists, and leaves with a declared cost. After the end of a request, none of its fields begins and no mutation does; a
 * mutation that has begun is completed. The schema is changed in place.
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

function mayTakeLong({ type, resolve, astNode }: GraphQLField<unknown, unknown>): boolean {
  const isList = isListType(getNullableType(type));
  if (isCompositeType(getNamedType(type))) return isList || resolve !== undefined;
  return isList || astNode?.directives?.some(({ name }) => name.value === 'cost') === true;
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
