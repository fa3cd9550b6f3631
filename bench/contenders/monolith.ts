import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { configuration, type Context, contextOf } from './common.ts';
import { monolith } from './stock-schema.ts';

/** One Apollo Server over everything, with a DataLoader for each request: no federation. */
const server = new ApolloServer<Context>(monolith);
await startStandaloneServer(server, {
  listen: { host: configuration.HOST, port: configuration.PORT },
  context: ({ req }) => contextOf(req.headers.authorization),
});
