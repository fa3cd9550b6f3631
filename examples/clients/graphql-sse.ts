import { createClient } from 'graphql-sse';

/** Follows a subscription over server-sent events. @returns a function that ends it. */
export function follow({ url, token, query, variables, take, failed }: Followed): () => void {
  // The client sends the same object whenever it connects.
  const extensions: { after?: string } = {};
  const client = createClient({
    url,
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Infinity,
    retry: async (retries) => {
      const seconds = Math.min(2 ** retries, 30) * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, 1_000 * seconds));
    },
  });
  let stop = () => {};
  /** From the position before an event that could not be read. */
  function again(): void {
    stop();
    const timer = setTimeout(begin, 1_000);
    stop = () => clearTimeout(timer);
  }
  function begin(): void {
    let isReplaced = false;
    stop = client.subscribe<Record<string, unknown>, { cursor: string }>(
      { query, variables, extensions },
      {
        next({ data, errors, extensions: position }) {
          if (isReplaced) return;
          if (!data && isUnavailable(errors)) {
            isReplaced = true;
            again();
            return;
          }
          if (position) extensions.after = position.cursor;
          if (data) take(data);
          else failed(errors);
        },
        error: failed,
        complete: () => {},
      },
    );
  }
  begin();
  return () => stop();
}

/** Whether something could not be reached for a while. */
const isUnavailable = (errors: Errors = []) =>
  errors.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');

type Errors = readonly { extensions?: Record<string, unknown> }[];

interface Followed {
  url: string;
  /** Called whenever the client connects: tokens expire. */
  token: () => Promise<string>;
  query: string;
  variables: Record<string, unknown>;
  take: (data: Record<string, unknown>) => void;
  failed: (reason: unknown) => void;
}
