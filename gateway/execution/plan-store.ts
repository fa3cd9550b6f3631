import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import { type OperationDefinitionNode, print } from 'graphql';
import { textHash } from '../../lib/platform/operations/text-hash.ts';
import type { OperationMemory } from '../../lib/platform/operations/memory.ts';
import { sizeOf } from '../../lib/platform/operations/size-of.ts';
import type { GraphRequest } from '../../lib/platform/operations/request.ts';
import type { Planner } from '../planning/planner.ts';
import type { OperationToPlan, Planning } from '../planning/planning.ts';
import { byApollo, type ExecutePlan, withTypenames } from './apollo-executor.ts';
import { compileSource, type PlanContext, type Source } from './plan/fetch.ts';
import { compilePlan, subgraphsAskedForEntities } from './plan/plan.ts';

/** A plan, ready to be executed. */
export interface ExecutablePlan {
  readonly execute: ExecutePlan;
  /** Whether it is compiled; otherwise Apollo's executor runs it. */
  readonly isCompiled: boolean;
  /** The subgraphs that are queried for entities after other fetches. */
  readonly entitiesOf: ReadonlySet<string>;
  /** Where the events of a subscription come from; null for other operations. */
  readonly source: Source | null;
}

interface PlanStoreOptions {
  planner: Planner;
  planning: Planning;
  context: PlanContext;
  memory: OperationMemory;
  /** If false, Apollo's executor runs every plan. */
  compile: boolean;
}

export interface PlanStore {
  /** @returns a cached plan, or null. */
  find(key: string): ExecutablePlan | null;
  /**
   * Plans an operation, at once or beside the event loop.
   * @throws, or rejects, as {@link Planning} does.
   */
  plan(operation: OperationToPlan, request: GraphRequest): ExecutablePlan | Promise<ExecutablePlan>;
  /** Caches a plan, at once or if one for the same operation was created before. */
  keep(key: string, plan: ExecutablePlan, atOnce: boolean): void;
}

/** Equal for operations that are equal. */
export const planKey = (definition: OperationDefinitionNode) => textHash(print(definition));

/** Plans and compiles operations, and caches the plans of repeated ones. */
export function createPlanStore(options: PlanStoreOptions): PlanStore {
  const { planner, planning, context, memory, compile } = options;
  const plans = memory.share<ExecutablePlan>();
  const sizes = new WeakMap<ExecutablePlan, () => number>();

  function executableOf(plan: QueryPlan, definition: OperationDefinitionNode): ExecutablePlan {
    flatten(plan);
    const { node } = plan;
    const source = node?.kind === 'Subscription' ? compileSource(node.primary, context) : null;
    if (node?.kind === 'Subscription' && !source) {
      throw new Error('The plan of the subscription needs a feature that is not supported.');
    }
    const compiled = compile ? compilePlan(plan, context) : null;
    const executable: ExecutablePlan = {
      execute: compiled ?? byApollo(plan, definition, { planner, ...context }),
      isCompiled: compiled !== null,
      entitiesOf: subgraphsAskedForEntities(plan),
      source,
    };
    sizes.set(executable, () => planWeight(plan));
    return executable;
  }

  return {
    find: (key) => plans.get(key) ?? null,
    plan({ key, definition: selected }, request) {
      const definition = compile ? selected : withTypenames(selected, planner.apiSchema);
      const plan = planning.plan({ key, definition }, request);
      return plan instanceof Promise
        ? plan.then((made) => executableOf(made, definition))
        : executableOf(plan, definition);
    },
    keep(key, plan, atOnce) {
      if (!atOnce && !plans.isAgain(key)) return;
      plans.set(key, plan, sizes.get(plan)?.() ?? 0);
      sizes.delete(plan);
    },
  };
}

/** The hidden classes that V8 keeps for the objects of a unique plan. */
const bytesOfPlan = 36_000;

/** A plan retains its fetches and their compiled forms, here and in the subgraphs: see test/operations/weights.test.ts. */
const planWeight = (plan: QueryPlan) => bytesOfPlan + 5 * sizeOf(plan);

/**
 * The planner concatenates the text of a fetch from many pieces. V8 stores such a string as a tree of its pieces, which
 * takes more memory than the plan, until one of its characters is read.
 */
function flatten({ node }: QueryPlan): void {
  const visit = (part: PlanNode): void => {
    if (part.kind === 'Fetch') part.operation.charCodeAt(0);
    else if (part.kind === 'Flatten') visit(part.node);
    else if (part.kind === 'Sequence' || part.kind === 'Parallel') part.nodes.forEach(visit);
  };
  if (node?.kind === 'Subscription') {
    visit(node.primary);
    if (node.rest) visit(node.rest);
  } else if (node) visit(node);
}
