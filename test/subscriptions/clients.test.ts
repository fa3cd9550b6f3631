import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gql } from '@apollo/client';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { WebSocket } from 'ws';
import {
  apolloOverHttp,
  apolloOverSocket,
  followOverHttp,
} from '../../examples/clients/apollo-client.ts';
import { follow as followWithFetch } from '../../examples/clients/fetch.ts';
import { follow as followWithSse } from '../../examples/clients/graphql-sse.ts';
import { resumingClient } from '../../examples/clients/graphql-ws.ts';
import { urqlClient } from '../../examples/clients/urql.ts';
import { clientError, retryLater } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import type { OperationPolicy } from '../../lib/platform/operations/policy.ts';
import { openTown, type Town } from '../casework/town.ts';
import { openLine } from '../support/cuttable-line.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** The clients that docs/clients.md shows, on a graph that cuts their connections. */

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/clients.md'), 'utf8');

const query = /* GraphQL */ `
  subscription New($unitId: ID, $after: String) {
    newApplications(unitId: $unitId, after: $after) {
      cursor
      application {
        number
      }
    }
  }
`;

interface Data {
  newApplications: { cursor: string; application: { number: string } };
}

let graph: TestGraph;
let town: Town;

/** What the next events meet, in their order. */
const faults: Fault[] = [];

type Fault = 'cannot be read' | 'ends the subscription' | 'costs more than is left';

const message = 'Something cannot be reached now.';

/** The policy that lets events meet them. */
const faultyEvents: OperationPolicy = {
  beforeEvent(_execution, result) {
    const fault = faults.shift();
    if (fault === 'ends the subscription') throw clientError('UNAVAILABLE', say`${message}`);
    if (fault === 'costs more than is left') {
      throw retryLater(say`${message}`, 1, { throttleStatus: {} });
    }
    if (fault === 'cannot be read') {
      Object.assign(result, {
        data: null,
        errors: [new GraphQLError(message, { extensions: { code: 'UNAVAILABLE' } })],
      });
    }
  },
};

beforeAll(async () => {
  graph = await startGraph({ execution: { policy: faultyEvents } });
  town = await openTown(graph);
});

afterAll(() => graph?.stop());

/** Follows new applications of a unit; the returned function ends that. */
type Follow = (options: {
  url: string;
  unitId: string;
  token: () => Promise<string>;
  take: (data: Data) => void;
}) => () => unknown;

const socketClient = (url: string, token: () => Promise<string>) =>
  resumingClient({
    url: url.replace('http', 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    webSocketImpl: WebSocket,
  });

const unexpected = (reason: unknown) => {
  throw new Error(`The client failed: ${JSON.stringify(reason)}`);
};

const clients: Record<string, Follow> = {
  'graphql-ws': ({ url, unitId, token, take }) => {
    const client = socketClient(url, token);
    client.subscribe<Data>(
      { query, variables: { unitId } },
      { next: ({ data }) => data && take(data), error: unexpected, complete: () => {} },
    );
    return () => client.dispose();
  },
  'graphql-sse': ({ url, unitId, token, take }) =>
    followWithSse({
      url,
      token,
      query,
      variables: { unitId },
      take: (data) => take(data as unknown as Data), // the form of the query
      failed: unexpected,
    }),
  fetch: ({ url, unitId, token, take }) => {
    const stopping = new AbortController();
    void followWithFetch({
      url,
      token,
      body: { query, variables: { unitId } },
      take: ({ data, errors }) => (data ? take(data as unknown as Data) : unexpected(errors)),
      signal: stopping.signal,
    });
    return () => stopping.abort();
  },
  'Apollo Client over a WebSocket': ({ url, unitId, token, take }) => {
    const client = socketClient(url, token);
    const apollo = apolloOverSocket(client);
    apollo
      .subscribe<Data>({ query: gql(query), variables: { unitId } })
      .subscribe({ next: ({ data }) => data && take(data), error: unexpected });
    return () => client.dispose();
  },
  'Apollo Client over HTTP': ({ url, unitId, token, take }) =>
    followOverHttp({
      client: apolloOverHttp(url),
      token,
      query,
      variables: { unitId },
      take: (data) => take(data as Data),
      failed: unexpected,
    }),
  urql: ({ url, unitId, token, take }) => {
    const client = socketClient(url, token);
    urqlClient(url, client)
      .subscription<Data>(query, { unitId })
      .subscribe(({ data }) => data && take(data));
    return () => client.dispose();
  },
};

/** The subscriptions that are open. */
async function open(): Promise<number> {
  const response = await fetch(`${graph.url}/metrics`);
  const lines = (await response.text()).matchAll(/^graphql_subscriptions_active\{[^}]*\} (\d+)$/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

const untilOpen = (count: number) => until(open, (found) => found === count);

test.each(Object.entries(clients))(
  '%s misses nothing when its connection is cut',
  async (_name, follow) => {
    const unitId = await town.make('İzlenen');
    let replies = '';
    const line = await openLine(
      new URL(`${graph.url}/graphql`),
      (bytes) => void (replies += bytes.toString('latin1')),
    );
    const refer = async () => (await town.referTo([unitId])).number;
    const numbers: string[] = [];
    const cursors = new Set<string>();
    const stop = follow({
      url: line.url,
      unitId,
      token: () => graph.token({ role: 'OFFICER', unitId }),
      take({ newApplications: { cursor, application } }) {
        if (!cursors.has(cursor)) numbers.push(application.number);
        cursors.add(cursor);
      },
    });
    const untilReceived = (count: number) =>
      until(
        () => numbers,
        ({ length }) => length >= count,
      );
    // The position with which it begins, before any event.
    await until(
      () => replies,
      (text) => /"cursors?":|^id: /m.test(text),
    );
    const expected: string[] = [];
    for (let times = 0; times < 2; times += 1) {
      await untilReceived(expected.length);
      const { refused } = line;
      line.cut();
      expected.push(await refer(), await refer());
      // The second time, the client also finds the server gone.
      const least = refused + times;
      await until(
        () => line.refused,
        (count) => count >= least,
      );
      line.mend();
    }

    await untilReceived(expected.length);
    expect(numbers).toEqual(expected);
    stop();
    await untilOpen(0);
    await line.stop();
  },
);

test.each(Object.entries(clients))(
  '%s gets events that could not be read at first, and goes on when it was ended for a while',
  async (_name, follow) => {
    const unitId = await town.make('İzlenen');
    const numbers: string[] = [];
    const stop = follow({
      url: `${graph.url}/graphql`,
      unitId,
      token: () => graph.token({ role: 'OFFICER', unitId }),
      take: ({ newApplications: { application } }) => numbers.push(application.number),
    });
    await untilOpen(1);
    const expected: string[] = [];
    const meetings = [
      [],
      ['cannot be read'],
      ['ends the subscription'],
      ['costs more than is left'],
    ] as const;
    for (const met of meetings) {
      faults.push(...met);
      expected.push((await town.referTo([unitId])).number);
      await until(
        () => numbers,
        ({ length }) => length >= expected.length,
      );
    }

    expect([numbers, faults]).toEqual([expected, []]);
    stop();
    await untilOpen(0);
  },
);

test('graphql-sse and fetch go on with a new token when the one before has expired', async () => {
  await Promise.all(
    ['graphql-sse', 'fetch'].map(async (name) => {
      const unitId = await town.make('İzlenen');
      const numbers: string[] = [];
      let tokens = 0;
      const stop = clients[name]?.({
        url: `${graph.url}/graphql`,
        unitId,
        token() {
          tokens += 1;
          // Long enough to be used at all on a slow machine.
          const options = tokens === 1 ? { lifetimeSeconds: 8 } : {};
          return graph.token({ role: 'OFFICER', unitId }, options);
        },
        take: ({ newApplications: { application } }) => numbers.push(application.number),
      });
      await untilOpen(2);
      const expected = [(await town.referTo([unitId])).number];
      await until(
        () => tokens,
        (count) => count === 2,
      );
      expected.push((await town.referTo([unitId])).number);
      await until(
        () => numbers,
        ({ length }) => length >= expected.length,
      );

      expect(numbers).toEqual(expected);
      stop?.();
    }),
  );
  await untilOpen(0);
});

test('graphql-sse and fetch say that they are refused, and end', async () => {
  const url = `${graph.url}/graphql`;
  const token = async () => 'a.b.c';
  const variables = { unitId: '10000001' };
  const { promise: reason, resolve: failed } = Promise.withResolvers<unknown>();
  followWithSse({ url, token, query, variables, take: unexpected, failed });
  const { signal } = new AbortController();
  const body = { query: 'subscription { nothing }', variables };
  const valid = () => graph.token({ role: 'EVALUATOR' });

  expect(String(await reason)).toMatch(/^Error: Refused with 401: .*"UNAUTHENTICATED"/);
  await expect(
    followWithFetch({ url, token: valid, body, take: unexpected, signal }),
  ).rejects.toThrow(/^Refused with 400: .*Cannot query field/);
});

test.each<[string, { token?: string; unitId?: string; after?: string }, RegExp]>([
  ['a token that proves nothing', { token: 'a.b.c' }, /status code 401|UNAUTHENTICATED/],
  ['a cursor that nobody was given', { after: 'x' }, /cursor/],
  ['a unit that does not exist', { unitId: '10000001' }, /There is no such administrative unit/],
])('Apollo Client over HTTP says that it is refused for %s, and ends', async (_, given, reason) => {
  const unitId = await town.make('Sorulan');
  const valid = await graph.token({ role: 'EVALUATOR' });
  const { token = valid, ...variables } = { unitId, ...given };
  const { promise: refused, resolve: failed } = Promise.withResolvers<unknown>();
  followOverHttp({
    client: apolloOverHttp(`${graph.url}/graphql`),
    token: async () => token,
    query,
    variables,
    take: unexpected,
    failed,
  });
  expect(String(await refused)).toMatch(reason);
  await untilOpen(0);
});

test('curl gets the events after a cursor', async () => {
  const unitId = await town.make('İzlenen');
  const [first, second] = [await town.referTo([unitId]), await town.referTo([unitId])];
  const token = await graph.token({ role: 'OFFICER', unitId });
  const commands = [...page.matchAll(/^curl -N http:\/\/localhost:4000\/graphql .*$/gm)].map(
    ([command]) => command,
  );
  expect(commands).toHaveLength(2);

  /** Runs the command of the page until it has printed this. */
  async function printed(command: string, after: string, text: string): Promise<string> {
    const script = command
      .replace('http://localhost:4000', graph.url)
      .replace(/\$\(npm run [^)]+\)/, token)
      .replace('75451710', unitId)
      .replace('"$CURSOR"', after);
    const child = spawn('sh', ['-c', `exec ${script}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    await until(
      () => out,
      (found) => found.includes(text),
    );
    child.kill();
    await once(child, 'exit');
    return out;
  }

  const all = await printed(commands[0] ?? '', '', second.number);
  const cursor = /^id: (\S+)\nevent: next$/m.exec(all)?.[1] ?? '';
  const rest = await printed(commands[1] ?? '', cursor, second.number);

  expect(all).toContain(first.number);
  expect(rest).not.toContain(first.number);
});

test.each(['graphql-ws', 'graphql-sse', 'fetch', 'apollo-client', 'urql'])(
  'the page shows the whole of %s.ts',
  (name) => {
    expect(page).toContain(readFileSync(resolve(root, `examples/clients/${name}.ts`), 'utf8'));
  },
);
