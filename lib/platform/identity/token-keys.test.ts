import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FlattenedJWSInput, SignJWT } from 'jose';
import { until } from '../../../test/support/wait.ts';
import { generateKeys, importSigningKey, type Keys } from './keys.ts';
import { createLogger } from '../process/logger.ts';
import { followKeys, type TokenKeys } from './token-keys.ts';

let server: Server;
let asked: number;
/** The response of the server; if null, it closes the connection. */
let answer: string | null;
let nowMs: number;
let old: Keys;
let next: Keys;
let keys: TokenKeys;

beforeEach(async () => {
  [asked, nowMs] = [0, 1_000_000];
  [old, next] = await Promise.all([generateKeys(), generateKeys()]);
  for (const [index, each] of [old, next].entries()) {
    for (const key of each.accessTokenKeys.keys) key.kid = `key ${index}`;
  }
  answer = published(old);
  server = createServer((_request, response) => {
    asked += 1;
    if (answer === null) response.destroy();
    else response.end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server
  keys = followKeys({
    url: new URL(`http://127.0.0.1:${port}/keys`),
    logger: createLogger({ level: 'silent', name: 'test' }),
    now: () => nowMs,
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const published = (...all: Keys[]) =>
  JSON.stringify({ keys: all.flatMap(({ accessTokenKeys }) => accessTokenKeys.keys) });

/** Finds the key for a token signed with it. */
async function find(of: Keys, kid = of.accessTokenKeys.keys[0]?.kid) {
  const key = of.accessTokenSigningKey;
  if (!key || kid === undefined) throw new Error('generated keys have a signing key');
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(await importSigningKey(key));
  const [header = '', payload = '', signature = ''] = token.split('.');
  const jws: FlattenedJWSInput = { protected: header, payload, signature };
  return keys.find({ alg: 'EdDSA', kid }, jws);
}

const unknownKey = 'no applicable key found in the JSON Web Key Set';
const away = 'The keys of access tokens cannot be reached at the moment. Try again later.';

test('are read on demand, once for all waiting callers', async () => {
  expect(keys.revision()).toBeNull();
  await Promise.all([find(old), find(old), find(old)]);

  expect(keys.revision()).toBe(1);
  expect(asked).toBe(1);
});

test('are read again after half a minute; a removed one is no longer found', async () => {
  await find(old);
  nowMs += 29_000;
  expect(keys.revision()).toBe(1);
  answer = published(next);
  nowMs += 2_000;

  await until(
    () => keys.revision(),
    (revision) => revision === 2,
  );

  await expect(find(old)).rejects.toThrow(unknownKey);
  await find(next);
  expect(asked).toBe(2);
});

test('are read again within seconds while subscriptions are open, though the server fails in between', async () => {
  await find(old);
  const check = () => {
    nowMs += 2_000;
    keys.keepFresh();
    keys.keepFresh();
    return keys.revision();
  };
  answer = null;
  for (let times = 1; times <= 5; times += 1) {
    expect(check()).toBe(1);
    await until(
      () => asked,
      (count) => count === 1 + times,
    );
    await find(old);
  }
  answer = published(next);

  await until(check, (revision) => revision === 2);
  await expect(find(old)).rejects.toThrow(unknownKey);
});

test('are read again before a token is verified when two minutes have passed', async () => {
  await find(old);
  answer = published(next);
  nowMs += 121_000;
  expect([keys.revision(), keys.latest]).toEqual([null, 1]);

  await expect(find(old)).rejects.toThrow(unknownKey);
});

test('are read again for an unknown one, at most twice a minute', async () => {
  await find(old);
  answer = published(old, next);
  await expect(find(next)).rejects.toThrow(unknownKey);
  expect(asked).toBe(1);
  nowMs += 30_000;

  await find(next);
  for (const _ of Array.from({ length: 20 })) {
    await expect(find(next, 'never')).rejects.toThrow(unknownKey);
  }
  expect(asked).toBe(2);
  expect(keys.revision()).toBe(2);
});

test('of an unreachable server are valid for ten minutes, and not afterwards', async () => {
  await find(old);
  answer = null;
  nowMs += 121_000;
  await find(old);
  nowMs += 400_000;
  await find(old);
  expect(keys.revision()).toBe(1);
  nowMs += 100_000;

  expect(keys.revision()).toBeNull();
  await expect(find(old)).rejects.toThrow(away);

  answer = published(old);
  nowMs += 3_000;
  await find(old);
  expect(keys.revision()).toBe(1);
});
