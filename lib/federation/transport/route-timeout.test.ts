import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { createGraphRequest } from '../../platform/operations/request.ts';
import { createLogger } from '../../platform/process/logger.ts';
import { createHttpTransport } from './http.ts';

const logger = createLogger({ level: 'silent', name: 'test' });

test('an answer of a route may take longer than one of an operation', async () => {
  const exported = Promise.withResolvers<ServerResponse>();
  const server = createServer((request, response) => {
    if (request.url === '/export') exported.resolve(response); // operations get no answer
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server
  const transport = createHttpTransport({
    name: 'analytics',
    url: `http://127.0.0.1:${port}/graphql`,
    timeoutMs: 200,
    routes: ['POST /export'],
    routeTimeoutMs: 60_000,
    signToken: () => 'token',
    signClientAddress: () => 'address',
  });
  try {
    const asked = transport.routes['POST /export']?.({
      method: 'POST',
      viewer: null,
      requestId: 'request-1',
      logger,
      params: {},
      search: '',
      headers: { 'content-type': 'application/json' },
      body: Readable.from(['{}']),
      signal: new AbortController().signal,
    });
    const response = await exported.promise;

    // An operation that was sent later has timed out.
    const { errors } = await transport.execute({
      query: '{ viewer { role } }',
      request: createGraphRequest(null, 'request-2', logger),
    });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
    response.end('rows');

    expect(await text((await asked)?.body as Readable)).toBe('rows'); // as all from a subgraph server
  } finally {
    await transport.stop();
    server.close();
    server.closeAllConnections();
  }
});
