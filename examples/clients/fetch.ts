/**
 * Follows a subscription with fetch alone, also in browsers, until the signal is aborted or the source has ended.
 * @throws if it is refused: its operation or token is not valid, for example.
 */
export async function follow({ url, token, body, take, signal }: Followed): Promise<void> {
  let after: string | undefined;
  while (!signal.aborted) {
    let refused: Response | null = null;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await token()}`,
          ...(after !== undefined && { 'last-event-id': after }),
        },
        body: JSON.stringify(body),
        signal,
      });
      if (isRefusal(response)) refused = response;
      if (!response.ok) throw new Error('Try again.');
      const lines = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
      let rest = '';
      for await (const text of lines) {
        const events = (rest + text).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.+)$/m.exec(event)?.[1];
          const answer = data === undefined ? null : (JSON.parse(data) as Answer);
          if (!answer?.data && isPassing(answer?.errors)) throw new Error('Try again.');
          if (answer) take(answer);
          if (/^event: complete$/m.test(event)) return;
          after = /^id: (.+)$/m.exec(event)?.[1] ?? after;
        }
      }
    } catch {
      // The connection was lost, the token has expired, or an event could not be read: from the position before.
    }
    // The same request would be refused again.
    if (refused) throw new Error(`Refused with ${refused.status}: ${await refused.text()}`);
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Something cannot be reached for a while, the token has expired, or a budget is spent for now. */
const isPassing = (errors: Errors = []) =>
  errors.some(
    ({ extensions: { code, throttleStatus } = {} }) =>
      code === 'UNAVAILABLE' ||
      code === 'UNAUTHENTICATED' ||
      (code === 'LIMIT_EXCEEDED' && throttleStatus !== undefined),
  );

/** Not too many requests, nor a server that is down. */
const isRefusal = ({ status }: Response) => status >= 400 && status < 500 && status !== 429;

type Errors = readonly { extensions?: { code?: string; throttleStatus?: unknown } }[];

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: Errors;
}

interface Followed {
  url: string;
  /** Called whenever the client connects: tokens expire. */
  token: () => Promise<string>;
  /** The query and its variables. */
  body: { query: string; variables: Record<string, unknown> };
  /** Takes data or errors. */
  take: (answer: Answer) => void;
  signal: AbortSignal;
}
