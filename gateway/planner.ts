import { operationFromDocument, type Schema, Supergraph } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import {
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { loadableByApolloGateway } from './supergraph.ts';

/** Apollo's query planner over one supergraph. */
export interface Planner {
  /** The schema that clients see. */
  readonly apiSchema: GraphQLSchema;
  /** Apollo's own form of the API schema. */
  readonly apolloApiSchema: Schema;
  /** The whole supergraph, with its inaccessible parts. */
  readonly supergraphSchema: GraphQLSchema;
  /** Plans a valid operation without named fragments. */
  plan(definition: OperationDefinitionNode): QueryPlan;
}

export function createPlanner(supergraphSdl: string): Planner {
  refuseUnenforced(supergraphSdl);
  const supergraph = Supergraph.build(loadableByApolloGateway(supergraphSdl));
  const apolloApiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, {
    exposeDocumentNodeInFetchNode: true,
    // Operations are planned with their fragments spread.
    reuseQueryFragments: false,
  });
  return {
    apolloApiSchema,
    apiSchema: apolloApiSchema.toGraphQLJSSchema(),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    plan: (definition) =>
      planner.buildQueryPlan(
        operationFromDocument(
          apolloApiSchema,
          { kind: Kind.DOCUMENT, definitions: [definition] },
          { validate: false },
        ),
      ),
  };
}

/** @throws for features of federation that change who may see what and that nothing here enforces. */
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
