import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Interruption } from '../../platform/operations/interruption.ts';
import {
  answer,
  ask,
  type Behaviour,
  data,
  hangUp,
  missing,
  mutation,
  query,
  requestOf,
  silence,
  StandIn,
  unreachable,
} from '../../../test/support/stand-in-subgraph.ts';
import type { SubgraphOperation, SubgraphTransport } from './transport.ts';

let subgraph: StandIn;
let transport: SubgraphTransport;

beforeEach(async () => {
  subgraph = new StandIn();
  await subgraph.listen();
  transport = subgraph.connect(30_000);
});

afterEach(async () => {
  await transport.stop();
  subgraph.close();
});

const reset: Behaviour = (_response, { socket }) => socket.resetAndDestroy();
const halfAnAnswer: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":');
};

test('a subgraph is queried on the viewer’s behalf, with the request’s id', async () => {
  subgraph.behaviours = [answer({ data })];
  const viewer = { subject: 'ayse', role: 'CITIZEN', citizenId: 'c1', unitId: null } as const;
  const operation = { query: 'query Q($a: Int) { me }', operationName: 'Q', variables: { a: 1 } };

  expect(await ask(transport, operation, viewer)).toEqual({ data });
  expect(subgraph.received).toEqual([
    {
      headers: expect.objectContaining({
        authorization: 'Bearer token-of-ayse-for-citizen',
        'x-request-id': 'request-1',
      }),
      body: operation,
    },
  ]);
  expect(subgraph.received[0]?.headers).not.toHaveProperty('x-client-address');
});

test('values that have too many bytes, each as often as it is used, are not sent', async () => {
  const value = 'x'.repeat(400_000);
  const usedTimes = (times: number) => ({
    query: '{ me { name } }',
    variables: Object.fromEntries(Array.from({ length: times }, (_, use) => [`v${use}`, value])),
  });
  subgraph.behaviours = [answer({ data })];

  expect(await ask(transport, usedTimes(26))).toEqual({
    errors: [
      {
        message: expect.stringMatching(/^As it is sent .* more than 10000000 bytes/),
        path: ['me'],
        extensions: { code: 'LIMIT_EXCEEDED', quantity: 'fetchBytes', limit: 10_000_000 },
      },
    ],
  });
  expect(subgraph.received).toEqual([]);
  expect(await ask(transport, usedTimes(24))).toEqual({ data });
});

test('the gateway authenticates itself for anonymous clients, too, and sends their address', async () => {
  subgraph.behaviours = [answer({ data })];

  await ask(transport, query);

  expect(subgraph.received[0]?.headers.authorization).toBe('Bearer token-of-nobody-for-citizen');
  expect(subgraph.received[0]?.headers['x-client-address']).toBe('192.0.2.1-for-citizen');
});

describe('a subgraph that does not answer in time', () => {
  beforeEach(async () => {
    await transport.stop();
    transport = subgraph.connect(200);
  });

  test.each([
    ['at all', silence],
    ['to the end', halfAnAnswer],
  ])('%s times out and is not retried', async (_what, behaviour) => {
    subgraph.behaviours = [behaviour];

    expect(await ask(transport, query)).toEqual(unreachable);
    expect(subgraph.received.length).toBeLessThan(2);
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
    const request = requestOf(null, { interruption });
    return transport.execute({ ...operation, request });
  };

  beforeEach(() => {
    client.destroyed = false;
  });

  test('a query is cancelled, also at the subgraph, and no further request is sent', async () => {
    const closed: Promise<unknown>[] = [];
    subgraph.behaviours = [
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
    expect(subgraph.received).toHaveLength(1);
  });

  test('a mutation that was sent is completed', async () => {
    const answered = { eraseCitizen: { id: '1' } };
    subgraph.behaviours = [
      (response, request) => {
        leave();
        answer({ data: answered })(response, request);
      },
    ];

    expect(await askFor(mutation)).toEqual({ data: answered });
  });
});

test('a query is cancelled at its timeout, with an error at each path', async () => {
  subgraph.behaviours = [silence];
  const request = requestOf(null, {
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

describe.each([
  ['is reset', reset],
  ['is closed', hangUp],
])('when the connection %s under a request', (_what, breaks) => {
  test('a query is repeated once', async () => {
    subgraph.behaviours = [breaks, answer({ data })];

    expect(await ask(transport, query)).toEqual({ data });
    expect(subgraph.received.map(({ body }) => body)).toEqual([query, query]);
  });

  test('a query is repeated only once', async () => {
    subgraph.behaviours = [breaks];

    expect(await ask(transport, query)).toEqual(unreachable);
    expect(subgraph.received).toHaveLength(2);
  });

  test('a mutation is never repeated, since it may have been carried out', async () => {
    subgraph.behaviours = [breaks, answer({ data: { eraseCitizen: { id: '1' } } })];

    expect(await ask(transport, mutation)).toEqual({ errors: [missing('eraseCitizen')] });
    expect(subgraph.received).toHaveLength(1);
  });

  test('nor is one in the same document as a query', async () => {
    subgraph.behaviours = [breaks, answer({ data })];

    await ask(transport, {
      query: 'query A { me { name } } mutation B { signOut }',
      operationName: 'B',
    });

    expect(subgraph.received).toHaveLength(1);
  });
});

describe('a body that is not a GraphQL response counts as no response', () => {
  test.each<[what: string, behaviour: Behaviour]>([
    ['a page', (response) => response.end('<html>Bad gateway</html>')],
    ['JSON of another kind', answer({ error: 'Service Unavailable', statusCode: 503 }, 503)],
    ['a list', answer([])],
    ['errors of another form', answer({ errors: ['no'] })],
  ])('%s', async (_what, behaviour) => {
    subgraph.behaviours = [behaviour];

    expect(await ask(transport, query)).toEqual(unreachable);
  });
});

test('refusals of the subgraph are forwarded, whatever their status', async () => {
  const errors = [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }];
  subgraph.behaviours = [answer({ errors }, 401)];

  expect(await ask(transport, query)).toEqual({ errors });
});

describe('repeated entities', () => {
  const entities =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
  const [a, b] = ['a', 'b'].map((id) => ({ __typename: 'Citizen', id }));
  const representations = [a, b, a];

  test('are requested once and returned wherever they occur', async () => {
    const error = { message: 'no', extensions: { code: 'NOT_FOUND' } };
    subgraph.behaviours = [
      answer({
        data: { _entities: [{ name: 'A' }, null] },
        errors: [{ ...error, path: ['_entities', 1, 'name'] }],
      }),
    ];

    const result = await ask(transport, { query: entities, variables: { representations, x: 1 } });

    expect(subgraph.received.map(({ body }) => body.variables)).toEqual([
      { representations: [a, b], x: 1 },
    ]);
    expect(result).toEqual({
      data: { _entities: [{ name: 'A' }, null, { name: 'A' }] },
      errors: [{ ...error, path: ['_entities', 1, 'name'] }],
    });
  });

  test('are all missing when the subgraph is unreachable', async () => {
    subgraph.behaviours = [hangUp];

    expect(await ask(transport, { query: entities, variables: { representations } })).toEqual({
      errors: [0, 1, 2].map((place) => missing('_entities', place)),
    });
  });
});

test('is healthy as long as the subgraph is ready and answers this gateway', async () => {
  const check = (ok: boolean) => [{ name: 'citizen subgraph', ok, required: true }];
  subgraph.server.removeAllListeners('request');
  let status = 200;
  const answered = '{"data":{"__typename":"Query"}}';
  let body = answered;
  subgraph.server.on('request', ({ url }, response: ServerResponse) =>
    response.writeHead(url === '/health/ready' ? status : 200).end(body),
  );

  expect(await transport.health()).toEqual(check(true));
  body = '{"errors":[{"message":"The token is invalid."}]}';
  expect(await transport.health()).toEqual(check(false));
  body = answered;
  expect(await transport.health()).toEqual(check(true));
  status = 503;
  expect(await transport.health()).toEqual(check(false));
  subgraph.server.close();
  subgraph.server.closeAllConnections();
  expect(await transport.health()).toEqual(check(false));
});
