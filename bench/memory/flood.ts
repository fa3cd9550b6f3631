import { Agent, request } from 'undici';
import type { Shape } from './shapes.ts';

/** A graph to load, and the concurrent status query. */
export interface FloodTarget {
  readonly url: string;
  /** A status query with its token, and a text that its response must contain. */
  readonly status: { body: string; token: string; answers: string };
}

interface FloodReport {
  readonly asked: number;
  /** The number of responses by HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly statusQueries: number;
}

/** How long the status query may take before it counts as not answered. */
const statusTimeoutMs = 120_000;

/**
 * Sends all operations of a shape over one connection, with status queries running concurrently.
 * @param pause called after each hundred operations.
 * @throws when a status query gets a wrong response.
 */
export async function flood(
  { url, status }: FloodTarget,
  { texts, repeated, write }: Shape,
  pause: (asked: number) => Promise<void>,
): Promise<FloodReport> {
  const one = new Agent({ connections: 1, headersTimeout: 0, bodyTimeout: 0 });
  const beside = new Agent({ headersTimeout: statusTimeoutMs, bodyTimeout: statusTimeoutMs });
  const statuses: Record<string, number> = {};
  let asked = 0;
  let statusQueries = 0;
  const over = new AbortController();

  async function ask(number: number): Promise<void> {
    const { statusCode, body } = await post(url, one, JSON.stringify({ query: write(number) }));
    await body.dump();
    statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
    asked += 1;
    if (asked % 100 === 0) await pause(asked);
  }

  async function askForStatus(): Promise<void> {
    while (!over.signal.aborted) {
      const { body } = await post(url, beside, status.body, status.token);
      const text = await body.text();
      if (!text.includes(status.answers)) {
        throw new Error(`The status query was answered with ${text.slice(0, 500)}`);
      }
      statusQueries += 1;
    }
  }

  const besides = askForStatus();
  besides.catch(() => over.abort());
  try {
    for (let number = 0; number < texts && !over.signal.aborted; number += 1) {
      for (let time = 0; time < (number < repeated ? 3 : 1); time += 1) await ask(number);
    }
  } finally {
    over.abort();
    await besides;
    await Promise.all([one.destroy(), beside.destroy()]);
  }
  return { asked, statuses, statusQueries };
}

const post = (url: string, dispatcher: Agent, body: string, token?: string) =>
  request(`${url}/graphql`, {
    method: 'POST',
    dispatcher,
    body,
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
  });
