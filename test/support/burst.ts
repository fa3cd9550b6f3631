import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

interface BurstRequest {
  query: string;
  variables: Record<string, unknown>;
  token: string;
}

/**
 * A client that sends many requests in the same instant, over connections that stay open. `fetch`
 * would spread them over many turns of the event loop that the graph of a test shares with it.
 */
export function createBurst(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: 1_000 });

  async function send({ query, variables, token }: BurstRequest): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const outgoing = request(url, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      text(response).then((body) => resolve(JSON.parse(body)), reject);
    });
    outgoing.end(JSON.stringify({ query, variables }));
    return promise;
  }

  return {
    sendAll: (requests: readonly BurstRequest[]) => Promise.all(requests.map(send)),
    stop: () => agent.destroy(),
  };
}
