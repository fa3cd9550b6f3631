import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphRequest } from '../platform/request.ts';
import type { SubgraphTransport } from './transport/transport.ts';

/** What Apollo's executor calls for a fetch, over one of our transports. */
export function createDataSource(
  execute: SubgraphTransport['execute'],
): GraphQLDataSource<GraphRequest> {
  return {
    async process(options) {
      if (!('incomingRequestContext' in options)) {
        throw new Error('The supergraph is composed ahead of time: nothing else is ever fetched.');
      }
      const { request, context, document } = options;
      return execute({
        query: request.query ?? '',
        document,
        operationName: request.operationName,
        variables: request.variables,
        request: context,
      });
    },
  };
}
