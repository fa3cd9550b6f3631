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
  let after: string | undefined;
  let isOver = false;
  let stop = () => {};
  function subscribe(authorization: string): void {
    if (isOver) return;
    const context = { headers: { authorization } };
    const options = { query: gql(query), variables: { ...variables, after }, context };
    const subscription = client
      .subscribe<{ newApplications: { cursor: string } }>(options)
      .subscribe({
        next({ data }) {
          if (!data) return;
          take(data);
          after = data.newApplications.cursor;
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
  /** Selects the `cursor`, and has a variable `$after` for the argument. */
  query: string;
  variables: Record<string, unknown>;
  take: (data: { newApplications: { cursor: string } }) => void;
}
