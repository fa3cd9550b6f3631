import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ClientError, clientErrorFrom, isErrorCode, unavailable } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
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
      if (!transport) throw unavailable(aPart);
      const requestId = `${self}-${crypto.randomUUID()}`;
      const request = createGraphRequest(viewer, requestId, logger, options);
      const { data, errors } = await transport.execute({ query, variables, request });
      const [error] = errors ?? [];
      if (error) {
        throw failureOf(error);
      }
      return data as Data; // the caller declares the form of its operation's result
    },
  };
}

/** Clients may get it. The message of the peer was for this subgraph. */
function failureOf({ message, extensions = {} }: GraphQLFormattedError): Error {
  const { code, ...details } = extensions;
  const cause = new Error(message);
  if (code === 'UNAVAILABLE') return clientErrorFrom(code, unavailable(aPart).said, cause);
  if (!isErrorCode(code)) return new GraphQLError(message, { extensions });
  return new ClientError(code, say`${aPart} has refused a request from another part.`, {
    details,
    cause,
  });
}

const aPart = say`A part of the system`;
