/** Follows a subscription with fetch alone, also in browsers, until the signal is aborted. */
export async function follow({ url, token, body, take, signal }: Followed): Promise<void> {
  let after: string | undefined;
  while (!signal.aborted) {
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
      const lines = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
      let rest = '';
      for await (const text of lines) {
        const events = (rest + text).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.+)$/m.exec(event)?.[1];
          const answer = data === undefined ? null : (JSON.parse(data) as Answer);
          if (isUnavailable(answer)) throw new Error('Try again.');
          if (answer) take(answer);
          after = /^id: (.+)$/m.exec(event)?.[1] ?? after;
        }
      }
    } catch {
      // The connection was lost, or an event could not be read: from the position before it.
    }
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

/** Whether there is nothing because something could not be reached for a while. */
const isUnavailable = (answer: Answer | null) =>
  !answer?.data && answer?.errors?.some(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly { extensions?: Record<string, unknown> }[];
}

interface Followed {
  url: string;
  /** Called whenever the client connects: tokens expire. */
  token: () => Promise<string>;
  /** The query and its variables. */
  body: { query: string; variables: Record<string, unknown> };
  /** Takes data, or errors: those without data end the subscription. */
  take: (answer: Answer) => void;
  signal: AbortSignal;
}
