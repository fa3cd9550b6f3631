import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { parse } from 'graphql';
import { isSubgraphName } from '../../lib/kit/subgraph-names.ts';
import { configuration, type Context, contextOf } from './common.ts';
import { stockSubgraphs } from './stock-schema.ts';

/** A subgraph as in Apollo's documentation. */
const name = process.argv[2] ?? '';
if (!isSubgraphName(name)) throw new Error(`no subgraph ${name}`);
const { typeDefs, resolvers } = stockSubgraphs[name];

const server = new ApolloServer<Context>({
  schema: buildSubgraphSchema([
    { typeDefs: parse(typeDefs), resolvers: resolvers as GraphQLResolverMap<unknown> }, // the library's type does not support contexts
  ]),
});
await startStandaloneServer(server, {
  listen: { host: configuration.HOST, port: configuration.PORT },
  context: ({ req }) => contextOf(req.headers.authorization),
});
