import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { loadableByApolloGateway } from '../../gateway/supergraph.ts';

export interface StockGatewayContext {
  authorization?: string | undefined;
}

/** Forwards the viewer's token to the subgraphs. */
class AuthenticatedDataSource extends RemoteGraphQLDataSource<StockGatewayContext> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<StockGatewayContext>['willSendRequest']>>[0]) {
    if (context.authorization) request.http?.headers.set('authorization', context.authorization);
  }
}

/** Apollo Gateway as its documentation shows it, over the addresses in a supergraph. */
export function createStockGateway(supergraphSdl: string): ApolloGateway {
  // Must be set before the gateway is constructed, which would otherwise report its use.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  return new ApolloGateway({
    supergraphSdl: loadableByApolloGateway(supergraphSdl),
    buildService: ({ url }) => new AuthenticatedDataSource(url ? { url } : {}),
  });
}
