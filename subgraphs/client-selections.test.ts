import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { assembleGraph, type Graph } from '../lib/federation/assemble.ts';
import { subgraphNames } from '../lib/kit/subgraph-names.ts';
import { generateKeys } from '../lib/platform/identity/keys.ts';
import { SelectionOfOperation } from '../lib/platform/operations/client-selection.ts';
import { createGraphRequest } from '../lib/platform/operations/request.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { subgraphs } from './index.ts';

/** What the gateway sends to servers of subgraphs, of a request that several of them answer. */

let server: Server;
let graph: Graph;
/** The bodies of requests, by the subgraph whose address they were sent to. */
const received = new Map<string, unknown>();

const logger = createLogger({ level: 'silent', name: 'test' });

beforeAll(async () => {
  server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server
  graph = assembleGraph({
    subgraphs,
    here: [],
    urls: Object.fromEntries(
      subgraphNames.map((name) => [name, `http://127.0.0.1:${port}/${name}`]),
    ),
    timeoutMs: 30_000,
    mongodb: null,
    keys: await generateKeys(),
    settings: {} as never, // of subgraphs that run here
    logger,
  });
});
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  received.set(request.url?.slice(1) ?? '', await json(request));
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}');
}

afterAll(async () => {
  await Promise.all(graph.transports.map((transport) => transport.stop()));
  server.close();
  server.closeAllConnections();
});

test('only the subgraph that keeps it is sent the selection of a client, of its own root fields', async () => {
  const document = parse(/* GraphQL */ `
    {
      applicationStatistics(groupBy: [UNIT]) {
        groups {
          unit {
            name
          }
        }
      }
      citizenByNationalId(nationalId: "10000000146") {
        name
      }
    }
  `);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is one operation.');
  const clientSelection = new SelectionOfOperation({ document, definition }, {});
  const request = createGraphRequest(null, 'request-1', logger, { clientSelection });
  const query = '{ applicationStatistics { groups { unit { id } } } }';

  for (const transport of graph.transports) await transport.execute({ query, request });

  const sent = { query };
  expect(Object.fromEntries(received)).toEqual({
    'institution-directory': sent,
    citizen: sent,
    application: sent,
    analytics: {
      query,
      clientSelection: { applicationStatistics: ['groups.unit.name'] },
    },
  });
});
