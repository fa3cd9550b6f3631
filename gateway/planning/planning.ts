import type { QueryPlan } from '@apollo/query-planner';
import {
  type GraphQLError,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { graphqlError } from '../../lib/platform/errors/graphql-error.ts';
import { serverBusy } from '../../lib/platform/errors/server-busy.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import { ownerOfRequest } from '../../lib/platform/operations/owner-of-request.ts';
import {
  type MadePlan,
  type MakePlan,
  PlannerLimitError,
  type PlannerLimits,
  plannerLimits,
  type PlannerQuantity,
} from './planner.ts';
import { FairQueue, type QueueLimits } from './fair-queue.ts';
import type { PlanningThread, PlanningThreadOptions } from './planning-thread.ts';
import { type Message, say } from '../../lib/kit/say.ts';
import {
  ThreadEndedError,
  ThreadLimitError,
} from '../../lib/platform/process/supervised-thread.ts';

/** Where a plan was created: on the event loop or in a thread. */
export type PlanningPlace = 'event-loop' | 'thread';

/**
 * The reason why an operation was not planned: a limit of the planner, the time or memory of planning, a full queue, or
 * a recent refusal of the same operation.
 */
export type PlanningRefusal = PlannerQuantity | 'time' | 'memory' | 'queue' | 'known';

interface PlanningObserver {
  planned(place: PlanningPlace, evaluatedPlans: number): void;
  refused(reason: PlanningRefusal): void;
}

export interface PlanningSettings extends PlanningLimits {
  /** The number of planning threads. With none, all plans are created on the event loop. */
  readonly threads: number;
  readonly limits: PlannerLimits;
  /** The limits of a plan in its thread; the defaults apply to those not given. */
  readonly thread?: Pick<PlanningThreadOptions, 'cpuMs' | 'oldHeapMb'>;
}

export interface PlanningLimits {
  /**
   * Operations with at most this many selections are planned synchronously, which takes a few milliseconds and no
   * waiting.
   */
  readonly selectionsAtOnce: number;
  readonly queue: QueueLimits;
  /** How long an operation that exceeded a limit is refused without being planned, in milliseconds. */
  readonly refusedForMs: number;
}

/** The queue holds half as many operations as there are places for anonymous callers: see `defaultConcurrency`. */
export const defaultPlanning: PlanningSettings = {
  threads: 1,
  limits: plannerLimits,
  selectionsAtOnce: 100,
  queue: { entries: 32, entriesOfOwner: 8, bytes: 4_000_000 },
  refusedForMs: 60_000,
};

/** On the event loop only little may be evaluated: a thread plans everything that needs more. */
const limitsAtOnce: PlannerLimits = { evaluatedPlans: 8, paths: 20 };

/** The limits of the planner on the event loop. */
export const limitsInEventLoop = ({ threads, limits }: PlanningSettings): PlannerLimits =>
  threads === 0 ? limits : limitsAtOnce;

export interface OperationToPlan {
  /** Equal for operations that are equal. */
  readonly key: string;
  readonly definition: OperationDefinitionNode;
}

export interface Planning {
  /**
   * Plans an operation, synchronously or in a thread. Concurrent requests for the same plan share it.
   * @throws, or rejects with, `LIMIT_EXCEEDED` for an operation that is refused; with the reason of its interruption
   * for a request that ends while it waits.
   */
  plan(operation: OperationToPlan, request: GraphRequest): QueryPlan | Promise<QueryPlan>;
  /** The number of operations that wait for a thread. */
  readonly waiting: number;
  /** Terminates the threads; waiting operations are refused. May be called twice. */
  stop(): Promise<void>;
}

interface PlanningOptions extends PlanningLimits {
  /** Plans on the event loop, within {@link limitsInEventLoop}. */
  readonly makePlan: MakePlan;
  /** Stopped together with the planning. */
  readonly threads: readonly PlanningThread[];
  readonly observer: PlanningObserver;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

/** An operation that requests wait for. */
interface Pending {
  readonly key: string;
  readonly text: string;
  readonly bytes: number;
  readonly waiters: Set<Waiter>;
}

interface Waiter {
  resolve(plan: QueryPlan): void;
  reject(reason: unknown): void;
}

interface Refused {
  readonly said: Message;
  readonly extensions: Record<string, unknown>;
}

/** Maximum number of remembered refusals. */
const maxKnownRefusals = 1_000;

/** The dependencies and the state of planning. */
interface Planner extends Pick<PlanningOptions, 'makePlan' | 'observer' | 'threads'> {
  readonly options: PlanningOptions;
  readonly queue: FairQueue<Pending>;
  /** By operation key: the operations in the queue, and those being planned. */
  readonly pending: Map<string, Pending>;
  readonly refusals: LRUCache<string, Refused>;
  /** The idle threads. */
  readonly idle: PlanningThread[];
  isStopped: boolean;
}

/** Plans operations without a cached plan. */
export function createPlanning(options: PlanningOptions): Planning {
  const { makePlan, observer, threads } = options;
  const { now = () => performance.now() } = options;
  const queue = new FairQueue<Pending>(options.queue);
  const planner: Planner = {
    options,
    makePlan,
    observer,
    threads,
    queue,
    pending: new Map(),
    refusals: new LRUCache({ max: maxKnownRefusals, perf: { now }, ttlResolution: 0 }),
    idle: [...threads],
    isStopped: false,
  };
  return {
    plan: (operation, request) => plan(planner, operation, request),
    get waiting() {
      return queue.size;
    },
    stop: () => stop(planner),
  };
}

function plan(
  planner: Planner,
  operation: OperationToPlan,
  request: GraphRequest,
): QueryPlan | Promise<QueryPlan> {
  const { options, observer, threads, refusals } = planner;
  const refused = refusals.get(operation.key);
  if (refused) {
    observer.refused('known');
    throw errorOf(refused);
  }
  const isSmall = hasAtMost(operation.definition.selectionSet, options.selectionsAtOnce);
  const planned = threads.length === 0 || isSmall ? planAtOnce(planner, operation) : null;
  return planned ?? planInThread(planner, operation, request);
}

/** @returns null when more has to be evaluated than is allowed on the event loop. */
function planAtOnce(planner: Planner, { key, definition }: OperationToPlan): QueryPlan | null {
  const { makePlan, observer, threads } = planner;
  try {
    const made = makePlan(definition);
    observer.planned('event-loop', made.evaluatedPlans);
    return made.plan;
  } catch (thrown) {
    if (threads.length > 0 && thrown instanceof PlannerLimitError) return null;
    throw refusalFor(planner, key, thrown);
  }
}

async function planInThread(
  planner: Planner,
  { key, definition }: OperationToPlan,
  request: GraphRequest,
): Promise<QueryPlan> {
  const { pending, queue } = planner;
  let asked = pending.get(key);
  if (!asked) {
    const text = print(definition);
    asked = { key, text, bytes: 2 * text.length, waiters: new Set() };
  }
  // An operation already being planned is not queued again.
  if (!pending.has(key) || queue.has(asked)) enqueue(planner, ownerOfRequest(request), asked);
  const planned = waitFor(planner, asked, request);
  work(planner);
  return planned;
}

function enqueue(planner: Planner, owner: string, asked: Pending): void {
  const { queue, pending, observer } = planner;
  const { isQueued, evicted } = queue.add(owner, asked);
  for (const each of evicted) refuse(planner, each, tooMany());
  if (!isQueued) {
    observer.refused('queue');
    throw tooMany();
  }
  pending.set(asked.key, asked);
}

function waitFor(
  { queue, pending }: Planner,
  asked: Pending,
  { interruption }: GraphRequest,
): Promise<QueryPlan> {
  const { promise, resolve, reject } = Promise.withResolvers<QueryPlan>();
  const waiter: Waiter = { resolve, reject };
  asked.waiters.add(waiter);
  let forget = () => {};
  forget = interruption.onOver((reason) => {
    asked.waiters.delete(waiter);
    reject(reason);
    // A plan in progress is completed; its cost is bounded.
    if (asked.waiters.size > 0 || !queue.has(asked)) return;
    queue.remove(asked);
    pending.delete(asked.key);
  });
  return promise.finally(() => forget());
}

function refuse({ pending, observer }: Planner, asked: Pending, reason: GraphQLError): void {
  pending.delete(asked.key);
  for (const waiter of asked.waiters) {
    observer.refused('queue');
    waiter.reject(reason);
  }
}

/** Assigns queued operations to idle threads. */
function work(planner: Planner): void {
  const { queue, idle } = planner;
  while (idle.length > 0) {
    const asked = queue.take();
    const thread = asked && idle.pop();
    if (!thread) return;
    void planFor(planner, asked, thread).finally(() => {
      idle.push(thread);
      work(planner);
    });
  }
}

async function planFor(planner: Planner, asked: Pending, thread: PlanningThread): Promise<void> {
  const { key, waiters } = asked;
  try {
    const made = await twiceIfItEnds(planner, asked, thread);
    planner.observer.planned('thread', made.evaluatedPlans);
    for (const { resolve } of waiters) resolve(made.plan);
  } catch (thrown) {
    const reason = refusalFor(planner, key, thrown);
    for (const { reject } of waiters) reject(reason);
  } finally {
    planner.pending.delete(key);
  }
}

async function twiceIfItEnds(
  planner: Planner,
  asked: Pending,
  thread: PlanningThread,
): Promise<MadePlan> {
  try {
    return await thread.plan(asked.text);
  } catch (thrown) {
    const isWanted = asked.waiters.size > 0 && !planner.isStopped;
    if (!isWanted || !(thrown instanceof ThreadEndedError)) throw thrown;
    return thread.plan(asked.text);
  }
}

/** The error to return, remembered if it would be the same again. */
function refusalFor({ observer, refusals, options }: Planner, key: string, thrown: unknown) {
  const isLimit = thrown instanceof PlannerLimitError;
  if (!isLimit && !(thrown instanceof ThreadLimitError)) return thrown;
  observer.refused(isLimit ? thrown.quantity : thrown.reason);
  const refused = isLimit ? tooManyWays(thrown) : tooMuch(thrown);
  // Time and memory depend on the machine; the number of evaluated plans does not.
  refusals.set(key, refused, isLimit ? {} : { ttl: options.refusedForMs });
  return errorOf(refused);
}

async function stop(planner: Planner): Promise<void> {
  const { queue, threads } = planner;
  planner.isStopped = true;
  for (let asked = queue.take(); asked; asked = queue.take()) refuse(planner, asked, tooMany());
  await Promise.all(threads.map((thread) => thread.stop()));
}

/** Whether there are at most this many selections; stops counting beyond that. */
function hasAtMost(selectionSet: SelectionSetNode, most: number): boolean {
  let left = most;
  const visit = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      left -= 1;
      if (left < 0) return false;
      return (
        !('selectionSet' in selection) ||
        selection.selectionSet === undefined ||
        visit(selection.selectionSet)
      );
    });
  return visit(selectionSet);
}

const errorOf = ({ said, extensions }: Refused): GraphQLError =>
  graphqlError('LIMIT_EXCEEDED', said, extensions);

const quantities: Readonly<Record<PlannerQuantity, Message>> = {
  evaluatedPlans: say`plans that are possible for it`,
  paths: say`ways to reach one of its fields`,
  selections: say`selections in other subgraphs`,
};

const tooManyWays = ({ quantity, limit }: PlannerLimitError): Refused => ({
  said: say`The operation cannot be planned: there are more than ${limit} ${quantities[quantity]}. Request less at once.`,
  extensions: { quantity, limit },
});

const resources: Readonly<Record<ThreadLimitError['reason'], Message>> = {
  time: say`time`,
  memory: say`memory`,
};

const tooMuch = ({ reason }: ThreadLimitError): Refused => ({
  said: say`Planning the operation takes too much ${resources[reason]}. Request less at once.`,
  extensions: { quantity: reason },
});

const tooMany = () =>
  serverBusy(say`Too many operations wait to be planned at the moment. Try again later.`);
