import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import type { Client } from 'graphql-ws';

/** Apollo Client over a WebSocket, with the `resumingClient` of `graphql-ws.ts`. */
export const apolloOverSocket = (client: Client) =>
  new ApolloClient({ link: new GraphQLWsLink(client), cache: new InMemoryCache() });

/** Apollo Client over HTTP, for `followOverHttp`. */
export const apolloOverHttp = (uri: string) =>
  new ApolloClient({ link: new HttpLink({ uri }), cache: new InMemoryCache() });

/** Follows new applications over the multipart protocol. @returns a function that ends it. */
export function followOverHttp({ client, token, query, variables, take }: Followed): () => void {
  let { after } = variables;
  let isOver = false;
  let stop = () => {};
  function subscribe(authorization: string): void {
    if (isOver) return;
    const context = { headers: { authorization } };
    // With a cache, each heartbeat would show the last event again.
    const options = {
      query: gql(query),
      variables: { ...variables, after },
      context,
      fetchPolicy: 'no-cache',
    } as const;
    const subscription = client
      .subscribe<{ newApplications: { cursor: string } }>(options)
      .subscribe({
        next({ data, extensions }) {
          if (data) take(data);
          after = extensions?.['cursor'] ?? after;
        },
        error: again,
        complete: again,
      });
    stop = () => subscription.unsubscribe();
  }
  function begin(): void {
    token().then((bearer) => subscribe(`Bearer ${bearer}`), again);
  }
  function again(): void {
    const timer = setTimeout(begin, 1_000);
    stop = () => clearTimeout(timer);
  }
  begin();
  return () => {
    isOver = true;
    stop();
  };
}

interface Followed {
  client: ApolloClient;
  /** Called whenever the client connects: tokens expire. */
  token: () => Promise<string>;
  /** Has a variable `$after` for the argument. */
  query: string;
  variables: Record<string, unknown>;
  take: (data: { newApplications: { cursor: string } }) => void;
}
