import { EventEmitter, once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../platform/process/logger.ts';
import { Interruption } from '../../platform/operations/interruption.ts';
import { createGraphRequest } from '../../platform/operations/request.ts';
import type { Viewer } from '../../kit/viewer.ts';
import { until } from '../../../test/support/wait.ts';
import type { CircuitBreakerOptions } from './circuit-breaker.ts';
import { createHttpTransport } from './http.ts';
import type { SubgraphOperation, SubgraphTransport } from './transport.ts';

interface Received {
  headers: IncomingHttpHeaders;
  body: { query: string; operationName?: string; variables?: Record<string, unknown> };
}

type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server;
let transport: SubgraphTransport;
/** The requests that the subgraph received, in order. */
let received: Received[];
/** Its responses, one after the other; the last one repeats. */
let behaviours: Behaviour[];

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  transport = connect(30_000);
});

function connect(timeoutMs: number, circuit?: CircuitBreakerOptions): SubgraphTransport {
  const { port } = server.address() as AddressInfo; // a TCP server
  return createHttpTransport({
    name: 'citizen',
    url: `http://127.0.0.1:${port}/graphql`,
    timeoutMs,
    routes: [],
    ...(circuit && { circuit }),
    signToken: (viewer, audience) => `token-of-${viewer?.subject ?? 'nobody'}-for-${audience}`,
    signClientAddress: (address, audience) => `${address}-for-${audience}`,
  });
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await json(request)) as Received['body']; // the format of the transport
  received.push({ headers: request.headers, body });
  const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
  behaviour?.(response, request);
}

afterEach(async () => {
  await transport.stop();
  server.close();
  server.closeAllConnections();
});

const answer =
  (body: unknown, status = 200): Behaviour =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const reset: Behaviour = (_response, { socket }) => socket.resetAndDestroy();
const hangUp: Behaviour = (_response, { socket }) => socket.destroy();
const silence: Behaviour = () => {};
const halfAnAnswer: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":');
};

const logger = createLogger({ level: 'silent', name: 'test' });

const ask = (operation: Omit<SubgraphOperation, 'request'>, viewer: Viewer = null) => {
  const request = createGraphRequest(viewer, 'request-1', logger, { clientAddress: '192.0.2.1' });
  return transport.execute({ ...operation, request });
};

const query = { query: '{ one: me { name } two: viewer { role } }' };
const mutation = { query: 'mutation { eraseCitizen(id: "1") { id } }' };
const data = { one: { name: 'Ayşe' }, two: { role: 'CITIZEN' } };

const missing = (...path: (string | number)[]) => ({
  message: 'A part of the system cannot be reached at the moment. Try again later.',
  path,
  extensions: { code: 'UNAVAILABLE' },
});
const unreachable = { errors: [missing('one'), missing('two')] };

test('a subgraph is queried on the viewer’s behalf, with the request’s id', async () => {
  behaviours = [answer({ data })];
  const viewer = { subject: 'ayse', role: 'CITIZEN', citizenId: 'c1', unitId: null } as const;
  const operation = { query: 'query Q($a: Int) { me }', operationName: 'Q', variables: { a: 1 } };

  expect(await ask(operation, viewer)).toEqual({ data });
  expect(received).toEqual([
    {
      headers: expect.objectContaining({
        authorization: 'Bearer token-of-ayse-for-citizen',
        'x-request-id': 'request-1',
      }),
      body: operation,
    },
  ]);
  expect(received[0]?.headers).not.toHaveProperty('x-client-address');
});

test('the gateway authenticates itself for anonymous clients, too, and sends their address', async () => {
  behaviours = [answer({ data })];

  await ask(query);

  expect(received[0]?.headers.authorization).toBe('Bearer token-of-nobody-for-citizen');
  expect(received[0]?.headers['x-client-address']).toBe('192.0.2.1-for-citizen');
});

describe('a subgraph that does not answer in time', () => {
  beforeEach(async () => {
    await transport.stop();
    transport = connect(200);
  });

  test.each([
    ['at all', silence],
    ['to the end', halfAnAnswer],
  ])('%s times out and is not retried', async (_what, behaviour) => {
    behaviours = [behaviour];

    expect(await ask(query)).toEqual(unreachable);
    expect(received.length).toBeLessThan(2);
  });
});

describe('when the client has disconnected', () => {
  const client = Object.assign(new EventEmitter(), { destroyed: false });
  const leave = () => {
    client.destroyed = true;
    client.emit('close');
  };
  const askFor = (operation: Omit<SubgraphOperation, 'request'>) => {
    const interruption = new Interruption(client, 60_000);
    const request = createGraphRequest(null, 'request-1', logger, { interruption });
    return transport.execute({ ...operation, request });
  };

  beforeEach(() => {
    client.destroyed = false;
  });

  test('a query is cancelled, also at the subgraph, and no further request is sent', async () => {
    const closed: Promise<unknown>[] = [];
    behaviours = [
      (response) => {
        closed.push(once(response, 'close'));
        leave();
      },
    ];

    const { data, errors } = await askFor(query);
    await Promise.all(closed);
    await askFor(query);
    await askFor(mutation);

    expect(data).toBeUndefined();
    expect(errors?.map(({ path }) => path)).toEqual([['one'], ['two']]);
    expect(received).toHaveLength(1);
  });

  test('a mutation that was sent is completed', async () => {
    const answered = { eraseCitizen: { id: '1' } };
    behaviours = [
      (response, request) => {
        leave();
        answer({ data: answered })(response, request);
      },
    ];

    expect(await askFor(mutation)).toEqual({ data: answered });
  });
});

test('a query is cancelled at its timeout, with an error at each path', async () => {
  behaviours = [silence];
  const request = createGraphRequest(null, 'request-1', logger, {
    interruption: new Interruption(null, 100),
  });

  const { errors } = await transport.execute({ ...query, request });

  const tooLong = {
    message: 'The operation took too long. Request less at once.',
    extensions: { code: 'LIMIT_EXCEEDED' },
  };
  expect(errors).toEqual([
    { ...tooLong, path: ['one'] },
    { ...tooLong, path: ['two'] },
  ]);
});

describe('a subgraph that fails repeatedly', () => {
  const circuit = { failures: 3, retryAfterMs: 200 };

  beforeEach(async () => {
    await transport.stop();
    transport = connect(30_000, circuit);
  });

  async function failUntilOpen(): Promise<void> {
    behaviours = [hangUp];
    for (let time = 0; time < circuit.failures; time += 1) {
      expect(transport.circuit?.isOpen).toBe(false);
      await ask(mutation);
    }
    expect(transport.circuit?.isOpen).toBe(true);
    received = [];
  }

  test('is no longer queried, and used again when it answers', async () => {
    await failUntilOpen();
    behaviours = [answer({ data })];

    expect(await ask(query)).toEqual(unreachable);
    expect(received).toEqual([]);

    expect(
      await until(
        () => ask(query),
        ({ errors }) => !errors,
      ),
    ).toEqual({ data });
    expect(transport.circuit?.isOpen).toBe(false);
    expect(received).toHaveLength(1);
  });

  test('is used again as soon as its health check succeeds', async () => {
    await failUntilOpen();
    server.removeAllListeners('request');
    server.on('request', (_request, response: ServerResponse) =>
      response.end('{"data":{"__typename":"Query"}}'),
    );

    await transport.health();

    expect(transport.circuit?.isOpen).toBe(false);
  });

  test('does not trip the breaker by answering with errors or by clients that disconnect', async () => {
    behaviours = [answer({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }, 403)];
    for (let time = 0; time < 5; time += 1) await ask(query);
    behaviours = [silence];
    for (let time = 0; time < 5; time += 1) {
      const request = createGraphRequest(null, 'request-1', logger, {
        interruption: new Interruption(null, 10),
      });
      await transport.execute({ ...query, request });
    }

    expect(transport.circuit?.isOpen).toBe(false);
  });
});

describe.each([
  ['is reset', reset],
  ['is closed', hangUp],
])('when the connection %s under a request', (_what, breaks) => {
  test('a query is repeated once', async () => {
    behaviours = [breaks, answer({ data })];

    expect(await ask(query)).toEqual({ data });
    expect(received.map(({ body }) => body)).toEqual([query, query]);
  });

  test('a query is repeated only once', async () => {
    behaviours = [breaks];

    expect(await ask(query)).toEqual(unreachable);
    expect(received).toHaveLength(2);
  });

  test('a mutation is never repeated, since it may have been carried out', async () => {
    behaviours = [breaks, answer({ data: { eraseCitizen: { id: '1' } } })];

    expect(await ask(mutation)).toEqual({ errors: [missing('eraseCitizen')] });
    expect(received).toHaveLength(1);
  });

  test('nor is one in the same document as a query', async () => {
    behaviours = [breaks, answer({ data })];

    await ask({ query: 'query A { me { name } } mutation B { signOut }', operationName: 'B' });

    expect(received).toHaveLength(1);
  });
});

describe('a body that is not a GraphQL response counts as no response', () => {
  test.each<[what: string, behaviour: Behaviour]>([
    ['a page', (response) => response.end('<html>Bad gateway</html>')],
    ['JSON of another kind', answer({ error: 'Service Unavailable', statusCode: 503 }, 503)],
    ['a list', answer([])],
    ['errors of another form', answer({ errors: ['no'] })],
  ])('%s', async (_what, behaviour) => {
    behaviours = [behaviour];

    expect(await ask(query)).toEqual(unreachable);
  });
});

test('refusals of the subgraph are forwarded, whatever their status', async () => {
  const errors = [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }];
  behaviours = [answer({ errors }, 401)];

  expect(await ask(query)).toEqual({ errors });
});

describe('repeated entities', () => {
  const entities =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
  const [a, b] = ['a', 'b'].map((id) => ({ __typename: 'Citizen', id }));
  const representations = [a, b, a];

  test('are requested once and returned wherever they occur', async () => {
    const error = { message: 'no', extensions: { code: 'NOT_FOUND' } };
    behaviours = [
      answer({
        data: { _entities: [{ name: 'A' }, null] },
        errors: [{ ...error, path: ['_entities', 1, 'name'] }],
      }),
    ];

    const result = await ask({ query: entities, variables: { representations, x: 1 } });

    expect(received.map(({ body }) => body.variables)).toEqual([{ representations: [a, b], x: 1 }]);
    expect(result).toEqual({
      data: { _entities: [{ name: 'A' }, null, { name: 'A' }] },
      errors: [{ ...error, path: ['_entities', 1, 'name'] }],
    });
  });

  test('are all missing when the subgraph is unreachable', async () => {
    behaviours = [hangUp];

    expect(await ask({ query: entities, variables: { representations } })).toEqual({
      errors: [0, 1, 2].map((place) => missing('_entities', place)),
    });
  });
});

test('is healthy as long as the subgraph is ready and answers this gateway', async () => {
  const check = (ok: boolean) => [{ name: 'citizen subgraph', ok, required: true }];
  server.removeAllListeners('request');
  let status = 200;
  const answered = '{"data":{"__typename":"Query"}}';
  let body = answered;
  server.on('request', ({ url }, response: ServerResponse) =>
    response.writeHead(url === '/health/ready' ? status : 200).end(body),
  );

  expect(await transport.health()).toEqual(check(true));
  body = '{"errors":[{"message":"The token is invalid."}]}';
  expect(await transport.health()).toEqual(check(false));
  body = answered;
  expect(await transport.health()).toEqual(check(true));
  status = 503;
  expect(await transport.health()).toEqual(check(false));
  server.close();
  server.closeAllConnections();
  expect(await transport.health()).toEqual(check(false));
});
