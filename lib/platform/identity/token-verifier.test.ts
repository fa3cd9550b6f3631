import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createLocalJWKSet, errors, SignJWT } from 'jose';
import { acceptClientRoles } from './access-token.ts';
import { generateKeys, importSigningKey, type Keys } from './keys.ts';
import { type CachingTokenVerifier, createTokenVerifier, ed25519 } from './token-verifier.ts';

let keys: Keys;
let verify: CachingTokenVerifier;
/** The number of key look-ups: one for each verification. */
let verified: number;
let revision: number | null;
let latest: number;
let isRemoved: boolean;
let deniedIds: Set<string> | null;

beforeEach(async () => {
  keys = await generateKeys();
  [verified, revision, latest, isRemoved, deniedIds] = [0, 1, 1, false, new Set()];
  const find = createLocalJWKSet(keys.accessTokenKeys);
  verify = createTokenVerifier({
    keys: {
      revision: () => revision,
      get latest() {
        return latest;
      },
      usable: () => true,
      keepFresh() {},
      find: async (header, token) => {
        verified += 1;
        if (isRemoved) throw new errors.JWKSNoMatchingKey();
        return find(header, token);
      },
    },
    issuer: 'issuer',
    audience: 'audience',
    algorithms: ed25519,
    types: ['jwt'],
    maxSeconds: 3_600,
    denied: {
      get known() {
        return deniedIds !== null;
      },
      has: (id) => deniedIds?.has(id) ?? false,
      stop: async () => {},
    },
    accept: acceptClientRoles,
  });
});

async function tokenWith(claims: object = {}): Promise<string> {
  const key = keys.accessTokenSigningKey;
  if (!key) throw new Error('generated keys have a signing key');
  return new SignJWT({ role: 'ADMIN', ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: key.kid })
    .setSubject('a')
    .setIssuer('issuer')
    .setAudience('audience')
    .setIssuedAt()
    .setExpirationTime('1h')
    .setJti('an-id')
    .sign(await importSigningKey(key));
}

const admin = { subject: 'a', role: 'ADMIN', citizenId: null, unitId: null };

test('a token is verified once while the keys do not change', async () => {
  const token = await tokenWith();

  for (const _ of Array.from({ length: 3 })) expect(await verify(token)).toEqual(admin);

  expect(verified).toBe(1);
});

test('a token is verified again when the keys change, and refused when its own is removed', async () => {
  const token = await tokenWith();
  await verify(token);
  [revision, latest] = [2, 2];
  expect(await verify(token)).toEqual(admin);
  expect(verified).toBe(2);
  [revision, latest, isRemoved] = [3, 3, true];

  await expect(Promise.resolve(verify(token))).rejects.toThrow('its signature is not ours');
});

test('a token is verified each time while it is unknown whether the keys have changed', async () => {
  const token = await tokenWith();
  revision = null;

  for (const _ of Array.from({ length: 3 })) expect(await verify(token)).toEqual(admin);

  expect(verified).toBe(3);
});

test('a token is verified again after ten minutes', async () => {
  const token = await tokenWith();
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  try {
    await verify(token);
    jest.advanceTimersByTime(599_000);
    await verify(token);
    expect(verified).toBe(1);
    jest.advanceTimersByTime(2_000);
    await verify(token);
    expect(verified).toBe(2);
  } finally {
    jest.useRealTimers();
  }
});

test('a token is refused as long as its id is denied', async () => {
  const token = await tokenWith();
  await verify(token);
  deniedIds = new Set(['another', 'an-id']);
  await expect(Promise.resolve(verify(token))).rejects.toThrow('The access token was revoked.');
  deniedIds = new Set(['another']);

  expect(await verify(token)).toEqual(admin);
});

describe('a token is known', () => {
  test('once it was verified', async () => {
    const token = await tokenWith();
    const forged = `${token.slice(0, token.lastIndexOf('.'))}.${'A'.repeat(86)}`;
    expect(verify.known(token)).toBeNull();
    await expect(Promise.resolve(verify(forged))).rejects.toThrow('its signature is not ours');

    await verify(token);

    expect([verify.known(token), verify.known(forged)]).toEqual([admin, null]);
    expect(verified).toBe(2);
  });

  test('until it expires, also when it has to be verified again', async () => {
    const token = await tokenWith();
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      await verify(token);
      jest.advanceTimersByTime(3_590_000);
      expect(verify.known(token)).toEqual(admin);
      jest.advanceTimersByTime(20_000);
      expect(verify.known(token)).toBeNull();
    } finally {
      jest.useRealTimers();
    }
  });

  test('unless its id is denied, or the keys have changed', async () => {
    const token = await tokenWith();
    await verify(token);
    deniedIds = new Set(['an-id']);
    expect(verify.known(token)).toBeNull();
    deniedIds = new Set();
    expect(verify.known(token)).toEqual(admin);

    [revision, latest] = [2, 2];
    expect(verify.known(token)).toBeNull();
  });

  test('while it is unknown whether the keys have changed, also when it is verified again', async () => {
    const token = await tokenWith();
    await verify(token);

    revision = null;
    expect(verify.known(token)).toEqual(admin);
    await verify(token);
    expect(verify.known(token)).toEqual(admin);
    expect(verified).toBe(2);
  });
});

test('no token is accepted until the denylist is known', async () => {
  deniedIds = null;

  await expect(Promise.resolve(verify(await tokenWith()))).rejects.toThrow(
    'The list of denied access tokens cannot be reached at the moment.',
  );
});

test('the cache is bounded in bytes, however large the tokens', async () => {
  const tokens = await Promise.all(
    Array.from({ length: 40 }, (_, index) => tokenWith({ index, ballast: 'x'.repeat(600_000) })),
  );
  for (const token of tokens) await verify(token);
  expect(verified).toBe(40);

  await verify(tokens.at(-1) ?? '');
  expect(verified).toBe(40);
  await verify(tokens[0] ?? '');
  expect(verified).toBe(41);
});
