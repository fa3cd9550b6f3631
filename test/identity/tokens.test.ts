import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CompactSign, SignJWT } from 'jose';
import { generateKeys, importSigningKey, type Keys } from '../../lib/platform/identity/keys.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { scopesOfRole } from '../../lib/kit/viewer.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { until } from '../support/wait.ts';

let graph: TestGraph;
let citizenId: string;

beforeAll(async () => {
  graph = await startGraph();
  citizenId = (await graph.data.citizen()).id;
});

afterAll(() => graph?.stop());

const whoAmI = '{ viewer { subject role scopes citizen { name } unit { name } } }';

async function ask(authorization?: string) {
  const { status, data, errors } = await graph.client.ask(whoAmI, {
    ...(authorization !== undefined && { headers: { authorization } }),
  });
  return { status, data, errors };
}

/** The whole request is refused, for this reason. */
const refused = (message: string) => ({
  status: 401,
  data: undefined,
  errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }],
});

describe('the viewer is identified by the access token', () => {
  test('no viewer without a token', async () => {
    expect(await ask()).toEqual({ status: 200, data: { viewer: null }, errors: [] });
  });

  test('a citizen', async () => {
    const token = await graph.token({ role: 'CITIZEN', subject: 'a', citizenId });

    expect(await graph.client.data(whoAmI, { token })).toEqual({
      viewer: {
        subject: 'a',
        role: 'CITIZEN',
        scopes: scopesOfRole.CITIZEN,
        citizen: { name: 'Ayşe' },
        unit: null,
      },
    });
  });

  test('an officer of a unit', async () => {
    const unit = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
    const token = await graph.token({ role: 'OFFICER', subject: 'b', unitId: unit._id });

    expect(await graph.client.data(whoAmI, { token })).toEqual({
      viewer: {
        subject: 'b',
        role: 'OFFICER',
        scopes: scopesOfRole.OFFICER,
        citizen: null,
        unit: { name: unit.name },
      },
    });
  });

  test.each(['EVALUATOR', 'ANALYST', 'ADMIN'] as const)('staff: %s', async (role) => {
    const token = await graph.token({ role, subject: 'c' });

    expect(await graph.client.data(whoAmI, { token })).toEqual({
      viewer: { subject: 'c', role, scopes: scopesOfRole[role], citizen: null, unit: null },
    });
  });

  test('the scheme may be written in any case', async () => {
    const token = await graph.token({ role: 'ADMIN' });

    expect(await ask(`bearer ${token}`)).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
  });
});

describe('a header without a valid token refuses the whole request', () => {
  test.each([
    ['empty', ''],
    ['without a token', 'Bearer'],
    ['with a word', 'Bearer x'],
    ['with two words', 'Bearer a.b.c d'],
    ['with many spaces', `Bearer${' '.repeat(9)}a.b.c`],
    ['without its scheme', 'a.b.c'],
    ['of another scheme', 'Basic YTpi'],
    ['with an unsigned token', `Bearer ${btoa('{"alg":"none"}')}.${btoa('{}')}.`],
  ])('%s', async (_what, authorization) => {
    expect(await ask(authorization)).toEqual(
      refused('The Authorization header must read "Bearer <access token>".'),
    );
  });
});

test('several Authorization headers are refused, even if one is valid', async () => {
  const token = await graph.token({ role: 'ADMIN' });
  const several = 'The request has several Authorization headers: send one.';

  for (const headers of [
    [`Bearer ${token}`, `Bearer ${token}`],
    [`Bearer ${token}`, 'Basic YTpi'],
    ['', `Bearer ${token}`],
  ]) {
    expect(await askWith(headers)).toEqual({
      status: 401,
      body: { errors: [{ message: several, extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  }
  expect(await askWith([`Bearer ${token}`])).toMatchObject({ status: 200 });
});

/** With several Authorization headers, of which client libraries send only one. */
async function askWith(authorizations: readonly string[]) {
  const asked = request(`${graph.url}/graphql?query=${encodeURIComponent(whoAmI)}`, {
    headers: [
      'host',
      new URL(graph.url).host,
      'content-type',
      'application/json',
      ...authorizations.flatMap((value, index) => [
        index === 0 ? 'authorization' : 'Authorization',
        value,
      ]),
    ],
  }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage]; // the form of the event
  return { status: response.statusCode, body: await json(response) };
}

describe('a token that proves nothing refuses the whole request and says why', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const good = {
    sub: 'a',
    role: 'ADMIN',
    iss: 'test-issuer',
    aud: 'test-graph',
    iat: now,
    exp: now + 3_600,
    jti: 'an-id',
  };

  const notOurs = 'The access token is malformed or its signature is not ours.';

  /** A token with exactly these claims, and otherwise valid. */
  async function signed(
    claims: object,
    keys: Keys = graph.keys,
    header: object = {},
  ): Promise<string> {
    const jwk = keys.accessTokenSigningKey;
    if (!jwk) throw new Error('generated keys have a signing key');
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: jwk.kid, ...header })
      .sign(await importSigningKey(jwk));
  }

  /** With a payload that no object serialises to. */
  async function signedText(payload: string): Promise<string> {
    const jwk = graph.keys.accessTokenSigningKey;
    if (!jwk) throw new Error('generated keys have a signing key');
    return new CompactSign(Buffer.from(payload))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: jwk.kid })
      .sign(await importSigningKey(jwk));
  }

  test.each([
    ['in the usual form', {}],
    ['of a type in another spelling', { typ: 'application/AT+JWT' }],
    ['of the general type', { typ: 'JWT' }],
  ])('signed and complete, it is valid: %s', async (_what, header) => {
    const token = await signed(good, graph.keys, header);

    expect(await ask(`Bearer ${token}`)).toMatchObject({ status: 200, errors: [] });
  });

  test.each<[what: string, header: object, message: string]>([
    [
      'of no type',
      { typ: undefined },
      'The token is not an access token (typ must be at+jwt or jwt).',
    ],
    [
      'between processes',
      { typ: 'internal+jwt' },
      'The token is not an access token (typ must be at+jwt or jwt).',
    ],
    ['of no key', { kid: undefined }, 'The access token lacks a required field (kid).'],
  ])('one %s', async (_what, header, message) => {
    expect(await ask(`Bearer ${await signed(good, graph.keys, header)}`)).toEqual(refused(message));
  });

  test('one in any non-canonical spelling, whether or not the valid one is known', async () => {
    const token = await signed({ ...good, jti: 'spelt' });
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = characters.indexOf(token.at(-1) ?? '');
    // The last character of 64 bytes encodes two bits of them: sixteen characters have the same
    // two.
    const others = Array.from({ length: 16 }, (_, spare) => characters[last - (last % 16) + spare])
      .map((character) => `${token.slice(0, -1)}${character}`)
      .filter((spelling) => spelling !== token);

    const before = await Promise.all(others.map((spelling) => ask(`Bearer ${spelling}`)));
    const itself = await ask(`Bearer ${token}`);
    const after = await Promise.all(others.map((spelling) => ask(`Bearer ${spelling}`)));

    expect(itself).toMatchObject({ status: 200, errors: [] });
    expect(others).toHaveLength(15);
    expect([...before, ...after]).toEqual(Array.from({ length: 30 }, () => refused(notOurs)));
  });

  test('one with the largest possible expiry is valid', async () => {
    const { exp: _, ...rest } = good;
    const text = JSON.stringify(rest).slice(0, -1);

    for (const claims of ['"exp":1e999', '"iat":-1e999,"exp":1e999']) {
      expect(await ask(`Bearer ${await signedText(`${text},${claims}}`)}`)).toEqual(
        refused('The access token is valid for longer than 86400 seconds (exp).'),
      );
    }
  });

  test.each<[what: string, token: () => string | Promise<string>]>([
    ['garbage', () => 'a.b.c'],
    ['one that is said to need no signature', () => `${part({ alg: 'none' })}.${part(good)}.AA`],
    ['one signed by another key', async () => signed(good, await generateKeys())],
    [
      'one whose claims were changed',
      async () => {
        const [header, , signature] = (await signed({ ...good, role: 'ANALYST' })).split('.');
        return `${header}.${part(good)}.${signature}`;
      },
    ],
    [
      'one that takes our public key for a shared secret',
      async () => {
        const [publicKey] = graph.keys.accessTokenKeys.keys;
        return new SignJWT(good)
          .setProtectedHeader({ alg: 'HS256', kid: publicKey?.kid ?? '' })
          .sign(Buffer.from(String(publicKey?.x), 'base64url'));
      },
    ],
  ])('%s', async (_what, token) => {
    expect(await ask(`Bearer ${await token()}`)).toEqual(refused(notOurs));
  });

  const elsewhere = (claim: string) => `The access token was not made for this service (${claim}).`;
  const lacks = (claim: string) => `The access token lacks a required field (${claim}).`;
  const unclear = (claim: string) => `The access token does not say who it is for (${claim}).`;
  const otherwise =
    'The access token names its citizen by another id than Citizen.id (cit_…). Get a new one.';
  const person = newId('citizen');

  test.each<[what: string, claims: object, message: string]>([
    ['of another issuer', { iss: 'another' }, elsewhere('iss')],
    ['for another audience', { aud: 'another' }, elsewhere('aud')],
    ['that is not valid yet', { nbf: 4e9 }, elsewhere('nbf')],
    [
      'that has expired',
      { iat: 1_700_000_000, exp: 1_700_000_001 },
      'The access token has expired. Get a new one.',
    ],
    ['that would never expire', { exp: undefined }, lacks('exp')],
    [
      'that is valid for long',
      { exp: now + 86_401 },
      'The access token is valid for longer than 86400 seconds (exp).',
    ],
    ['without a time of issue', { iat: undefined }, lacks('iat')],
    ['whose time of issue is a text', { iat: 'now' }, elsewhere('iat')],
    [
      'that is issued tomorrow',
      { iat: now + 86_400, exp: now + 86_401 },
      'The access token says that it was issued in the future (iat).',
    ],
    ['without an id', { jti: undefined }, lacks('jti')],
    ['whose id is a number', { jti: 7 }, unclear('jti')],
    ['whose id has a space', { jti: 'an id' }, unclear('jti')],
    ['whose id has a sign for comments', { jti: 'urn:x#7' }, unclear('jti')],
    ['without an issuer', { iss: undefined }, lacks('iss')],
    ['without an audience', { aud: undefined }, lacks('aud')],
    ['without a subject', { sub: undefined }, lacks('sub')],
    ['with an empty subject', { sub: '' }, unclear('sub')],
    ['without a role', { role: undefined }, unclear('role')],
    ['of an unknown role', { role: 'KING' }, unclear('role')],
    ['of several roles', { role: ['ADMIN', 'EVALUATOR'] }, unclear('role')],
    ['of a citizen without the citizen', { role: 'CITIZEN' }, unclear('citizen')],
    ['of a malformed citizen', { role: 'CITIZEN', citizen: 'x' }, otherwise],
    [
      'of a citizen by an ObjectId',
      { role: 'CITIZEN', citizen: '0123456789abcdef01234567' },
      otherwise,
    ],
    [
      'of a citizen by an invalid id',
      { role: 'CITIZEN', citizen: newId('application') },
      otherwise,
    ],
    [
      'of a citizen that is an operator',
      { role: 'CITIZEN', citizen: { $ne: null } },
      unclear('citizen'),
    ],
    ['of an evaluator with a citizen', { role: 'EVALUATOR', citizen: person }, unclear('citizen')],
    ['of an officer without a unit', { role: 'OFFICER' }, unclear('unit')],
    ['of an officer of a malformed unit', { role: 'OFFICER', unit: '12' }, unclear('unit')],
    ['of an analyst with a unit', { role: 'ANALYST', unit: '12345678' }, unclear('unit')],
    [
      'of nobody in particular, as the gateway signs them',
      { role: 'NOBODY', sub: 'nobody' },
      'The access token names a role that clients cannot have.',
    ],
    [
      'of a subgraph',
      { role: 'SERVICE' },
      'The access token names a role that clients cannot have.',
    ],
  ])('one %s', async (_what, claims, message) => {
    expect(await ask(`Bearer ${await signed({ ...good, ...claims })}`)).toEqual(refused(message));
  });

  test('one that was valid, from the moment it expires', async () => {
    const token = await graph.token({ role: 'EVALUATOR' }, { lifetimeSeconds: 2 });
    const answers = [await ask(`Bearer ${token}`), await ask(`Bearer ${token}`)];

    const last = await until(
      () => ask(`Bearer ${token}`),
      ({ status }) => status !== 200,
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(last).toEqual(refused('The access token has expired. Get a new one.'));
  });
});
