import { executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import { createDataSource } from '../data-source.ts';
import type { Planner } from '../planner.ts';
import type { JsonObject } from './json.ts';
import { type Execution, executeMeasured, type FetchTarget } from './plan/fetch.ts';
import { faultOf } from './plan/subgraph-error.ts';

/** Executes a plan. Adds data and errors to the execution. */
export type ExecutePlan = (execution: Execution) => Promise<unknown> | undefined;

type RequestContext = Parameters<typeof executeQueryPlan>[2];

/**
 * Executes a plan by Apollo's own executor: where a plan holds what the compiled form does not know, and as a
 * reference when an answer is in doubt.
 */
export function byApollo(
  plan: QueryPlan,
  operation: OperationDefinitionNode,
  { planner, targets }: { planner: Planner; targets: ReadonlyMap<string, FetchTarget> },
): ExecutePlan {
  const services = Object.fromEntries(
    [...targets].map(([name, target]) => [
      name,
      createDataSource((operation) => executeMeasured(target, operation)),
    ]),
  );
  return async ({ request, variables, data, errors, problems }) => {
    const result = await executeQueryPlan(
      plan,
      services,
      { request: { variables }, context: request, metrics: {} } as unknown as RequestContext, // all that it reads
      { schema: planner.apiSchema, operation, fragments: {} },
      planner.supergraphSchema,
      planner.apolloApiSchema,
    );
    Object.assign(data, result.data satisfies JsonObject | null | undefined);
    errors.push(...(result.errors ?? []).map(faultOf)); // its own faults are plain errors
    problems.push(...valueCompletion(result.extensions));
  };
}

function valueCompletion(extensions: Record<string, unknown> | undefined): GraphQLError[] {
  const errors = extensions?.['valueCompletion'];
  return Array.isArray(errors) ? errors.filter((error) => error instanceof GraphQLError) : [];
}
