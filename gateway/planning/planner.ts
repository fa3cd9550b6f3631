import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import {
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { loadableByApolloGateway } from '../supergraph.ts';

/** How much may be evaluated to find the plan of one operation. */
export interface PlannerLimits {
  /** The number of possible plans. The planner compares them to find the cheapest. */
  readonly evaluatedPlans: number;
  /** The number of ways to reach one field. */
  readonly paths: number;
}

/** Many times what any operation on this supergraph needs: each of its fields has one owner. */
export const plannerLimits: PlannerLimits = { evaluatedPlans: 1_000, paths: 200 };

export type PlannerQuantity = keyof PlannerLimits | 'selections';

/** The plan of an operation cannot be found within a limit. */
export class PlannerLimitError extends Error {
  override readonly name = 'PlannerLimitError';
  readonly quantity: PlannerQuantity;
  readonly limit: number;

  constructor(quantity: PlannerQuantity, limit: number) {
    super(`More than ${limit} ${quantity}`);
    this.quantity = quantity;
    this.limit = limit;
  }
}

export interface MadePlan {
  readonly plan: QueryPlan;
  /** The number of plans compared. */
  readonly evaluatedPlans: number;
}

/**
 * Plans a valid operation without named fragments. The result is the cheapest possible plan.
 * @throws PlannerLimitError when finding it exceeds a limit.
 */
export type MakePlan = (definition: OperationDefinitionNode) => MadePlan;

/** Apollo's query planner over one supergraph. */
export interface Planner {
  /** The schema that clients see. */
  readonly apiSchema: GraphQLSchema;
  /** Apollo's own form of the API schema. */
  readonly apolloApiSchema: Schema;
  /** The whole supergraph, with its inaccessible parts. */
  readonly supergraphSchema: GraphQLSchema;
  readonly plan: MakePlan;
}

interface Made extends PlannerLimits {
  readonly supergraphSdl: string;
  readonly planner: Planner;
}

/** The latest planner, which gateways over the same supergraph share: it keeps nothing between operations. */
let latest: Made | null = null;

export function createPlanner(
  supergraphSdl: string,
  { evaluatedPlans, paths }: PlannerLimits = plannerLimits,
): Planner {
  const isLatest =
    latest?.supergraphSdl === supergraphSdl &&
    latest.evaluatedPlans === evaluatedPlans &&
    latest.paths === paths;
  if (latest && isLatest) return latest.planner;
  const planner = makePlanner(supergraphSdl, { evaluatedPlans, paths });
  latest = { supergraphSdl, evaluatedPlans, paths, planner };
  return planner;
}

function makePlanner(supergraphSdl: string, limits: PlannerLimits): Planner {
  const loaded = load(supergraphSdl);
  const { supergraph, apolloApiSchema } = loaded;
  return {
    apolloApiSchema,
    apiSchema: apolloApiSchema.toGraphQLJSSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    plan: makePlanOver(loaded, limits),
  };
}

/** Creates the planner without the schemas needed for execution. */
export const createMakePlan = (supergraphSdl: string, limits: PlannerLimits): MakePlan =>
  makePlanOver(load(supergraphSdl), limits);

interface Loaded {
  readonly supergraph: Supergraph;
  readonly apolloApiSchema: Schema;
}

function load(supergraphSdl: string): Loaded {
  refuseUnenforced(supergraphSdl);
  const supergraph = Supergraph.build(loadableByApolloGateway(supergraphSdl));
  return { supergraph, apolloApiSchema: supergraph.apiSchema() };
}

function makePlanOver({ supergraph, apolloApiSchema }: Loaded, limits: PlannerLimits): MakePlan {
  const planner = new QueryPlanner(supergraph, {
    exposeDocumentNodeInFetchNode: true,
    // Operations are planned with fragments expanded.
    reuseQueryFragments: false,
    debug: {
      // Beyond its limit the planner does not refuse: it drops options, one at a time, and may miss the cheapest
      // plan. Dropping one at most halves the number of plans, so with twice our limit more than our limit are
      // left exactly where there were more at first.
      maxEvaluatedPlans: 2 * limits.evaluatedPlans,
      pathsLimit: limits.paths,
    },
  });
  return (definition) => {
    const operation = operationFromDocument(
      apolloApiSchema,
      { kind: Kind.DOCUMENT, definitions: [definition] },
      { validate: false },
    );
    const plan = planned(() => planner.buildQueryPlan(operation));
    const evaluatedPlans = planner.lastGeneratedPlanStatistics()?.evaluatedPlanCount ?? 0;
    if (evaluatedPlans > limits.evaluatedPlans) {
      throw new PlannerLimitError('evaluatedPlans', limits.evaluatedPlans);
    }
    return { plan, evaluatedPlans };
  };
}

/** The messages of the planner's errors, which have no code, at a limit. */
const limitMessages: readonly (readonly [PlannerQuantity, RegExp])[] = [
  ['paths', /^Too many options generated for [^]*, reached the limit of (\d+)$/],
  ['selections', /^Number of non-local selections exceeds limit of (\d+)$/],
];

function planned(build: () => QueryPlan): QueryPlan {
  try {
    return build();
  } catch (thrown) {
    for (const [quantity, message] of limitMessages) {
      const [, limit] = (thrown instanceof Error && message.exec(thrown.message)) || [];
      if (limit !== undefined) throw new PlannerLimitError(quantity, Number(limit));
    }
    throw thrown;
  }
}

/** @throws for federation features that restrict access and that nothing here enforces. */
function refuseUnenforced(supergraphSdl: string): void {
  const [, feature] = /specs\.apollo\.dev\/(context|policy)\//.exec(supergraphSdl) ?? [];
  if (feature)
    throw new Error(`The supergraph uses the feature "${feature}", which is not supported.`);
}

/** A prefix for generated names that no field of the supergraph begins with. */
export function generatedPrefix(supergraphSchema: GraphQLSchema): string {
  const names = Object.values(supergraphSchema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
  let prefix = '_r';
  while (names.some((name) => name.startsWith(prefix))) prefix += 'x';
  return prefix;
}
