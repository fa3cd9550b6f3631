import { type Client, type ClientOptions, createClient } from 'graphql-ws';

/** A client of graphql-ws whose subscriptions go on after their last position when it connects again. */
export function resumingClient(options: ClientOptions): Client {
  const positions = new Map<string, Record<string, unknown>>();
  const client = createClient({
    retryAttempts: Infinity,
    // By default, a connection that is refused ends the subscription.
    shouldRetry: () => true,
    retryWait: async (retries) => {
      const seconds = Math.min(2 ** retries, 30) * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, 1_000 * seconds));
    },
    ...options,
    generateID({ extensions }) {
      const id = crypto.randomUUID();
      if (extensions) positions.set(id, extensions);
      return id;
    },
    on: {
      // While nothing happens, pings bring the positions.
      ping(_isReceived, payload) {
        for (const [id, after] of Object.entries(payload?.['cursors'] ?? {})) {
          Object.assign(positions.get(id) ?? {}, { after });
        }
      },
    },
  });
  return {
    ...client,
    subscribe(payload, sink) {
      const extensions: Record<string, unknown> = { ...payload.extensions };
      const forget = () => {
        for (const [id, each] of positions) if (each === extensions) positions.delete(id);
      };
      // The client sends the same object whenever it connects.
      return client.subscribe<never, { cursor?: string }>(
        { ...payload, extensions },
        {
          next(result) {
            sink.next(result as never); // the caller knows the form
            extensions['after'] = result.extensions?.cursor ?? extensions['after'];
          },
          error(error) {
            forget();
            sink.error(error);
          },
          complete() {
            forget();
            sink.complete();
          },
        },
      );
    },
  };
}
