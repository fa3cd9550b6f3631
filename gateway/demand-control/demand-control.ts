import type { ExecutionResult, GraphQLError } from 'graphql';
import { type ClientError, clientError, retryLater } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { countSelections } from '../../lib/platform/operations/count-selections.ts';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import { limitAnswer } from '../../lib/platform/operations/answer-limit.ts';
import type { OperationExecution, OperationPolicy } from '../../lib/platform/operations/policy.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import { actualCost } from './actual-cost.ts';
import type { Buckets } from '../../lib/kit/buckets.ts';
import { ownerOfRequest } from '../../lib/platform/operations/owner-of-request.ts';
import { type Budget, budgetNameOf, type Budgets } from '../../lib/platform/operations/budgets.ts';
import { costOfFault, requestBucketOf } from './charge-requests.ts';
import {
  charge,
  type Charged,
  chargedFor,
  type CostContext,
  exceededLimit,
  total,
} from './cost.ts';
import { createHoldBack } from './hold-back.ts';
import { type PathCost, staticCost } from './static-cost.ts';

interface DemandControlOptions {
  context: CostContext;
  budgets: Budgets;
  buckets: Buckets;
  /** `measure` computes and counts everything and refuses nothing. */
  mode: 'enforce' | 'measure';
  /** The largest answer, in either mode. */
  maxAnswerBytes: number;
  /** Called with what was asked for, once for each operation; `refused` says why it was not executed. */
  observe?: (cost: number, refused: Refused | null) => void;
}

type Refused = 'operation' | 'bucket';

/**
 * The cost of a text that is not known yet, valid or not: to be parsed, validated and planned. Never more than one
 * operation may cost, since a bucket may hold no more. A valid one costs no less than another form of it.
 */
const costOfText = ({ length }: string, { operation }: Budget): number =>
  Math.min(operation, 60 + Math.ceil(length / 10));

/** The cost of refusing an operation that costs too much: its cost is computed from each of its selections. */
const costOfRefusal = ({ selections }: RequestedCost, { operation }: Budget): number =>
  Math.min(operation, 10 + Math.ceil(selections / 4));

/**
 * The cost of making and planning another form of an operation whose text is known already. All selections of the text
 * count, also those that the static cost leaves out because they are never resolved.
 */
const costOfForm = (selections: number, { operation }: Budget): number =>
  Math.min(operation, 60 + selections);

/** The cost of finding that a variable does not fit; an error may name the values that it is close to. */
const costOfMisfit = 6;

/**
 * Below it an operation is charged as requested, unless it may cost more or its actual cost is asked for. Nor is the
 * size of its answer computed: it has fewer than 1,000 leaves, and far less than a megabyte.
 */
const worthMeasuring = 100;

/** A path of an operation, and what it costs itself. */
interface Dearest {
  readonly path: string;
  readonly cost: number;
}

/** The cost that an execution requests. */
interface RequestedCost extends Charged {
  /** How many selections it is the sum of. */
  readonly selections: number;
  /** Those which cost most, of the figures and of everything else. */
  readonly dearestFigure: Dearest;
  readonly dearest: Dearest;
  /** Whether the actual cost and the size of the answer are worth computing. */
  readonly isMeasured: boolean;
}

/**
 * Limits what operations cost. The static cost of an operation is known before it is planned; it must lie within
 * the limit of the viewer's role, and is taken from the viewer's bucket. What was not used is given back after the
 * execution, and what was used beyond it, by lists longer than declared, is charged. Texts that are not known yet
 * are charged for being read, valid or not.
 */
export const createDemandControl = (options: DemandControlOptions): OperationPolicy =>
  new DemandControl(options);

class DemandControl implements OperationPolicy {
  readonly #context: CostContext;
  readonly #budgets: Budgets;
  readonly #buckets: Buckets;
  readonly #mode: 'enforce' | 'measure';
  readonly #maxAnswerBytes: number;
  readonly #observe: DemandControlOptions['observe'];
  readonly #constantCosts = new WeakMap<ClientOperation, RequestedCost>();
  readonly #selections = new WeakMap<ClientOperation, number>();
  readonly #requested = new WeakMap<GraphRequest, number>();
  readonly #costsOfEvents = new WeakMap<ExecutionResult, number>();
  readonly #holdBack = createHoldBack();

  constructor(options: DemandControlOptions) {
    this.#context = options.context;
    this.#budgets = options.budgets;
    this.#buckets = options.buckets;
    this.#mode = options.mode;
    this.#maxAnswerBytes = options.maxAnswerBytes;
    this.#observe = options.observe;
  }

  async beforeParsing(text: string, request: GraphRequest): Promise<void> {
    const budget = this.#budgetOf(request);
    const cost = costOfText(text, budget);
    const key = ownerOfRequest(request);
    if (this.#mode === 'measure') this.#buckets.charge(key, cost, budget);
    else if (!this.#buckets.take(key, cost, budget)) {
      this.#observe?.(cost, 'bucket');
      await this.#refuse(request, cost, budget);
    }
  }

  afterMisfit(request: GraphRequest, { length }: readonly GraphQLError[]): void {
    if (this.#mode === 'measure' || request.clientAddress === null) return;
    const cost = costOfFault + costOfMisfit * length;
    this.#buckets.charge(requestBucketOf(request), cost, this.#budgetOf(request));
  }

  beforePlanning(execution: OperationExecution): Promise<void> | undefined {
    const { operation, variables, request } = execution;
    const requested = this.#requestedCost(operation, variables);
    const { cost, isMeasured } = requested;
    const budget = this.#budgetOf(request);
    const key = ownerOfRequest(request);
    if (isMeasured || request.wantsCost) this.#requested.set(request, cost);
    const excess = this.#mode === 'enforce' ? excessOf(requested, budget) : null;
    if (excess) {
      this.#observe?.(cost, 'operation');
      const costHere = costOfRefusal(requested, budget);
      if (!this.#buckets.take(key, costHere, budget))
        return this.#refuse(request, costHere, budget);
      throw excess;
    }
    if (this.#mode === 'enforce' && !this.#buckets.take(key, cost, budget)) {
      this.#observe?.(cost, 'bucket');
      return this.#refuse(request, cost, budget);
    }
    if (this.#mode === 'measure') this.#buckets.charge(key, cost, budget);
    this.#chargeExpanded(execution);
    this.#observe?.(cost, null);
    return undefined;
  }

  /** A new text costs as much as another form of it would: its fragments may make much of what is short. */
  #chargeExpanded({ operation, request }: OperationExecution): void {
    const { text, trustedDocument } = request;
    if (text === null || trustedDocument) return;
    const budget = this.#budgetOf(request);
    const more = costOfForm(this.#selectionsOf(operation), budget) - costOfText(text, budget);
    if (more > 0) this.#buckets.charge(ownerOfRequest(request), more, budget);
  }

  /** A text that is known is executed in a form that is not kept, such as under other conditions. */
  afterMaking({ operation, request }: OperationExecution): void {
    if (request.text !== null) return;
    const budget = this.#budgetOf(request);
    const cost = costOfForm(this.#selectionsOf(operation), budget);
    this.#buckets.charge(ownerOfRequest(request), cost, budget);
  }

  /** What was not executed costs as much as refusing it for its cost. */
  afterBusy({ operation, variables, request }: OperationExecution): void {
    const budget = this.#budgetOf(request);
    const requested = this.#requestedCost(operation, variables);
    const unused = requested.cost - costOfRefusal(requested, budget);
    if (unused > 0) this.#buckets.charge(ownerOfRequest(request), -unused, budget);
  }

  afterResult(execution: OperationExecution, result: ExecutionResult): void {
    const requestedQueryCost = this.#requested.get(execution.request);
    if (requestedQueryCost === undefined) return;
    this.#settle(execution, result, requestedQueryCost);
    limitAnswer(result, this.#maxAnswerBytes);
  }

  /** Gives back what was not used, and charges what was used beyond it. */
  #settle(
    execution: OperationExecution,
    result: ExecutionResult,
    requestedQueryCost: number,
  ): void {
    const { request } = execution;
    // Of work that was cut short nothing is given back: what was done of it cannot be seen from the answer.
    if (request.interruption.isOver) return;
    const found = actualOf(execution, result.data, this.#context);
    // Nor of what a subgraph has returned, and was too large to be passed on.
    const isCut = result.errors?.some(isOfTooMuch) === true;
    const actualQueryCost = isCut ? Math.max(found, requestedQueryCost) : found;
    const budget = this.#budgetOf(request);
    const key = ownerOfRequest(request);
    this.#buckets.charge(key, actualQueryCost - requestedQueryCost, budget);
    if (!request.wantsCost) return;
    const throttleStatus = this.#buckets.statusOf(key, budget);
    result.extensions = {
      ...result.extensions,
      cost: { requestedQueryCost, actualQueryCost, throttleStatus },
    };
  }

  shareOfEvent({ operation, variables, request }: OperationExecution): number {
    return this.#requestedCost(operation, variables).cost / this.#budgetOf(request).operation;
  }

  secondsUntilEvent({ operation, variables, request }: OperationExecution): number {
    if (this.#mode === 'measure') return 0;
    const { cost } = this.#requestedCost(operation, variables);
    return this.#buckets.secondsUntil(eventBucketOf(request), cost, this.#budgetOf(request));
  }

  /** An event is resolved only if its viewer could pay the most that it may cost. */
  beforeResolving(execution: OperationExecution): void {
    if (this.secondsUntilEvent(execution) === 0) return;
    const { operation, variables, request } = execution;
    throw this.#refusedEvent(request, this.#requestedCost(operation, variables).cost);
  }

  /**
   * An event is charged to each viewer who gets it, even if several share its execution, from a bucket beside that of
   * operations: events are made by other people, who could otherwise use up what the viewer has for requests.
   */
  beforeEvent(execution: OperationExecution, result: ExecutionResult): void {
    const { request } = execution;
    const cost = this.#costOfEvent(execution, result);
    const budget = this.#budgetOf(request);
    const key = eventBucketOf(request);
    if (this.#mode === 'measure') this.#buckets.charge(key, cost, budget);
    else if (!this.#buckets.take(key, cost, budget)) throw this.#refusedEvent(request, cost);
  }

  /**
   * Reading leaves the bucket of events enough for any one of them, or half: those that are delivered meanwhile are not
   * refused.
   */
  afterReading({ request }: OperationExecution, cost: number, mayWait: boolean): number {
    const budget = this.#budgetOf(request);
    const key = eventBucketOf(request);
    const level = Math.min(budget.operation, budget.available / 2);
    const isToWait = mayWait && this.#mode === 'enforce';
    const seconds = isToWait ? this.#buckets.secondsUntil(key, level, budget) : 0;
    if (seconds === 0) this.#buckets.charge(key, cost, budget);
    return seconds;
  }

  #refusedEvent(request: GraphRequest, cost: number): ClientError {
    this.#observe?.(cost, 'bucket');
    const budget = this.#budgetOf(request);
    const key = eventBucketOf(request);
    const seconds = this.#buckets.secondsUntil(key, cost, budget);
    return throttled(cost, seconds, this.#buckets.statusOf(key, budget));
  }

  /** Computed once for all viewers of an event. The weight of the field was charged when the subscription began. */
  #costOfEvent(execution: OperationExecution, result: ExecutionResult): number {
    let cost = this.#costsOfEvents.get(result);
    if (cost === undefined) {
      limitAnswer(result, this.#maxAnswerBytes);
      cost =
        actualOf(execution, result.data, this.#context) - actualOf(execution, {}, this.#context);
      this.#costsOfEvents.set(result, cost);
    }
    return cost;
  }

  #budgetOf({ viewer }: GraphRequest): Budget {
    return this.#budgets[budgetNameOf(viewer)];
  }

  #requestedCost(operation: ClientOperation, variables: Variables): RequestedCost {
    const constant = this.#constantCosts.get(operation);
    if (constant !== undefined) return constant;
    const maximum = staticCost(operation, variables, this.#context);
    const charged = chargedFor(maximum);
    const requested: RequestedCost = {
      ...charged,
      selections: maximum.paths.length,
      dearestFigure: dearestOf(maximum.paths.filter(({ isFigure }) => isFigure)),
      dearest: dearestOf(maximum.paths.filter(({ isFigure }) => !isFigure)),
      isMeasured: maximum.mayBeExceeded || charged.cost >= worthMeasuring,
    };
    if (!maximum.dependsOnVariables) this.#constantCosts.set(operation, requested);
    return requested;
  }

  /** Counted once for a text that is kept. */
  #selectionsOf(operation: ClientOperation): number {
    let selections = this.#selections.get(operation);
    if (selections === undefined) {
      selections = countSelections(operation.document, operation.definition);
      this.#selections.set(operation, selections);
    }
    return selections;
  }

  /** @throws LIMIT_EXCEEDED once it has held the refusal back. */
  async #refuse(request: GraphRequest, cost: number, budget: Budget): Promise<void> {
    const key = ownerOfRequest(request);
    const seconds = this.#buckets.secondsUntil(key, cost, budget);
    const error = throttled(cost, seconds, this.#buckets.statusOf(key, budget));
    await this.#holdBack(key);
    throw error;
  }
}

const eventBucketOf = (request: GraphRequest) => `events ${ownerOfRequest(request)}`;

const actualOf = (
  { operation, variables }: OperationExecution,
  data: unknown,
  context: CostContext,
) => charge(actualCost(operation, variables, data, context));

function dearestOf(paths: readonly PathCost[]): Dearest {
  let dearest: Dearest = { path: '', cost: -1 };
  for (const one of paths) {
    const cost = total(one);
    if (cost > dearest.cost) dearest = { path: one.path, cost };
  }
  return dearest;
}

const isOfTooMuch = ({ extensions }: GraphQLError): boolean =>
  extensions['code'] === 'LIMIT_EXCEEDED' && extensions['quantity'] === 'answerBytes';

/** Why an operation costs too much for one; null if it does not. */
function excessOf(requested: RequestedCost, budget: Budget): ClientError | null {
  const { cost, figures, dearest, dearestFigure } = requested;
  const { operation: limit, figures: limitOfFigures } = budget;
  const exceeded = exceededLimit(requested, budget);
  if (exceeded === null) return null;
  if (exceeded === 'figures') {
    return clientError(
      'LIMIT_EXCEEDED',
      say`The figures of groups may cost up to ${figures}, and ${limitOfFigures ?? 0} is the limit. Most of it is ${dearestFigure.path}: request fewer groups or figures at once.`,
      { cost: figures, limit: limitOfFigures, dearestPath: dearestFigure.path },
    );
  }
  if (limitOfFigures !== undefined) return tooExpensive(cost - figures, limit, dearest.path);
  const { path } = dearestFigure.cost > dearest.cost ? dearestFigure : dearest;
  return tooExpensive(cost, limit, path);
}

function tooExpensive(cost: number, limit: number, dearestPath: string): ClientError {
  return clientError(
    'LIMIT_EXCEEDED',
    say`The operation may cost up to ${cost}, and ${limit} is the limit. Most of it is ${dearestPath}: request fewer at once.`,
    { cost, limit, dearestPath },
  );
}

function throttled(cost: number, seconds: number, throttleStatus: object): ClientError {
  const retryAfter = Math.ceil(seconds);
  return retryLater(
    say`The operation costs ${cost}, more than is available now. Try again in ${retryAfter} s.`,
    retryAfter,
    { cost, throttleStatus },
  );
}
