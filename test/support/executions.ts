import type { ExecutionPath } from '../../platform/operations/engine.ts';
import type { TestGraph } from './graph.ts';

/** How many operations the gateway has executed by each path, as its metrics tell. */
export async function executions(
  graph: Pick<TestGraph, 'url'>,
): Promise<Record<ExecutionPath, number>> {
  const text = await (await fetch(`${graph.url}/metrics`)).text();
  const count = (path: ExecutionPath) => {
    const [, value] =
      new RegExp(`^graphql_executions_total\\{path="${path}"\\} (\\d+)$`, 'm').exec(text) ?? [];
    return Number(value);
  };
  return { first: count('first'), compiled: count('compiled'), fallback: count('fallback') };
}
