import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { startGraph, type TestGraph, testOverHttp } from '../support/graph.ts';

/** A query string may hold a tracking code: whatever becomes of a request, no line of the log has it. */

let graph: TestGraph;
const lines: string[] = [];
let number: string;
let code: string;

beforeAll(async () => {
  const write = (line: string) => void lines.push(line);
  const logger = pino({ level: 'trace', name: 'test' }, { write });
  graph = await startGraph({ logger, answersAnyone: true });
  const citizen = await graph.data.citizen();
  const made = await graph.data.application({ citizen });
  number = made.number;
  code = graph.data.trackingCode(made);
});

afterAll(() => graph?.stop());

const query = /* GraphQL */ `
  query Track($number: String!, $trackingCode: String!) {
    trackApplication(number: $number, trackingCode: $trackingCode) {
      stage
    }
  }
`;

const json = { accept: 'application/graphql-response+json' };

/** The status of a GET of `/graphql` with these parameters, at the gateway or a subgraph's server. */
async function get(parameters: Record<string, string>, url = graph.url): Promise<number> {
  const { status } = await fetch(`${url}/graphql?${new URLSearchParams(parameters).toString()}`, {
    headers: json,
  });
  return status;
}

/** The same with an address as it is written here, which `fetch` might correct. */
async function getRaw(address: string): Promise<string> {
  const { hostname, port } = new URL(graph.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${address} HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`);
  let received = '';
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString();
  });
  await once(socket, 'close');
  return received.split('\r\n')[0] ?? '';
}

const variables = () => JSON.stringify({ number, trackingCode: code });
const literal = () =>
  `{ trackApplication(number: "${number}", trackingCode: "${code}") { stage } }`;

/** Every form in which the code could be read from a log. */
const forms = () => [
  code,
  code.replaceAll('-', ''),
  code.toLowerCase(),
  Buffer.from(code).toString('base64'),
];

test('queries that are answered, refused or malformed leave no code in the log', async () => {
  const statuses = {
    answered: await get({ query, variables: variables() }),
    again: await get({ query, variables: variables() }),
    'in the text': await get({ query: literal() }),
    'with a wrong number': await get({ query: literal().replace(number, '1') }),
    'without such a field': await get({ query: literal().replace('stage', 'nothing') }),
    'that cannot be parsed': await get({ query: literal().slice(0, -1) }),
    'with variables that are no JSON': await get({ query, variables: variables().slice(0, -1) }),
    'with variables that do not fit': await get({
      query,
      variables: JSON.stringify({ number: { code }, trackingCode: code }),
    }),
    'a mutation': await get({
      query: `mutation { withdrawApplication(number: "${code}") { id } }`,
    }),
    'by a hash': await get({
      extensions: JSON.stringify({ persistedQuery: { sha256Hash: code } }),
    }),
    'too long': await get({ query: literal(), padding: 'x'.repeat(9_000) }),
  };
  const raw = {
    'too long for the server': await getRaw(`/graphql?code=${code}&${'x'.repeat(40_000)}`),
    'that cannot be decoded': await getRaw(`/graphql%?query=%E0%A4%A&code=${code}`),
    'with a query that cannot be decoded': await getRaw(`/graphql?query=%E0%A4%A&code=${code}`),
    'of nothing': await getRaw(`/nothing/${code}?code=${code}`),
    'of a file': await getRaw(`/attachments/${code}?code=${code}`),
  };

  expect(statuses).toEqual({
    answered: 200,
    again: 200,
    'in the text': 200,
    'with a wrong number': 200,
    'without such a field': 400,
    'that cannot be parsed': 400,
    'with variables that are no JSON': 400,
    'with variables that do not fit': 400,
    'a mutation': 405,
    'by a hash': 400,
    'too long': 414,
  });
  expect(raw).toEqual({
    'too long for the server': expect.stringMatching(/ (414|431) /),
    'that cannot be decoded': 'HTTP/1.1 404 Not Found',
    'with a query that cannot be decoded': 'HTTP/1.1 200 OK',
    'of nothing': 'HTTP/1.1 404 Not Found',
    'of a file': 'HTTP/1.1 401 Unauthorized',
  });
  expect(lines.filter((line) => line.includes('"msg":"answered"')).length).toBeGreaterThan(12);
  const found = forms().filter((form) => lines.some((line) => line.includes(form)));
  expect(found).toEqual([]);
});

testOverHttp('nor do those that the server of a subgraph gets, or misses', async () => {
  const server = graph.servers.get('application');
  const url = server?.server.listeningOrigin;
  const before = lines.length;
  const statuses = [
    await get({ query, variables: variables() }, url),
    await get({ query: literal() }, url),
    await get({ query: literal(), padding: 'x'.repeat(9_000) }, url),
  ];
  await server?.stop();
  statuses.push(await get({ query, variables: variables() }));

  expect(statuses).toEqual([200, 200, 414, 200]);
  expect(lines.length).toBeGreaterThanOrEqual(before + 4);
  expect(forms().filter((form) => lines.some((line) => line.includes(form)))).toEqual([]);
});
