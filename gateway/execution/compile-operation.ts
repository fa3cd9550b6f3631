import type { QueryPlan } from '@apollo/query-planner';
import {
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { GraphRequest } from '../../platform/request.ts';
import { type CompleteAnswer, compileAnswer } from './answer/answer.ts';
import type { JsonObject } from './json.ts';
import type { Execution, PlanContext, Step } from './plan/fetch.ts';
import { compilePlan, subgraphsAskedForEntities } from './plan/plan.ts';
import { faultOf } from './plan/subgraph-error.ts';
import { isSupported } from './supported.ts';
import { type CheckVariables, compileVariableCheck } from './variables.ts';

/** An operation as Apollo's gateway has planned it. */
export interface PlannedOperation {
  readonly plan: QueryPlan;
  /** The API schema. */
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}

export interface OperationResult {
  data?: JsonObject | null;
  errors?: readonly GraphQLError[];
  extensions?: { valueCompletion: readonly GraphQLError[] };
}

export type CompiledOperation = (
  request: GraphRequest,
  variables: Readonly<Record<string, unknown>> | undefined,
) => Promise<OperationResult>;

/**
 * Works out once what Apollo's executor works out for every request: the fetches, what each sends and
 * where its answer and its errors belong, and the form of the client's answer.
 * @returns null for operations with anything that only Apollo's executor knows.
 */
export function compileOperation(
  planned: PlannedOperation,
  context: PlanContext,
): CompiledOperation | null {
  const { plan, schema, operation, fragments } = planned;
  const root = schema.getRootType(operation.operation);
  if (!root || operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
  if (!isSupported([operation, ...Object.values(fragments)])) return null;
  const runPlan = compilePlan(plan, context);
  if (!runPlan) return null;
  const complete = compileAnswer(root, operation.selectionSet, { schema, fragments });
  const check = compileVariableCheck(operation.variableDefinitions ?? [], schema);
  // What is read before a change must not answer what is asked after it.
  const isQuery = operation.operation === OperationTypeNode.QUERY;
  const expecting = isQuery ? expectations(plan, context) : [];
  return (request, variables) =>
    execute({ runPlan, complete, check, expecting }, request, variables);
}

/** What tells the subgraphs that will be asked for entities, so that they begin with what they can. */
const expectations = (plan: QueryPlan, { targets }: PlanContext) =>
  [...subgraphsAskedForEntities(plan)].flatMap(
    (name) => targets.get(name)?.transport.expectEntities ?? [],
  );

interface Compiled {
  runPlan: Step;
  complete: CompleteAnswer;
  check: CheckVariables;
  expecting: ReturnType<typeof expectations>;
}

async function execute(
  { runPlan, complete, check, expecting }: Compiled,
  request: GraphRequest,
  variables: Readonly<Record<string, unknown>> | undefined,
): Promise<OperationResult> {
  const refused = check(variables);
  if (refused) return { errors: refused };
  for (const expect of expecting) expect(request);
  const execution: Execution = { request, variables, data: {}, errors: [] };
  const pending = runPlan(execution);
  if (pending) await pending;
  return answer(complete, execution);
}

/**
 * Problems with nulls and values are told in `extensions`, and only where no error explains them: they
 * mostly follow from one.
 */
function answer(complete: CompleteAnswer, { data: fetched, errors }: Execution): OperationResult {
  try {
    const { data, problems } = complete(fetched);
    if (errors.length > 0) return { errors, data };
    return problems.length > 0 ? { extensions: { valueCompletion: problems }, data } : { data };
  } catch (thrown) {
    // With data, for it has been executed: without, it would be executed again.
    return { errors: [faultOf(thrown)], data: null };
  }
}
