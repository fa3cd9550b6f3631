import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isNonNullType,
  isObjectType,
  printSchema,
} from 'graphql';
import { enforceAccess } from '../../../lib/federation/authorization.ts';
import { letFieldsFail, type Library, readDays } from './library.ts';
import { entities, resolvers, type Thing } from './resolvers.ts';

/**
 * The library as one schema without federation, over the same data: the clients' view, resolved by the same functions.
 * The graph must give the same results as graphql on this schema.
 */
export function wholeLibrary(apiSchema: GraphQLSchema, { schemas }: Library): GraphQLSchema {
  const schema = buildSchema(`${printSchema(apiSchema)}\n${accessDirectives}`);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    const names = [type.name, ...type.getInterfaces().map(({ name }) => name)];
    for (const field of Object.values(type.getFields())) {
      const resolve = ownResolver(names, field.name);
      field.resolve = (source, args, context, info) =>
        resolve(wholeRecord(names, source as Thing | undefined), args, context, info);
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInterfaceType(type)) type.resolveType = ({ __typename }: Thing) => String(__typename);
  }
  readDays(schema);
  letFieldsFail(schema);
  for (const subgraph of schemas.values()) declareAccess(schema, subgraph);
  return enforceAccess(schema);
}

/**
 * The same schema with non-null fields made nullable, each with its error. If several non-null fields of one object are
 * null, graphql reports one of the errors, and leaves open which.
 */
export function withEveryError(whole: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(whole.getTypeMap())) {
    // The types of introspection are the same in every schema.
    if (isIntrospectionType(type)) continue;
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isNonNullType(field.type)) continue;
      field.type = field.type.ofType;
      if (isObjectType(type)) refuseNull(field, `${type.name}.${field.name}`);
    }
  }
  return whole;
}

function refuseNull(field: GraphQLField<unknown, unknown>, name: string): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = async (...given) => {
    const value: unknown = await resolve(...given);
    if (value == null) throw new Error(`Cannot return null for non-nullable field ${name}.`);
    return value;
  };
}

const accessDirectives = `
  directive @authenticated on FIELD_DEFINITION | OBJECT
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT
`;

/** Declares for each type and field what a subgraph declares for it. No two of them declare different rights. */
function declareAccess(schema: GraphQLSchema, subgraph: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const declared = subgraph.getType(type.name);
    if (!isObjectType(type) || !isObjectType(declared)) continue;
    type.astNode = declared.astNode;
    for (const [name, { astNode }] of Object.entries(declared.getFields())) {
      const field = type.getFields()[name];
      if (field && astNode?.directives?.length) field.astNode = astNode;
    }
  }
}

function ownResolver(types: readonly string[], field: string) {
  for (const subgraph of Object.values(resolvers)) {
    for (const type of types) {
      const resolve = subgraph[type]?.[field];
      if (resolve) return resolve;
    }
  }
  return defaultFieldResolver;
}

/** The fields of an entity from all subgraphs. */
function wholeRecord(types: readonly string[], source: Thing | undefined): Thing {
  const parts = Object.values(entities).flatMap((finders) =>
    types.map((type) => finders[type]?.(source ?? {})),
  );
  return Object.assign({}, ...parts, source) as Thing;
}
