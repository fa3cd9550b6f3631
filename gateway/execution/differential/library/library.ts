import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import {
  defaultFieldResolver,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import type { SubgraphTransport } from '../../../transport/transport.ts';
import { entities, resolvers, type Thing } from './resolvers.ts';

/**
 * What goes wrong, by `Type.field` or `Type.field:key`; by `subgraph/Type:key` for a whole entity, and
 * by `subgraph` for the way to it.
 */
export type Faults = Readonly<Record<string, 'error' | 'coded error' | 'null'>>;

/** A supergraph of its own, for testing execution by all that can occur in it. */
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
    letFieldsFail(schema);
    return [name, schema] as const;
  });
  return { supergraphSdl, schemas: new Map(schemas) };
}

/** A subgraph of the library as the gateway sees it, failing as each fetch is told. */
export function libraryTransport(
  name: string,
  schema: GraphQLSchema,
  faults: () => Faults,
): SubgraphTransport {
  return {
    name: name as SubgraphTransport['name'], // a library has subgraphs of its own
    routes: {},
    async execute({ query, document = parse(query), operationName, variables }) {
      if (isNull(name, undefined, faults())) return { data: null };
      const { data, errors } = await execute({
        schema,
        document,
        operationName,
        variableValues: variables,
        contextValue: faults(),
      });
      const shown = errors?.map((error) => error.toJSON());
      return { data: data ?? null, ...(shown && { errors: shown }) };
    },
    health: async () => [],
    stop: async () => {},
  };
}

function resolversOf(subgraph: string): GraphQLResolverMap<Faults> {
  const types: Record<string, Record<string, GraphQLFieldResolver<Thing, Faults>>> = {
    ...resolvers[subgraph],
  };
  for (const [type, find] of Object.entries(entities[subgraph] ?? {})) {
    // Called with a stub and the context, whatever the type of the map says.
    const resolveReference = async (stub: Thing, faults: object) =>
      isNull(`${subgraph}/${type}`, stub, faults as Faults) ? null : find(stub);
    types[type] = { ...types[type], __resolveReference: resolveReference };
  }
  return types;
}

function letFieldsFail(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      const { resolve = defaultFieldResolver } = field;
      field.resolve = async (source, args, faults, info) =>
        isNull(`${type.name}.${field.name}`, source, faults)
          ? null
          : resolve(source, args, faults, info);
    }
  }
}

/** @throws the fault of this place, if it is to fail. */
function isNull(coordinate: string, source: Thing | undefined, faults: Faults): boolean {
  const key = source?.id ?? source?.isbn;
  const place = key ? `${coordinate}:${key}` : coordinate;
  const fault = faults[place] ?? faults[coordinate];
  if (fault === 'error') throw new Error(`${place} failed`);
  if (fault === 'coded error') {
    throw new GraphQLError(`${place} is away`, { extensions: { code: 'AWAY', place } });
  }
  return fault === 'null';
}
