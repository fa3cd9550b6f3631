import { Client, subscriptionExchange } from '@urql/core';
import type { Client as SocketClient } from 'graphql-ws';

/** urql over a WebSocket, with the `resumingClient` of `graphql-ws.ts`. */
export const urqlClient = (url: string, client: SocketClient) =>
  new Client({
    url,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: client.subscribe({ query, variables: variables ?? {} }, sink as never),
          }),
        }),
      }),
    ],
  });
