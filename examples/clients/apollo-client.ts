import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  CombinedProtocolErrors,
  gql,
  HttpLink,
  InMemoryCache,
  ServerError,
} from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import type { Client } from 'graphql-ws';
import { tap } from 'rxjs';

/** Apollo Client over a WebSocket, with the `resumingClient` of `graphql-ws.ts`. */
export const apolloOverSocket = (client: Client) =>
  new ApolloClient({ link: new GraphQLWsLink(client), cache: new InMemoryCache() });

/** Passes positions that come without an event to `progress` of the context: subscribers are not shown them. */
const positions = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    tap(({ data, errors, extensions }) => {
      if (!data && !errors) operation.getContext()['progress']?.(extensions?.['cursor']);
    }),
  ),
);

/** Apollo Client over HTTP, for `followOverHttp`. */
export const apolloOverHttp = (uri: string) =>
  new ApolloClient({
    link: ApolloLink.from([positions, new HttpLink({ uri })]),
    cache: new InMemoryCache(),
  });

/** Follows new applications over the multipart protocol, until that is refused. @returns a function that ends it. */
export function followOverHttp(followed: Followed): () => void {
  const { client, token, query, variables, take, failed } = followed;
  let { after } = variables;
  let isOver = false;
  let stop = () => {};
  function subscribe(authorization: string): void {
    if (isOver) return;
    const progress = (cursor: unknown) => (after = cursor ?? after);
    const context = { headers: { authorization }, progress };
    const options = {
      query: gql(query),
      variables: { ...variables, after },
      context,
      // With a cache, each heartbeat would show the last event again.
      fetchPolicy: 'no-cache',
      // By default, an event of which a part could not be read comes without data.
      errorPolicy: 'all',
    } as const;
    const subscription = client
      .subscribe<{ newApplications: { cursor: string } }>(options)
      .subscribe({
        next({ data, error, extensions }) {
          // From the position before an event that could not be read.
          if (!data && error) {
            endedWith(error);
            return;
          }
          if (data) take(data);
          after = extensions?.['cursor'] ?? after;
        },
        error: endedWith,
        complete: again,
      });
    stop = () => subscription.unsubscribe();
  }
  function endedWith(error: unknown): void {
    if (isPassing(error)) {
      again();
      return;
    }
    // The same request would be refused again.
    isOver = true;
    stop();
    failed(error);
  }
  function begin(): void {
    token().then((bearer) => subscribe(`Bearer ${bearer}`), again);
  }
  function again(): void {
    stop();
    const timer = setTimeout(begin, 1_000);
    stop = () => clearTimeout(timer);
  }
  begin();
  return () => {
    isOver = true;
    stop();
  };
}

/** Something cannot be reached for a while, the token has expired, or a budget is spent for now. */
function isPassing(error: unknown): boolean {
  if (ServerError.is(error)) return error.statusCode >= 500 || error.statusCode === 429;
  if (!CombinedGraphQLErrors.is(error) && !CombinedProtocolErrors.is(error)) return true;
  return error.errors.some(
    ({ extensions: { code, throttleStatus } = {} }) =>
      code === 'UNAVAILABLE' ||
      code === 'UNAUTHENTICATED' ||
      (code === 'LIMIT_EXCEEDED' && throttleStatus !== undefined),
  );
}

interface Followed {
  client: ApolloClient;
  /** Called whenever the client connects: tokens expire. */
  token: () => Promise<string>;
  /** Has a variable `$after` for the argument. */
  query: string;
  variables: Record<string, unknown>;
  take: (data: { newApplications: { cursor: string } }) => void;
  /** Called when the subscription is refused: it would be refused again. */
  failed: (reason: unknown) => void;
}
