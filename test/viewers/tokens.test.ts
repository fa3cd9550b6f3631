import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { generateKeys, importSigningKey, type Keys } from '../../platform/keys.ts';
import { scopesOfRole } from '../../platform/viewer.ts';
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

describe('who asks is told by the access token', () => {
  test('without one, nobody', async () => {
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

  test('whose scheme may be written in any case', async () => {
    const token = await graph.token({ role: 'ADMIN' });

    expect(await ask(`bearer ${token}`)).toMatchObject({ data: { viewer: { role: 'ADMIN' } } });
  });
});

describe('a header that holds no token refuses the whole request', () => {
  test.each([
    ['empty', ''],
    ['without a token', 'Bearer'],
    ['with a word', 'Bearer x'],
    ['with two words', 'Bearer a.b.c d'],
    ['without its scheme', 'a.b.c'],
    ['of another scheme', 'Basic YTpi'],
    ['with a token that nobody signed', `Bearer ${btoa('{"alg":"none"}')}.${btoa('{}')}.`],
  ])('%s', async (_what, authorization) => {
    expect(await ask(authorization)).toEqual(
      refused('The Authorization header must read "Bearer <access token>".'),
    );
  });
});

describe('a token that proves nothing refuses the whole request and says why', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const good = { sub: 'a', role: 'ADMIN', iss: 'test-issuer', aud: 'test-graph', exp: 4e9 };

  /** A token with exactly these claims; in all else as good ones are. */
  async function signed(claims: object, keys: Keys = graph.keys): Promise<string> {
    const jwk = keys.accessTokenSigningKey;
    if (!jwk) throw new Error('generated keys have a signing key');
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
      .sign(await importSigningKey(jwk));
  }

  test('signed and complete, it is good', async () => {
    expect(await ask(`Bearer ${await signed(good)}`)).toMatchObject({ status: 200, errors: [] });
  });

  const notOurs = 'The access token is malformed or its signature is not ours.';

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
          .sign(Buffer.from(publicKey?.x ?? '', 'base64url'));
      },
    ],
  ])('%s', async (_what, token) => {
    expect(await ask(`Bearer ${await token()}`)).toEqual(refused(notOurs));
  });

  const elsewhere = (claim: string) => `The access token was not made for this service (${claim}).`;
  const lacks = (claim: string) => `The access token lacks what it must say (${claim}).`;
  const unclear = (claim: string) => `The access token does not say who it is for (${claim}).`;
  const person = '0123456789abcdef01234567';

  test.each<[what: string, claims: object, message: string]>([
    ['of another issuer', { iss: 'another' }, elsewhere('iss')],
    ['for another audience', { aud: 'another' }, elsewhere('aud')],
    ['that is not good yet', { nbf: 4e9 }, elsewhere('nbf')],
    ['that has expired', { exp: 1_700_000_000 }, 'The access token has expired. Get a new one.'],
    ['that would never expire', { exp: undefined }, lacks('exp')],
    ['without an issuer', { iss: undefined }, lacks('iss')],
    ['without an audience', { aud: undefined }, lacks('aud')],
    ['of nobody', { sub: undefined }, lacks('sub')],
    ['of somebody without a name', { sub: '' }, unclear('sub')],
    ['without a role', { role: undefined }, unclear('role')],
    ['of an unknown role', { role: 'KING' }, unclear('role')],
    ['of several roles', { role: ['ADMIN', 'EVALUATOR'] }, unclear('role')],
    ['of a citizen without the citizen', { role: 'CITIZEN' }, unclear('citizen')],
    ['of a malformed citizen', { role: 'CITIZEN', citizen: 'x' }, unclear('citizen')],
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
      'of a subgraph',
      { role: 'SERVICE' },
      'The access token names a role that clients cannot have.',
    ],
  ])('one %s', async (_what, claims, message) => {
    expect(await ask(`Bearer ${await signed({ ...good, ...claims })}`)).toEqual(refused(message));
  });

  test('one that was good, from the moment it expires', async () => {
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
