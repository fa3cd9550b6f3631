import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { clientError, isErrorCode, unavailable } from '../../kit/errors.ts';
import { createGraphRequest } from '../../platform/operations/request.ts';
import { serviceViewer } from '../../kit/viewer.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import type { Peers } from '../peers.ts';
import type { SubgraphTransport } from './transport.ts';

/**
 * The queries of one subgraph to the others. Transports are looked up on use, because the subgraphs
 * of one process start one after the other.
 */
export function createPeers(
  self: SubgraphName,
  transports: ReadonlyMap<SubgraphName, SubgraphTransport>,
  logger: Logger,
): Peers {
  const viewer = serviceViewer(self);
  return {
    async query<Data>(
      name: SubgraphName,
      query: string,
      variables: Readonly<Record<string, unknown>> = {},
      options: { readonly isBackground?: boolean } = {},
    ): Promise<Data> {
      const transport = transports.get(name);
      if (!transport) throw unavailable(`The ${name} subgraph`);
      const requestId = `${self}-${crypto.randomUUID()}`;
      const request = createGraphRequest(viewer, requestId, logger, options);
      const { data, errors } = await transport.execute({ query, variables, request });
      const [error] = errors ?? [];
      if (error) {
        const { code, ...details } = error.extensions ?? {};
        if (isErrorCode(code)) throw clientError(code, error.message, details);
        throw new GraphQLError(error.message, { extensions: error.extensions ?? null });
      }
      return data as Data; // the caller declares the form of its operation's result
    },
  };
}
