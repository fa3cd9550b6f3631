import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../platform/process/logger.ts';
import { createGraphRequest } from '../../platform/operations/request.ts';
import { createHttpTransport } from './http.ts';
import type { SubgraphTransport } from './transport.ts';

type Behaviour = (response: ServerResponse) => void;

const maxAnswerBytes = 1_000;
const data = { one: { name: 'Ayşe' }, two: { role: 'CITIZEN' } };
const large = { one: { name: 'x'.repeat(maxAnswerBytes) }, two: null };

let server: Server;
let transport: SubgraphTransport;
/** The subgraph's response to each request. */
let behaviour: Behaviour;

beforeEach(async () => {
  server = createServer((_, response) => behaviour(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server
  transport = createHttpTransport({
    name: 'citizen',
    url: `http://127.0.0.1:${port}/graphql`,
    timeoutMs: 30_000,
    routes: [],
    circuit: { failures: 1 },
    maxAnswerBytes,
    signToken: () => 'token',
    signClientAddress: () => 'address',
  });
});

afterEach(async () => {
  await transport.stop();
  server.close();
  server.closeAllConnections();
});

const ask = () =>
  transport.execute({
    query: '{ one: me { name } two: viewer { role } }',
    request: createGraphRequest(null, 'request-1', createLogger({ level: 'silent', name: 'test' })),
  });

const withLength =
  (given: object): Behaviour =>
  (response) => {
    const body = JSON.stringify({ data: given });
    response.writeHead(200, { 'content-length': Buffer.byteLength(body) }).end(body);
  };

const withoutLength =
  (given: object): Behaviour =>
  (response) => {
    response.writeHead(200).write(JSON.stringify({ data: given }));
    response.end();
  };

const endless: Behaviour = (response) => {
  const write = () => {
    while (!response.destroyed && response.write('x'.repeat(10_000)));
  };
  response.writeHead(200).on('drain', write);
  write();
};

const tooLarge = (path: string) => ({
  message: expect.stringMatching(/^The answer has more than 1000 bytes/),
  path: [path],
  extensions: { code: 'LIMIT_EXCEEDED', quantity: 'answerBytes', limit: maxAnswerBytes },
});

describe('a response that is too large', () => {
  test.each([
    ['with a length', withLength(large)],
    ['without a length', withoutLength(large)],
    ['without an end', endless],
  ])('is not read to its end, and is not a failure of the subgraph: %s', async (_, response) => {
    behaviour = response;

    expect(await ask()).toEqual({ errors: [tooLarge('one'), tooLarge('two')] });

    behaviour = withLength(data);
    expect(await ask()).toEqual({ data });
  });
});

test.each([
  ['with a length', withLength(data)],
  ['without a length', withoutLength(data)],
])('a response within the limit is read: %s', async (_, response) => {
  behaviour = response;

  expect(await ask()).toEqual({ data });
});
