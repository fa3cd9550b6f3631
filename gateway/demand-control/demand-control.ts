import type { GraphQLError } from 'graphql';
import { clientError, retryLater } from '../../lib/kit/errors.ts';
import type { ClientOperation, Variables } from '../../lib/platform/operations/engine.ts';
import type { OperationExecution, OperationPolicy } from '../../lib/platform/operations/policy.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import { actualCost } from './actual-cost.ts';
import { bucketOf, type Buckets } from './buckets.ts';
import { type Budget, budgetNameOf, type Budgets } from '../../lib/platform/operations/budgets.ts';
import { type CostContext, total } from './cost.ts';
import { createHoldBack } from './hold-back.ts';
import { type PathCost, staticCost } from './static-cost.ts';

export interface DemandControlOptions {
  context: CostContext;
  budgets: Budgets;
  buckets: Buckets;
  /** `measure` computes and counts everything and refuses nothing. */
  mode: 'enforce' | 'measure';
  /** Called with what was asked for, once for each operation; `refused` says why it was not executed. */
  observe?: (cost: number, refused: Refused | null) => void;
}

export type Refused = 'operation' | 'bucket';

/**
 * What a text costs that is not known yet, valid or not: to be parsed, validated and planned. Never more than one
 * operation may, since a bucket may hold no more.
 */
const costOfText = ({ length }: string, { operation }: Budget): number =>
  Math.min(operation, 60 + Math.ceil(length / 10));

/** What it costs to refuse an operation that costs too much. */
const costOfRefusal = 10;

/** Below it an operation is charged as requested, unless its actual cost is asked for. */
const worthMeasuring = 100;

/**
 * Limits what operations cost. The static cost of an operation is known before it is planned; it must lie within
 * the limit of the viewer's role, and is taken from the viewer's bucket. What was not used is given back after the
 * execution, and what was used beyond it, by lists longer than declared, is charged. Texts that are not known yet
 * are charged for being read, valid or not.
 */
export function createDemandControl(options: DemandControlOptions): OperationPolicy {
  const { context, budgets, buckets, mode, observe } = options;
  const constantCosts = new WeakMap<ClientOperation, number>();
  const requested = new WeakMap<GraphRequest, number>();
  const holdBack = createHoldBack();

  function requestedCost(operation: ClientOperation, variables: Variables): number {
    const constant = constantCosts.get(operation);
    if (constant !== undefined) return constant;
    const cost = staticCost(operation, variables, context);
    if (!cost.dependsOnVariables) constantCosts.set(operation, total(cost));
    return total(cost);
  }

  /** @throws LIMIT_EXCEEDED once it has held the refusal back. */
  async function refuse(request: GraphRequest, cost: number, budget: Budget): Promise<void> {
    const key = bucketOf(request);
    const seconds = buckets.secondsUntil(key, cost, budget);
    const error = throttled(cost, seconds, buckets.statusOf(key, budget));
    await holdBack(1_000 * seconds);
    throw error;
  }

  return {
    async beforeParsing(text, request) {
      const budget = budgets[budgetNameOf(request.viewer)];
      const cost = costOfText(text, budget);
      const key = bucketOf(request);
      if (mode === 'measure') buckets.charge(key, cost, budget);
      else if (!buckets.take(key, cost, budget)) {
        observe?.(cost, 'bucket');
        await refuse(request, cost, budget);
      }
    },

    beforePlanning({ operation, variables, request }) {
      const cost = requestedCost(operation, variables);
      const budget = budgets[budgetNameOf(request.viewer)];
      const key = bucketOf(request);
      if (cost >= worthMeasuring || request.wantsCost) requested.set(request, cost);
      if (mode === 'enforce' && cost > budget.operation) {
        observe?.(cost, 'operation');
        if (!buckets.take(key, costOfRefusal, budget)) {
          return refuse(request, costOfRefusal, budget);
        }
        throw tooDear(cost, budget, staticCost(operation, variables, context).paths);
      }
      if (mode === 'enforce' && !buckets.take(key, cost, budget)) {
        observe?.(cost, 'bucket');
        return refuse(request, cost, budget);
      }
      if (mode === 'measure') buckets.charge(key, cost, budget);
      observe?.(cost, null);
      return undefined;
    },

    afterResult(execution, result) {
      const { request } = execution;
      const requestedQueryCost = requested.get(request);
      // Of work that was cut short nothing is given back: what was done of it cannot be seen from the answer.
      if (requestedQueryCost === undefined || request.interruption.isOver) return;
      const actualQueryCost = actualOf(execution, result.data, context);
      const budget = budgets[budgetNameOf(request.viewer)];
      const key = bucketOf(request);
      buckets.charge(key, actualQueryCost - requestedQueryCost, budget);
      if (!request.wantsCost) return;
      const throttleStatus = buckets.statusOf(key, budget);
      result.extensions = {
        ...result.extensions,
        cost: { requestedQueryCost, actualQueryCost, throttleStatus },
      };
    },
  };
}

const actualOf = (
  { operation, variables }: OperationExecution,
  data: unknown,
  context: CostContext,
) => total(actualCost(operation, variables, data, context));

function tooDear(
  cost: number,
  { operation: limit }: Budget,
  paths: readonly PathCost[],
): GraphQLError {
  const dearest = paths.reduce<PathCost | null>(
    (most, one) => (most && total(most) >= total(one) ? most : one),
    null,
  );
  return clientError(
    'LIMIT_EXCEEDED',
    `The operation may cost up to ${cost}, and ${limit} is the limit. Most of it is ${dearest?.path}: ask for fewer at once.`,
    { cost, limit, dearestPath: dearest?.path },
  );
}

function throttled(cost: number, seconds: number, throttleStatus: object): GraphQLError {
  const retryAfter = Math.ceil(seconds);
  return retryLater(
    `The operation costs ${cost}, more than is available now. Ask again in ${retryAfter} s.`,
    retryAfter,
    { cost, throttleStatus },
  );
}
