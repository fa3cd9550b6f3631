import type { ExecutionPath } from '../../lib/platform/operations/engine.ts';
import type { AnsweredBy } from '../../lib/platform/operations/metrics.ts';
import type { PlanningPlace, PlanningRefusal } from '../../gateway/planning/planning.ts';
import type { TestGraph } from './graph.ts';

/** @returns the values of the graph's metrics, 0 for one that it does not have. */
async function readMetrics({ url }: Pick<TestGraph, 'url'>): Promise<(name: string) => number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const values = new Map(
    text.split('\n').map((line): [string, number] => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
  return (name) => values.get(name) ?? 0;
}

/** The number of operations that the gateway has executed by each path, from its metrics. */
export async function executions(
  graph: Pick<TestGraph, 'url'>,
): Promise<Record<ExecutionPath, number>> {
  const metric = await readMetrics(graph);
  const count = (path: ExecutionPath) => metric(`graphql_executions_total{path="${path}"}`);
  return { first: count('first'), compiled: count('compiled'), fallback: count('fallback') };
}

/** The number of answers of the gateway to operations, by the path that they took, from its metrics. */
export async function answeredBy(
  graph: Pick<TestGraph, 'url'>,
): Promise<Record<AnsweredBy, number>> {
  const metric = await readMetrics(graph);
  const count = (by: AnsweredBy) => metric(`graphql_answers_total{by="${by}"}`);
  return { direct: count('direct'), 'apollo-server': count('apollo-server') };
}

/**
 * The number of plans that the gateway has made, where, and why it has refused to make others, from
 * its metrics.
 */
export async function plans(graph: Pick<TestGraph, 'url'>) {
  const metric = await readMetrics(graph);
  const made = (place: PlanningPlace, what: 'count' | 'sum') =>
    metric(`graphql_evaluated_plans_${what}{place="${place}"}`);
  const refused = (reason: PlanningRefusal) =>
    metric(`graphql_planning_refusals_total{reason="${reason}"}`);
  return {
    atOnce: made('event-loop', 'count'),
    inThread: made('thread', 'count'),
    evaluated: made('event-loop', 'sum') + made('thread', 'sum'),
    refusedForTime: refused('time'),
    refusedAsKnown: refused('known'),
    refusedInQueue: refused('queue'),
    waiting: metric('graphql_planning_queue_length'),
  };
}
