import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';
import type { SubgraphName } from '../kit/subgraph-names.ts';
import { enforceAccess } from './authorization.ts';
import { keepPace } from './pace.ts';

const schemaDirectory = resolve(import.meta.dirname, '../../schema');

/** The path of a subgraph's SDL. */
export const sdlPath = (name: SubgraphName) => resolve(schemaDirectory, `${name}.graphql`);

/**
 * The executable schema of a subgraph: its SDL and resolvers, with declared access enforced and long executions paced.
 */
export function buildSchema(name: SubgraphName, resolvers: object): GraphQLSchema {
  const typeDefs = parse(readFileSync(sdlPath(name), 'utf8'));
  // Codegen typed each resolver map against this SDL; the library's own type does not support contexts.
  const schema = buildSubgraphSchema([
    { typeDefs, resolvers: resolvers as GraphQLResolverMap<unknown> },
  ]);
  return enforceAccess(keepPace(schema));
}
