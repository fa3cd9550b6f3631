import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeys, importSigningKey } from '../../lib/platform/identity/keys.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** The issuer of access tokens may serve its keys, and a list of denied tokens. */

onceInTheSuite('the key server', () => {
  let graph: TestGraph;
  let folder: string;
  const denyList = () => join(folder, 'denied.txt');
  /** The server's answer; null: it never answers. */
  let answer: { status: number; body: string } | null = null;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    if (answer) response.writeHead(answer.status).end(answer.body);
  });

  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // of a TCP server
    folder = await mkdtemp(join(tmpdir(), 'denied-'));
    graph = await startGraph({
      keysUrl: `http://127.0.0.1:${port}/keys`,
      deniedTokens: pathToFileURL(denyList()),
    });
  });

  afterAll(async () => {
    await graph?.stop();
    await rm(folder, { recursive: true });
    server.closeAllConnections();
    server.close();
  });

  const whoAmI = '{ viewer { subject } }';
  const away = {
    status: 503,
    data: undefined,
    errors: [
      {
        message: 'The keys of access tokens cannot be reached at the moment. Try again later.',
        extensions: { code: 'UNAVAILABLE' },
      },
    ],
  };

  async function ask(token: string) {
    const { status, data, errors } = await graph.client.ask(whoAmI, { token });
    return { status, data, errors };
  }

  /** Waits for the readiness of what tokens need: `true` where it works. */
  const partsBecome = (expected: Record<string, boolean>) =>
    until(
      async () => {
        const response = await fetch(`${graph.url}/health/ready`);
        const { status, checks } = (await response.json()) as {
          status: string;
          checks: { name: string; ok: boolean }[];
        };
        const parts = checks.filter(({ name }) => /token/.test(name));
        return [
          response.status,
          status,
          Object.fromEntries(parts.map(({ name, ok }) => [name, ok])),
        ];
      },
      (found) =>
        isDeepStrictEqual(found, [
          200,
          Object.values(expected).every(Boolean) ? 'ok' : 'degraded',
          expected,
        ]),
    );

  test('leaves the graph degraded while tokens cannot be verified, and so does the list of denied tokens', async () => {
    answer = { status: 500, body: '' };
    const neither = { 'access token keys': false, 'denied tokens': false };
    expect(await partsBecome(neither)).toEqual([200, 'degraded', neither]);
    await writeFile(denyList(), '# none yet\n');
    const one = { 'access token keys': false, 'denied tokens': true };
    expect(await partsBecome(one)).toEqual([200, 'degraded', one]);
  });

  test('is called when keys are needed, and its absence is not reported as a fault of the token', async () => {
    const token = await graph.token({ role: 'ADMIN', subject: 'a' });
    const keys = JSON.stringify(graph.keys.accessTokenKeys);

    for (const wrong of [
      null,
      { status: 500, body: keys },
      { status: 200, body: '<html>' },
      { status: 200, body: '{}' },
    ]) {
      answer = wrong;
      expect(await ask(token)).toEqual(away);
    }
    expect(await graph.client.ask(whoAmI)).toMatchObject({ status: 200, data: { viewer: null } });

    answer = { status: 200, body: keys };
    expect(await ask(token)).toEqual({
      status: 200,
      data: { viewer: { subject: 'a' } },
      errors: [],
    });
    await partsBecome({ 'access token keys': true, 'denied tokens': true });
  });

  test('is called once, and a token of an unlisted key is refused', async () => {
    answer = { status: 200, body: JSON.stringify(graph.keys.accessTokenKeys) };
    await ask(await graph.token({ role: 'ADMIN' }));
    const before = asked;
    expect(await ask(await graph.token({ role: 'ADMIN', subject: 'b' }))).toMatchObject({
      status: 200,
    });
    const { accessTokenSigningKey: foreign } = await generateKeys();
    if (!foreign) throw new Error('generated keys have a signing key');

    const forged = await graph.token(
      { role: 'ADMIN' },
      { key: await importSigningKey(foreign), keyId: 'unknown' },
    );

    expect(await ask(forged)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(asked).toBe(before);
  });

  test('a token is refused soon after its id was listed, until it is removed; other tokens are accepted', async () => {
    answer = { status: 200, body: JSON.stringify(graph.keys.accessTokenKeys) };
    const token = await graph.token({ role: 'ADMIN' }, { id: 'a1b2' });
    const other = await graph.token({ role: 'ADMIN' }, { id: 'a1b3' });
    const statusOf = async (of: string) => (await ask(of)).status;
    const becomes = (status: number) =>
      until(
        () => statusOf(token),
        (found) => found === status,
      );
    expect(await statusOf(token)).toBe(200);

    await writeFile(denyList(), '# reported stolen\nzzzz\n  a1b2  since Monday # by telephone\n');
    await becomes(401);

    expect(await ask(token)).toEqual({
      status: 401,
      data: undefined,
      errors: [
        {
          message: 'The access token was revoked. Get a new one.',
          extensions: { code: 'UNAUTHENTICATED' },
        },
      ],
    });
    expect(await statusOf(other)).toBe(200);
    await writeFile(denyList(), 'zzzz');
    await becomes(200);
  });
});
