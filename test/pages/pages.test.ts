import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { graphiqlExamples } from '../../examples/index.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { openRaw, rawRequest } from '../support/raw-socket.ts';
import { until } from '../support/wait.ts';

let graph: TestGraph;

beforeAll(async () => {
  // Pages of every port of this machine may ask, as in development.
  graph = await startGraph({ corsOrigins: ['localhost'] });
});

afterAll(() => graph?.stop());

interface Sent {
  method?: string;
  path?: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** By which large bodies are compared. */
const digestOf = (body: Buffer) =>
  `${body.length} bytes, ${createHash('sha256').update(body).digest('hex')}`;

/** Sends exactly these headers; fetch would choose `Host` and others itself. */
async function send({ method = 'GET', path = '/', headers = {}, body }: Sent): Promise<Answer> {
  const sent = request(`${graph.url}${path}`, { method, headers });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage]; // by node:http
  const { statusCode = 0, headers: answered } = response;
  return { status: statusCode, headers: answered, body: await buffer(response) };
}

const port = () => new URL(graph.url).port;

/** What the page of the server sends when somebody clicks. */
function click(person: unknown, { headers = {}, ...sent }: Sent = {}): Promise<Answer> {
  const host = `localhost:${port()}`;
  return send({
    method: 'POST',
    path: '/local-tokens',
    headers: { host, origin: `http://${host}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ person }),
    ...sent,
  });
}

const json = ({ body }: Answer) => JSON.parse(body.toString()) as Record<string, unknown>;

onceInTheSuite('one click makes an access token', () => {
  test.each(['EVALUATOR', 'OFFICER', 'ANALYST', 'ADMIN'])(
    'of %s, which the graph accepts',
    async (role) => {
      const answer = await click(role);
      const { token, expiresAt } = json(answer) as { token: string; expiresAt: string };

      expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
      expect(await graph.client.data('{ viewer { role subject } }', { token })).toEqual({
        viewer: { role, subject: role.toLowerCase() },
      });
      const { iat = 0, exp = 0 } = decodeJwt(token);
      expect(exp - iat).toBe(86_400);
      expect(Math.abs(Date.parse(expiresAt) / 1000 - exp)).toBeLessThan(60);
    },
  );

  test('of a citizen only where there are some', async () => {
    const answer = await click('CITIZEN');

    expect([answer.status, json(answer)]).toEqual([
      404,
      {
        errors: [
          {
            message: expect.stringMatching(
              /^The demonstration data are not there, or not yet: no citizen /,
            ),
            extensions: { code: 'NOT_FOUND' },
          },
        ],
      },
    ]);
  });

  test.each([['SERVICE'], [''], [null], [{}]])('of nobody else: %j', async (person) => {
    const answer = await click(person);
    const message =
      'The body must be {"person": …} with one of CITIZEN, EVALUATOR, OFFICER, ANALYST, ADMIN.';
    const problem = { field: 'person', reason: 'UNKNOWN' };

    expect([answer.status, json(answer)]).toEqual([
      400,
      {
        errors: [
          {
            message,
            extensions: {
              code: 'BAD_USER_INPUT',
              ...problem,
              problems: [{ message, ...problem }],
            },
          },
        ],
      },
    ]);
  });

  test('of nobody for a body that is none', async () => {
    for (const body of ['', '{', '[]', '"ADMIN"', '{"person":"ADMIN","role":"ADMIN"}']) {
      const answer = await click(null, { body });
      expect([body, answer.status]).toEqual([body, 400]);
      expect(answer.body.toString()).not.toContain('token');
    }
    expect((await click(null, { body: `{"person":"${'A'.repeat(2_000)}"}` })).status).toBe(413);
  });
});

onceInTheSuite('no access token is made', () => {
  const refused = (message: string) => ({
    errors: [{ message, extensions: { code: 'FORBIDDEN' } }],
  });
  const forOwnPages = refused('Access tokens are made only for the pages of this server.');
  const notForwarded = refused(
    'Access tokens are not made for requests that a proxy has forwarded.',
  );
  const atLoopback = refused('Access tokens are made only at `localhost` or a loopback address.');

  test.each(['localhost:3000', '127.0.0.1:3000', 'other.example'])(
    'for a page of http://%s, though pages of this machine may ask the graph',
    async (site) => {
      const answer = await click('ADMIN', { headers: { origin: `http://${site}` } });
      expect([answer.status, json(answer)]).toEqual([403, forOwnPages]);
    },
  );

  test('for a page without an origin, or that browsers say is of another site', async () => {
    const host = `localhost:${port()}`;
    const answers = [
      await click('ADMIN', { headers: { origin: 'null' } }),
      await click('ADMIN', { headers: { 'sec-fetch-site': 'cross-site' } }),
      await send({
        method: 'POST',
        path: '/local-tokens',
        headers: { host, 'content-type': 'application/json' },
        body: '{"person":"ADMIN"}',
      }),
    ];
    expect(answers.map((answer) => [answer.status, json(answer)])).toEqual(
      answers.map(() => [403, forOwnPages]),
    );
  });

  test('for a form of another page, in any encoding that needs no preflight request', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = { origin: 'http://localhost:3000', 'content-type': type };
      const answer = await click('ADMIN', { headers });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.body.toString()).not.toContain('"token"');
    }
  });

  test.each([['rebound.example'], ['rebound.example:80'], ['192.168.1.7:4000'], ['0.0.0.0']])(
    'under the name %s, which may be rebound to this machine',
    async (host) => {
      const answer = await click('ADMIN', { headers: { host, origin: `http://${host}` } });
      expect([answer.status, json(answer)]).toEqual([403, atLoopback]);
    },
  );

  test.each([
    ['x-forwarded-for', '203.0.113.7'],
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
  ])('for clients of a proxy on this machine: %s: %s', async (name, value) => {
    const answer = await click('ADMIN', { headers: { [name]: value } });
    expect([answer.status, json(answer)]).toEqual([403, notForwarded]);
  });

  test('for browsers on other machines', async () => {
    const host = `localhost:${port()}`;
    const answer = await graph.gateway.server.inject({
      method: 'POST',
      url: '/local-tokens',
      remoteAddress: '192.168.1.7',
      headers: { host, origin: `http://${host}` },
      payload: { person: 'ADMIN' },
    });
    expect([answer.statusCode, answer.json()]).toEqual([
      403,
      refused('Access tokens are made only for browsers on the machine of this server.'),
    ]);
  });

  test('and browsers in Turkish are told so in Turkish', async () => {
    const headers = { origin: 'http://localhost:3000', 'accept-language': 'tr-TR,tr;q=0.9' };
    const answer = await click('ADMIN', { headers });
    expect([answer.status, json(answer)]).toEqual([
      403,
      refused('Erişim anahtarı yalnızca bu sunucunun sayfalarına verilir.'),
    ]);
  });

  test('for a proxy that speaks HTTP/1.0, as some do by default', async () => {
    const host = `localhost:${port()}`;
    const headers = { host, origin: `http://${host}` };
    const client = await openRaw(graph.url);
    client.write(
      rawRequest('/local-tokens', { body: '{"person":"ADMIN"}', headers }).replace(
        'HTTP/1.1',
        'HTTP/1.0',
      ),
    );
    const answer = await client.untilEnd();
    expect(answer).toMatch(/^HTTP\/1\.[01] 403 /);
    expect(answer).toContain(JSON.stringify(notForwarded));
  });

  test.each(['GET', 'HEAD', 'PUT'])('by %s, as navigation and links ask', async (method) => {
    const headers = { host: `localhost:${port()}`, origin: `http://localhost:${port()}` };
    const answer = await send({ method, path: '/local-tokens?person=ADMIN', headers });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([404, undefined]);
    expect(answer.body.toString()).not.toContain('token');
  });
});

onceInTheSuite('the pages', () => {
  const loopback = () => ({ host: `localhost:${port()}` });
  const pages = ['/', '/graphiql'];
  const text = async (path: string, headers: OutgoingHttpHeaders = loopback()) =>
    (await send({ path, headers })).body.toString();
  /** The addresses that a page loads from, or leads to. */
  const addressesIn = (page: string) =>
    [...page.matchAll(/<[^>]*\b(?:src|srcset|href|action|data)\s*=\s*["']?([^"'\s>]+)/g)].map(
      ([, address = '']) => address,
    );
  const filesOf = async (path: string) =>
    addressesIn(await text(path))
      .filter((address) => address.startsWith('pages/'))
      .map((address) => `/${address}`);

  test('offer to act as somebody only where that is possible', async () => {
    const offer = (page: string) =>
      [...page.matchAll(/(?:data-person|<option value)="([A-Z]+)"/g)].map(([, name]) => name);
    const everybody = ['CITIZEN', 'EVALUATOR', 'OFFICER', 'ANALYST', 'ADMIN'];

    for (const path of pages) {
      expect([path, offer(await text(path))]).toEqual([path, everybody]);
      expect(offer(await text(path, { host: 'rebound.example' }))).toEqual([]);
      expect(offer(await text(path, { ...loopback(), 'x-forwarded-for': '127.0.0.1' }))).toEqual(
        [],
      );
    }
  });

  test('say what this is, and that the data are invented', async () => {
    const page = await text('/');

    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<h1>Citizen applications</h1>');
    expect(page).toContain('All data are invented.');
    expect(page).toContain('It is not an official product');
    expect(page).toContain('href="schema.graphql"');
  });

  test.each(pages)(
    '%s runs scripts of this server alone, and is framed by nobody',
    async (path) => {
      const { headers } = await send({ path, headers: loopback() });

      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(String(headers['content-security-policy']).split('; ')).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "connect-src 'self'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ]),
      );
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    },
  );

  test.each(pages)('%s and its files name no other server to load from', async (path) => {
    const files = await filesOf(path);
    const styles = await Promise.all(
      files.filter((file) => file.endsWith('.css')).map((file) => text(file)),
    );
    const inStyles = styles.flatMap((style) => [
      ...style.matchAll(/(?:url\(|@import)\s*["']?([^"')\s]{1,100})/g),
    ]);
    const loaded = [
      ...addressesIn(await text(path)),
      ...inStyles.map(([, address = '']) => address),
    ];

    expect(files.length).toBeGreaterThan(2);
    expect(loaded.filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
  });

  test('their files are found, compressed where clients accept that, and kept for ever', async () => {
    const files = (await Promise.all(pages.map(filesOf))).flat();
    for (const path of new Set(files)) {
      const packed = await send({ path, headers: { 'accept-encoding': 'gzip, br' } });
      const plain = await send({ path });
      expect([path, packed.status, packed.headers]).toEqual([
        path,
        200,
        expect.objectContaining({
          'cache-control': 'public, max-age=31536000, immutable',
          'content-encoding': 'gzip',
          'content-type': expect.stringMatching(
            /^(text\/(css|javascript); charset=utf-8|image\/svg\+xml)$/,
          ),
          vary: expect.stringContaining('accept-encoding'),
        }),
      ]);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect([path, digestOf(gunzipSync(packed.body))]).toEqual([path, digestOf(plain.body)]);
      const known = await send({ path, headers: { 'if-none-match': packed.headers.etag } });
      expect([known.status, known.headers['cache-control'], known.body.length]).toEqual([
        304,
        'public, max-age=31536000, immutable',
        0,
      ]);
    }
    expect(new Set(files).size).toBe(7);
    for (const path of ['/pages/', '/pages/x', '/pages/..%2fassets.ts', '/pages/__proto__']) {
      const answer = await send({ path });
      expect([path, answer.status, json(answer)['errors']]).toEqual([
        path,
        404,
        [{ message: 'There is nothing at this address.', extensions: { code: 'NOT_FOUND' } }],
      ]);
    }
  });

  test('GraphiQL has every example, with its variables and for whom it is', async () => {
    const [, block = ''] =
      /<script type="application\/json" id="settings">(.*?)<\/script>/.exec(
        await text('/graphiql'),
      ) ?? [];
    const { tabs } = JSON.parse(block) as { tabs: unknown };

    expect(tabs).toEqual(
      graphiqlExamples.map(({ query, variables, role }) => ({
        query,
        variables: JSON.stringify(variables, null, 2),
        person: role,
      })),
    );
  });

  test('GraphiQL is held in memory once, even if many clients do not read their responses', async () => {
    const files = await filesOf('/graphiql');
    const path = files.find((file) => /graphiql-[^/]+\/graphiql\.js$/.test(file)) ?? '';
    const { body } = await send({ path });
    const before = process.memoryUsage().arrayBuffers;
    const clients = await Promise.all(Array.from({ length: 60 }, () => openRaw(graph.url)));
    const sockets = () => [...graph.gateway.server.connections.open.keys()];
    const known = new Set(clients.map(({ socket }) => socket.localPort));

    for (const client of clients) client.write(rawRequest(path));
    await until(
      () => sockets().filter((socket) => known.has(socket.remotePort) && socket.bytesWritten > 0),
      (answered) => answered.length === 60,
    );
    const held = process.memoryUsage().arrayBuffers - before;
    for (const { socket } of clients) socket.destroy();

    expect(body.length).toBeGreaterThan(1_000_000);
    expect(held).toBeLessThan(3 * body.length);
  });
});
