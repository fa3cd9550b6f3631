import type { PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { isSafeKey } from '../json.ts';
import { compileFetch, compileSource, type PlanContext, type Step } from './fetch.ts';
import { eachElement } from './places.ts';

const nothing: Step = () => undefined;

/**
 * Of a subscription, the execution of one event.
 * @returns null when the plan needs a feature that only Apollo's executor supports.
 */
export function compilePlan({ node }: QueryPlan, context: PlanContext): Step | null {
  if (!node) return nothing;
  return node.kind === 'Subscription' ? compileEvent(node, context) : compileNode(node, context);
}

function compileEvent({ primary, rest }: SubscriptionNode, context: PlanContext): Step | null {
  const source = compileSource(primary, context);
  const compiledRest = rest ? compileNode(rest, context) : nothing;
  if (!source || !compiledRest) return null;
  return (execution) => {
    if (execution.event) source.receive(execution, execution.event);
    return compiledRest(execution);
  };
}

/** The subgraphs that a plan queries for entities after other fetches. */
export function subgraphsAskedForEntities({ node }: QueryPlan): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (part: PlanNode): void => {
    if (part.kind === 'Flatten') look(part.node);
    else if (part.kind === 'Sequence' || part.kind === 'Parallel') part.nodes.forEach(look);
    else if (part.kind === 'Fetch' && part.requires) names.add(part.serviceName);
  };
  if (node?.kind === 'Subscription') {
    if (node.rest) look(node.rest);
  } else if (node) look(node);
  return names;
}

function compileNode(node: PlanNode, context: PlanContext): Step | null {
  switch (node.kind) {
    case 'Fetch':
      return compileFetch(node, [], context);
    case 'Flatten': {
      const path = node.path.filter((step) => typeof step === 'string');
      const supported =
        path.length === node.path.length &&
        path.every((step) => step === eachElement || isSafeKey(step));
      if (!supported || node.node.kind !== 'Fetch') return null;
      return compileFetch(node.node, path, context);
    }
    case 'Sequence':
      return compileAll(node.nodes, context, inSequence);
    case 'Parallel':
      return compileAll(node.nodes, context, inParallel);
    case 'Condition':
    case 'Defer':
      return null;
  }
}

function compileAll(
  nodes: readonly PlanNode[],
  context: PlanContext,
  combine: (steps: readonly Step[]) => Step,
): Step | null {
  const steps: Step[] = [];
  for (const node of nodes) {
    const step = compileNode(node, context);
    if (!step) return null;
    steps.push(step);
  }
  return combine(steps);
}

function inSequence(steps: readonly Step[]): Step {
  return async (execution) => {
    for (const step of steps) {
      const pending = step(execution);
      if (pending) await pending;
    }
  };
}

function inParallel(steps: readonly Step[]): Step {
  return (execution) => {
    const pending: Promise<unknown>[] = [];
    for (const step of steps) {
      const promise = step(execution);
      if (promise) pending.push(promise);
    }
    return pending.length < 2 ? pending[0] : Promise.all(pending);
  };
}
