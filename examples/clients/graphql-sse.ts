import { createClient } from 'graphql-sse';

/**
 * Follows a subscription over server-sent events, until it is refused or its source has ended.
 * @returns a function that ends it.
 */
export function follow({ url, token, query, variables, take, failed }: Followed): () => void {
  // The client sends the same object whenever it connects.
  const extensions: { after?: string } = {};
  let refused: Response | null = null;
  const client = createClient({
    url,
    fetchFn: async (...request: Parameters<typeof fetch>) => {
      const response = await fetch(...request);
      refused = isRefusal(response) ? response : null;
      const isFirst = response.ok && extensions.after === undefined;
      return isFirst ? withStart(response, extensions) : response;
    },
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
    retryAttempts: Infinity,
    retry: async (retries) => {
      // The same request would be refused again.
      if (refused) throw new Error(`Refused with ${refused.status}: ${await refused.text()}`);
      const seconds = Math.min(2 ** retries, 30) * (0.5 + Math.random());
      await new Promise((resolve) => setTimeout(resolve, 1_000 * seconds));
    },
  });
  let stop = () => {};
  /** From the last position, with a new token. */
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
          if (!data && isPassing(errors)) {
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

/** Something cannot be reached for a while, the token has expired, or a budget is spent for now. */
const isPassing = (errors: Errors = []) =>
  errors.some(
    ({ extensions: { code, throttleStatus } = {} }) =>
      code === 'UNAVAILABLE' ||
      code === 'UNAUTHENTICATED' ||
      (code === 'LIMIT_EXCEEDED' && throttleStatus !== undefined),
  );

/** Keeps the position with which a stream begins: the client does not show it. */
function withStart(response: Response, extensions: { after?: string }): Response {
  let text = '';
  const keep = new TransformStream<string, string>({
    transform(part, controller) {
      controller.enqueue(part);
      if (extensions.after !== undefined) return;
      text += part;
      const start = /^id: (.+)\n/m.exec(text)?.[1];
      if (start !== undefined) extensions.after = start;
    },
  });
  const body = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(keep)
    .pipeThrough(new TextEncoderStream());
  return new Response(body, response);
}

/** An invalid operation or token, for example; not too many requests. */
const isRefusal = ({ status }: Response) => status >= 400 && status < 500 && status !== 429;

type Errors = readonly { extensions?: { code?: string; throttleStatus?: unknown } }[];

interface Followed {
  url: string;
  /** Called whenever the client connects: tokens expire. */
  token: () => Promise<string>;
  query: string;
  variables: Record<string, unknown>;
  take: (data: Record<string, unknown>) => void;
  /** Called with errors of an event, and with the reason why it was refused. */
  failed: (reason: unknown) => void;
}
