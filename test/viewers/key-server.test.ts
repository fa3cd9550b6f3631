import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { generateKeys, importSigningKey } from '../../platform/keys.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** The keys of access tokens may be served by whoever issues them. */

onceInTheSuite('the server of the keys', () => {
  let graph: TestGraph;
  /** What the server answers; never, where there is nothing. */
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
    graph = await startGraph({ keysUrl: `http://127.0.0.1:${port}/keys` });
  });

  afterAll(async () => {
    await graph?.stop();
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

  test('is asked when they are needed, and their absence is no fault of the token', async () => {
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
  });

  test('is asked once, and a key that is not among them proves nothing', async () => {
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
});
