import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  print,
} from 'graphql';
import type { Viewer } from '../../../lib/kit/viewer.ts';
import { enforceAccess } from '../../../lib/federation/authorization.ts';
import { createExecutor } from '../../../lib/federation/execute.ts';
import type {
  SubgraphOperation,
  SubgraphResult,
} from '../../../lib/federation/transport/transport.ts';
import { entities, resolvers, type Thing } from './resolvers.ts';

/**
 * The faults, by `Type.field` or `Type.field:key`; by `subgraph/Type:key` for a whole entity, and by `subgraph` for its
 * transport: an error there means no response at all.
 */
export type Faults = Readonly<Record<string, 'error' | 'coded error' | 'null'>>;

/** The context of resolvers. */
export interface LibraryContext {
  readonly faults: Faults;
  readonly viewer: Viewer;
}

/** A separate supergraph, to test execution with every feature that a supergraph can have. */
export interface Library {
  readonly supergraphSdl: string;
  readonly schemas: ReadonlyMap<string, GraphQLSchema>;
}

export function composeLibrary(): Library {
  const services = Object.keys(entities).map((name) => ({
    name,
    url: `http://${name}.example`,
    typeDefs: parse(readFileSync(new URL(`${name}.graphql`, import.meta.url), 'utf8')),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'The library does not compose.');
  const schemas = services.map(({ name, typeDefs }) => {
    const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolversOf(name) }]);
    readDays(schema);
    letFieldsFail(schema);
    enforceAccess(schema);
    return [name, schema] as const;
  });
  return { supergraphSdl, schemas: new Map(schemas) };
}

/** Adds the validation of the library's own scalar, which only its subgraph knows. */
export function readDays(schema: GraphQLSchema): void {
  const day = schema.getType('Day');
  if (!isScalarType(day)) return;
  const read = (value: unknown): unknown => {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
    throw new GraphQLError(`${JSON.stringify(value)} is not a day.`);
  };
  day.parseValue = read;
  day.parseLiteral = (node) => read(node.kind === Kind.STRING ? node.value : print(node));
}

/** Executes one operation at a subgraph, like its server or its transport. */
type AnswerOperation = (
  operation: Pick<SubgraphOperation, 'query' | 'document' | 'operationName' | 'variables'>,
  context: LibraryContext,
) => Promise<SubgraphResult>;

/** A running subgraph of the library, with faults given for each fetch. */
export function answererOf(name: string, schema: GraphQLSchema): AnswerOperation {
  const executor = createExecutor(schema, { compile: true });
  return async ({ query, document = parse(query), operationName, variables }, context) => {
    if (isNull(name, undefined, context)) return { data: null };
    const operation = { document, operationName, variables };
    const { data, errors } = await executor.execute(operation, context);
    const shown = errors?.map((error) => error.toJSON());
    return { ...(data !== undefined && { data }), ...(shown && { errors: shown }) };
  };
}

function resolversOf(subgraph: string): GraphQLResolverMap<LibraryContext> {
  const types: Record<string, Record<string, GraphQLFieldResolver<Thing, LibraryContext>>> = {
    ...resolvers[subgraph],
  };
  for (const [type, find] of Object.entries(entities[subgraph] ?? {})) {
    // Called with a stub and the context, despite the declared type of the map.
    const resolveReference = async (stub: Thing, context: object) =>
      isNull(`${subgraph}/${type}`, stub, context as LibraryContext) ? null : find(stub);
    types[type] = { ...types[type], __resolveReference: resolveReference };
  }
  return types;
}

/** Makes fields fail as the context says. */
export function letFieldsFail(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source, args, context, info) =>
        isNull(`${type.name}.${field.name}`, source, context)
          ? null
          : resolve(source, args, context, info);
    }
  }
}

/** @throws the fault at this place, if there is one. */
function isNull(
  coordinate: string,
  source: Thing | undefined,
  { faults }: LibraryContext,
): boolean {
  const key = source?.id ?? source?.isbn;
  const place = key ? `${coordinate}:${key}` : coordinate;
  const fault = faults[place] ?? faults[coordinate];
  if (fault === 'error') throw new Error(`${place} failed`);
  if (fault === 'coded error') {
    throw new GraphQLError(`${place} is away`, { extensions: { code: 'AWAY', place } });
  }
  return fault === 'null';
}
