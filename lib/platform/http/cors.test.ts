import { expect, test } from '@jest/globals';
import fastify from 'fastify';
import { allowOrigins, isOrigin, localhost } from './cors.ts';

test.each(['*', 'localhost', 'https://basvuru.example', 'http://127.0.0.1:3000'])(
  '%s is an origin',
  (text) => expect(isOrigin(text)).toBe(true),
);

test.each([
  'basvuru.example',
  'https://basvuru.example/',
  'https://basvuru.example/path',
  'HTTPS://basvuru.example',
  'null',
  '',
])('"%s" is no origin', (text) => expect(isOrigin(text)).toBe(false));

/** The origin that is allowed, if the page of one asks. */
async function allowed(origins: readonly string[], origin: string): Promise<unknown> {
  const server = fastify();
  await allowOrigins(server, origins);
  server.get('/', () => '');
  const { headers } = await server.inject({ url: '/', headers: { origin } });
  await server.close();
  return headers['access-control-allow-origin'];
}

test.each([
  'http://localhost:3000',
  'http://localhost',
  'https://127.0.0.1:8080',
  'http://[::1]:1',
])('`localhost` allows %s', async (origin) =>
  expect(await allowed([localhost], origin)).toBe(origin),
);

test.each([
  'http://localhost.example',
  'http://example/localhost:3000',
  'http://xlocalhost:1',
  'http://127.0.0.10',
  'https://basvuru.example',
  'null',
])('`localhost` does not allow %s', async (origin) => {
  expect(await allowed([localhost], origin)).toBeUndefined();
});

test('an origin allows itself alone', async () => {
  const site = 'https://basvuru.example';
  expect(await allowed([site], site)).toBe(site);
  expect(await allowed([site], 'http://localhost:3000')).toBeUndefined();
});
