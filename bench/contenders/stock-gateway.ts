import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { loadableByApolloGateway } from '../../gateway/supergraph.ts';
import { authenticate, configuration } from './common.ts';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

interface Context {
  authorization?: string | undefined;
}

/** Forwards who asks to the subgraphs. */
class AuthenticatedDataSource extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<Context>['willSendRequest']>>[0]) {
    if (context.authorization) request.http?.headers.set('authorization', context.authorization);
  }
}

/** Apollo Gateway as its documentation shows it, over the supergraph file given. */
const gateway = new ApolloGateway({
  supergraphSdl: loadableByApolloGateway(readFileSync(process.argv[2] ?? '', 'utf8')),
  buildService: ({ url }) => new AuthenticatedDataSource(url ? { url } : {}),
});
const server = new ApolloServer<Context>({ gateway });
await startStandaloneServer(server, {
  listen: { host: configuration.HOST, port: configuration.PORT },
  context: async ({ req }) => {
    await authenticate(req.headers.authorization);
    return { authorization: req.headers.authorization };
  },
});
