import {
  type Client,
  type ClientOptions,
  createClient,
  type Sink,
  type SubscribePayload,
} from 'graphql-ws';

/**
 * A client of graphql-ws whose subscriptions go on after their last position when it connects again. One that brings a
 * token of its own, in `extensions.authorization`, ends when that has expired.
 */
export function resumingClient(options: ClientOptions): Client {
  const positions: Positions = new Map();
  let socket: Pick<WebSocket, 'send'> | null = null;
  const client = createClient({
    retryAttempts: Infinity,
    // By default, a connection that is refused ends the subscription.
    shouldRetry: () => true,
    retryWait,
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
      connected: (opened) => (socket = opened as WebSocket),
    },
  });
  /** Subscriptions with tokens of their own may keep a connection open whose token has expired. */
  async function renew(): Promise<void> {
    const { connectionParams } = options;
    const given = typeof connectionParams === 'function' ? connectionParams() : connectionParams;
    const payload = await given;
    socket?.send(JSON.stringify({ type: 'ping', payload }));
  }
  return {
    ...client,
    subscribe: (payload, sink) => subscribeAgain({ client, positions, renew }, payload, sink),
  };
}

interface Connection {
  client: Client;
  positions: Positions;
  /** Sends a new token. */
  renew: () => Promise<void>;
}

/** The extensions of each subscription by its id: `after` is its last position. */
type Positions = Map<string, Record<string, unknown>>;

/** Subscribes, and begins again whenever something that passes has ended the subscription. */
function subscribeAgain(
  { client, positions, renew }: Connection,
  payload: SubscribePayload,
  sink: Sink<never>,
): () => void {
  // The client sends the same object whenever it connects.
  const extensions: Record<string, unknown> = { ...payload.extensions };
  const sent = { ...payload, extensions };
  const hasOwnToken = extensions['authorization'] !== undefined;
  let stop = () => {};
  function forget(): void {
    for (const [id, each] of positions) if (each === extensions) positions.delete(id);
  }
  function begin(): void {
    let isCurrent = true;
    /** From the last position. */
    function again(errors: unknown): void {
      isCurrent = false;
      stop();
      // One that cannot be had now is asked for again when the subscription is refused again.
      if (isOfToken(errors)) renew().catch(() => {});
      const timer = setTimeout(begin, 1_000);
      stop = () => clearTimeout(timer);
    }
    stop = client.subscribe<never, { cursor?: string }>(sent, {
      next(result) {
        if (!isCurrent) return;
        if (!result.data && isPassing(result.errors)) return again(result.errors);
        sink.next(result as never); // the caller knows the form
        extensions['after'] = result.extensions?.cursor ?? extensions['after'];
      },
      error(error) {
        if (isPassing(error) && !(hasOwnToken && isOfToken(error))) return again(error);
        forget();
        sink.error(error);
      },
      complete() {
        if (!isCurrent) return;
        forget();
        sink.complete();
      },
    });
  }
  begin();
  return () => {
    forget();
    stop();
  };
}

/** Longer and longer, up to some half a minute, and not all clients at the same time. */
async function retryWait(retries: number): Promise<void> {
  const seconds = Math.min(2 ** retries, 30) * (0.5 + Math.random());
  await new Promise((resolve) => setTimeout(resolve, 1_000 * seconds));
}

/** Something cannot be reached for a while, the token has expired, or a budget is spent for now. */
const isPassing = (errors: unknown) =>
  Array.isArray(errors) &&
  errors.some(
    ({ extensions: { code, throttleStatus } = {} }: { extensions?: Record<string, unknown> }) =>
      code === 'UNAVAILABLE' ||
      code === 'UNAUTHENTICATED' ||
      (code === 'LIMIT_EXCEEDED' && throttleStatus !== undefined),
  );

const isOfToken = (errors: unknown) =>
  Array.isArray(errors) &&
  errors.some(
    ({ extensions }: { extensions?: Record<string, unknown> }) =>
      extensions?.['code'] === 'UNAUTHENTICATED',
  );
