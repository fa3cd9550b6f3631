import { describe, expect, test } from '@jest/globals';
import { doubtOfMachine, doubtOfPage } from './local-page.ts';

interface Given {
  remoteAddress?: string;
  httpVersion?: string;
  headers?: Record<string, string>;
}

/** What the page of this server sends, with some of it replaced. */
const request = ({
  remoteAddress = '127.0.0.1',
  httpVersion = '1.1',
  headers = {},
}: Given = {}) => ({
  socket: { remoteAddress },
  httpVersion,
  headers: { host: 'localhost:4000', origin: 'http://localhost:4000', ...headers },
});

describe('a page of this server on this machine', () => {
  test.each(['localhost:4000', '127.0.0.1:4000', '127.1.2.3', '[::1]:4000', 'localhost'])(
    'is known at %s',
    (host) => {
      const sent = request({ headers: { host, origin: `http://${host}` } });
      expect([doubtOfMachine(sent), doubtOfPage(sent)]).toEqual([null, null]);
    },
  );

  test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
    'is known by a connection from %s',
    (remoteAddress) => expect(doubtOfPage(request({ remoteAddress }))).toBeNull(),
  );

  test('is known with what browsers say about where it is', () => {
    expect(doubtOfPage(request({ headers: { 'sec-fetch-site': 'same-origin' } }))).toBeNull();
    expect(doubtOfPage(request({ headers: { 'sec-fetch-site': 'same-site' } }))).toBe('ORIGIN');
    expect(doubtOfPage(request({ headers: { 'sec-fetch-site': 'cross-site' } }))).toBe('ORIGIN');
  });
});

test.each(['192.168.1.7', '10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1', '128.0.0.1', ''])(
  'a connection from "%s" is not from this machine',
  (remoteAddress) => expect(doubtOfMachine(request({ remoteAddress }))).toBe('CONNECTION'),
);

test.each([
  ['forwarded', 'for=203.0.113.7'],
  ['via', '1.1 proxy'],
  ['x-forwarded', '203.0.113.7'],
  ['x-forwarded-for', '127.0.0.1'],
  ['x-forwarded-host', 'localhost:4000'],
  ['x-forwarded-proto', 'https'],
  ['x-real-ip', '203.0.113.7'],
  ['x-client-ip', '203.0.113.7'],
  ['x-cluster-client-ip', '203.0.113.7'],
  ['true-client-ip', '203.0.113.7'],
  ['cf-connecting-ip', '203.0.113.7'],
  ['fastly-client-ip', '203.0.113.7'],
  ['x-remote-addr', '203.0.113.7'],
  ['x-original-forwarded-for', '203.0.113.7'],
  ['x-envoy-external-address', '203.0.113.7'],
  ['x-azure-clientip', '203.0.113.7'],
  ['cdn-loop', 'example'],
])('a request with %s was forwarded', (name, value) =>
  expect(doubtOfMachine(request({ headers: { [name]: value } }))).toBe('FORWARDED'),
);

test('a request in HTTP/1.0 was forwarded', () =>
  expect(doubtOfMachine(request({ httpVersion: '1.0' }))).toBe('FORWARDED'));

test.each([
  'rebound.example:4000',
  'localhost.rebound.example',
  'rebound-localhost',
  'localhost.',
  '127.0.0.1.nip.example',
  '0.0.0.0:4000',
  '192.168.1.7:4000',
  '[::2]:4000',
  'user@localhost:4000',
  '',
])('the name "%s" may lead elsewhere', (host) =>
  expect(doubtOfMachine(request({ headers: { host, origin: `http://${host}` } }))).toBe('HOST'),
);

test.each([
  'http://localhost:3000',
  'https://localhost:4000',
  'http://127.0.0.1:4000',
  'http://localhost',
  'http://localhost:4000/',
  'https://other.example',
  'null',
  '',
])('a page of "%s" is not a page of this server', (origin) => {
  const sent = request({ headers: { origin } });
  expect([doubtOfMachine(sent), doubtOfPage(sent)]).toEqual([null, 'ORIGIN']);
});

test('navigation has no origin', () => {
  const { headers, ...rest } = request();
  const { origin: _, ...navigation } = headers;
  expect(doubtOfPage({ ...rest, headers: navigation })).toBe('ORIGIN');
});
