import { executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import type { FetchNode, QueryPlan } from '@apollo/query-planner';
import {
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Planner } from '../planning/planner.ts';
import type { JsonObject } from './json.ts';
import { typename } from './normalize/nodes.ts';
import { type Execution, executeFetch, type FetchTarget } from './plan/fetch.ts';
import { graphqlErrorFor } from '../../lib/platform/errors/graphql-error.ts';

/** Executes a plan. Adds data and errors to the execution. */
export type ExecutePlan = (execution: Execution) => Promise<unknown> | undefined;

type RequestContext = Parameters<typeof executeQueryPlan>[2];

/**
 * Selects `__typename` for all objects of an abstract type: Apollo's executor keeps only the selected fields, and
 * completing the answer needs the types.
 */
export function withTypenames(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): OperationDefinitionNode {
  const types = new TypeInfo(schema);
  const visitor = {
    SelectionSet: {
      leave: (node: SelectionSetNode) =>
        isAbstractType(types.getParentType())
          ? { ...node, selections: [typename, ...node.selections] }
          : undefined,
    },
  };
  return visit(operation, visitWithTypeInfo(types, visitor));
}

/**
 * Executes a plan with Apollo's own executor: when the compiled form does not support the plan, and as a reference to
 * verify answers.
 */
export function byApollo(
  plan: QueryPlan,
  operation: OperationDefinitionNode,
  { planner, targets }: { planner: Planner; targets: ReadonlyMap<string, FetchTarget> },
): ExecutePlan {
  const services = {
    ...Object.fromEntries([...targets].map(([name, target]) => [name, createDataSource(target)])),
    [eventService]: eventAsFetched,
  };
  const executed = withEventFetched(plan);
  return async (execution) => {
    const { variables, data, errors, problems } = execution;
    const result = await executeQueryPlan(
      executed,
      services,
      { request: { variables }, context: execution, metrics: {} } as unknown as RequestContext, // all the properties it reads
      { schema: planner.apiSchema, operation, fragments: {} },
      planner.supergraphSchema,
      planner.apolloApiSchema,
    );
    Object.assign(data, result.data satisfies JsonObject | null | undefined);
    errors.push(...(result.errors ?? []).map(graphqlErrorFor)); // internal faults are plain errors
    problems.push(...valueCompletion(result.extensions));
  };
}

/** Stands for the subgraph of a subscription when one of its events is executed; no subgraph has this name. */
const eventService = 'event of a subscription';

/** Apollo's executor refuses subscriptions: the event is fetched from a service of its own, and then the rest. */
function withEventFetched(plan: QueryPlan): QueryPlan {
  const { node } = plan;
  if (node?.kind !== 'Subscription') return plan;
  const { primary, rest } = node;
  const event: FetchNode = { ...primary, serviceName: eventService };
  return { ...plan, node: { kind: 'Sequence', nodes: rest ? [event, rest] : [event] } };
}

const eventAsFetched: GraphQLDataSource<Execution> = {
  async process(options) {
    const { event } = options.context as Execution; // as it is passed to the executor
    // A copy, since the executor changes what it gets.
    return structuredClone(event ?? {});
  },
};

function valueCompletion(extensions: Record<string, unknown> | undefined): GraphQLError[] {
  const errors = extensions?.['valueCompletion'];
  return Array.isArray(errors) ? errors.filter((error) => error instanceof GraphQLError) : [];
}

/** The data source that Apollo's executor calls for a fetch. */
function createDataSource(target: FetchTarget): GraphQLDataSource<Execution> {
  return {
    async process(options) {
      if (!('incomingRequestContext' in options)) {
        throw new Error('The supergraph is composed ahead of time: nothing else is ever fetched.');
      }
      const { request, context: execution, document } = options;
      const { query = '', operationName, variables = {} } = request;
      return executeFetch(target, { query, document, operationName, variables }, execution);
    },
  };
}
