import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A balancer as in front of real gateways: it polls readiness, and keeps connections alive. It never retries. */
export interface Balancer {
  readonly url: string;
  /** The backends that are in rotation now. */
  readonly ready: readonly string[];
  stop(): Promise<void>;
}

const pollEveryMs = 100;

export async function startBalancer(backends: readonly string[]): Promise<Balancer> {
  const ready = new Set<string>();
  const agent = new Agent({ keepAlive: true });
  const stopping = new AbortController();
  let turn = 0;

  async function poll(backend: string): Promise<void> {
    while (!stopping.signal.aborted) {
      const response = await fetch(`${backend}/health/ready`).catch(() => null);
      if (response?.status === 200) ready.add(backend);
      else ready.delete(backend);
      await delay(pollEveryMs);
    }
  }

  function forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const among = [...ready];
    const backend = among[(turn += 1) % among.length];
    const fail = (error: Error) => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end(`${backend}: ${error.message}`);
    };
    if (!backend) return fail(new Error('no backend is ready'));
    const { method = 'GET', url = '/', headers } = incoming;
    const forwarded = request(`${backend}${url}`, { agent, method, headers }, (response) => {
      const { connection: _, ...others } = response.headers;
      outgoing.writeHead(response.statusCode ?? 502, others);
      response.on('error', fail).pipe(outgoing);
    });
    incoming.pipe(forwarded.on('error', fail));
  }

  const polling = Promise.all(backends.map(poll));
  const server = createServer(forward).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // of a TCP server
    get ready() {
      return [...ready];
    },
    async stop() {
      stopping.abort();
      await polling;
      agent.destroy();
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
