import { inspect } from 'node:util';
import { WebSocket } from 'ws';
import { apolloOverHttp, followOverHttp } from '../../../examples/clients/apollo-client.ts';
import { follow as followWithFetch } from '../../../examples/clients/fetch.ts';
import { follow as followWithSse } from '../../../examples/clients/graphql-sse.ts';
import { resumingClient } from '../../../examples/clients/graphql-ws.ts';
import type { Following } from './followers.ts';
import type { Result } from './journal.ts';

/** The clients that docs/clients.md shows. They ask for a token whenever they connect. */

/** Follows until the signal is aborted. */
type Follow = (following: Following, signal: AbortSignal) => void;

const connecting =
  ({ journal, token }: Following) =>
  async () => {
    const given = await token();
    journal.connect();
    return given;
  };

const endpointOf = ({ url }: Following) => `${url}/graphql`;

export const withGraphqlWs: Follow = (following, signal) => {
  const { query, variables, journal } = following;
  const token = connecting(following);
  const client = resumingClient({
    url: endpointOf(following).replace('http', 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    webSocketImpl: WebSocket,
  });
  client.subscribe(
    { query, variables },
    {
      next: (result) => journal.take(result as Result), // the library's type has no null
      error: (reason) => void journal.ends.push(`error ${inspect(reason).slice(0, 300)}`),
      complete: () => {},
    },
  );
  signal.addEventListener('abort', () => {
    // It rejects while the client tries to connect to a server that is gone.
    Promise.resolve(client.dispose()).catch(() => {});
  });
};

export const withGraphqlSse: Follow = (following, signal) => {
  const { query, variables, journal } = following;
  const stop = followWithSse({
    url: endpointOf(following),
    token: connecting(following),
    query,
    variables,
    take: (data) => journal.take({ data }, false),
    failed: (reason) => void journal.ends.push(`error ${inspect(reason).slice(0, 300)}`),
  });
  signal.addEventListener('abort', stop);
};

export const withFetch: Follow = (following, signal) => {
  const { query, variables, journal } = following;
  void followWithFetch({
    url: endpointOf(following),
    token: connecting(following),
    body: { query, variables },
    take: (result) => journal.take(result),
    signal,
  });
};

/** For `newApplications` alone. */
export const withApolloOverHttp: Follow = (following, signal) => {
  const { query, variables, journal } = following;
  const client = apolloOverHttp(endpointOf(following));
  const stop = followOverHttp({
    client,
    token: connecting(following),
    query,
    variables,
    take: (data) => journal.take({ data: { ...data } }, false),
    failed: (reason) => void journal.ends.push(`error ${inspect(reason).slice(0, 300)}`),
  });
  signal.addEventListener('abort', () => {
    stop();
    client.stop();
  });
};
