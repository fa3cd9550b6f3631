import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { createGraphRequest, type GraphRequest } from '../../lib/platform/operations/request.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import type { CircuitBreakerOptions } from '../../lib/federation/transport/circuit-breaker.ts';
import { createHttpTransport } from '../../lib/federation/transport/http.ts';
import type {
  SubgraphOperation,
  SubgraphTransport,
} from '../../lib/federation/transport/transport.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: { query: string; operationName?: string; variables?: Record<string, unknown> };
}

export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** A server in the place of a subgraph. */
export class StandIn {
  readonly server: Server;
  /** The requests that it received, in order. */
  received: Received[] = [];
  /** Its responses, one after the other; the last one repeats. */
  behaviours: Behaviour[] = [];

  constructor() {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async listen(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await json(request)) as Received['body']; // the format of the transport
    this.received.push({ headers: request.headers, body });
    const behaviour = this.behaviours.length > 1 ? this.behaviours.shift() : this.behaviours[0];
    behaviour?.(response, request);
  }

  connect(
    timeoutMs: number,
    circuit?: CircuitBreakerOptions,
    { answersInTurn = false } = {},
  ): SubgraphTransport {
    const { port } = this.server.address() as AddressInfo; // a TCP server
    return createHttpTransport({
      name: 'citizen',
      url: `http://127.0.0.1:${port}/graphql`,
      timeoutMs,
      answersInTurn,
      routes: [],
      ...(circuit && { circuit }),
      signToken: (viewer, audience) => `token-of-${viewer?.subject ?? 'nobody'}-for-${audience}`,
      signClientAddress: (address, audience) => `${address}-for-${audience}`,
    });
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

export const answer =
  (body: unknown, status = 200): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
export const hangUp: Behaviour = (_response, { socket }) => socket.destroy();
export const silence: Behaviour = () => {};

const logger = createLogger({ level: 'silent', name: 'test' });

export const requestOf = (
  viewer: Viewer,
  options: Partial<Pick<GraphRequest, 'interruption' | 'clientAddress'>> = {},
) => createGraphRequest(viewer, 'request-1', logger, options);

export const ask = (
  transport: SubgraphTransport,
  operation: Omit<SubgraphOperation, 'request'>,
  viewer: Viewer = null,
) =>
  transport.execute({ ...operation, request: requestOf(viewer, { clientAddress: '192.0.2.1' }) });

export const query = { query: '{ one: me { name } two: viewer { role } }' };
export const mutation = { query: 'mutation { eraseCitizen(id: "1") { id } }' };
export const data = { one: { name: 'Ayşe' }, two: { role: 'CITIZEN' } };

export const missing = (...path: (string | number)[]) => ({
  message: 'A part of the system cannot be reached at the moment. Try again later.',
  path,
  extensions: { code: 'UNAVAILABLE' },
});
export const unreachable = { errors: [missing('one'), missing('two')] };
