import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { authenticate, configuration } from './common.ts';

/** The cost of Apollo Server and Fastify alone, with authentication. */
const apollo = new ApolloServer({
  typeDefs: 'type Query { hello: String! }',
  resolvers: { Query: { hello: () => 'world' } },
});
await apollo.start();
const server = fastify();
server.route({
  url: '/graphql',
  method: ['GET', 'POST'],
  handler: fastifyApolloHandler(apollo, {
    context: async ({ headers }) => ({ viewer: await authenticate(headers.authorization) }),
  }),
});
await server.listen({ host: configuration.HOST, port: configuration.PORT });
