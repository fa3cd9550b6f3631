import { expect, test } from '@jest/globals';
import { generateKeys, keysOfInstallation } from '../../lib/platform/identity/keys.ts';
import { pagesOf } from './pages.ts';

const development = {
  ACCESS_TOKEN_AUDIENCE: 'graph',
  ACCESS_TOKEN_ISSUER: 'issuer',
  graphiql: true,
  production: false,
  trustProxy: null,
};
const local = await generateKeys();
const other = await generateKeys();
const { graph: ofInstallation } = await keysOfInstallation(local.accessTokenKeys);
const { accessTokenSigningKey: own } = local;

test('pages on this machine get tokens by locally made keys, outside production', () => {
  const { localTokens } = pagesOf(development, local) ?? {};
  expect(localTokens?.people.map(({ name }) => name)).toEqual([
    'CITIZEN',
    'EVALUATOR',
    'OFFICER',
    'ANALYST',
    'ADMIN',
  ]);
});

test.each([
  ['in production', { ...development, production: true }, local],
  ['behind a proxy', { ...development, trustProxy: () => true }, local],
  [
    'where an issuer has keys of its own',
    { ...development, ACCESS_TOKEN_JWKS_URL: 'https://issuer.example/jwks' },
    local,
  ],
  ['by the keys of an installation', development, ofInstallation],
  [
    'by a key that was not made on the first start',
    development,
    { ...local, accessTokenSigningKey: own && { ...own, kid: 'our-issuer' } },
  ],
  [
    'by a key whose tokens are not accepted',
    development,
    { ...local, accessTokenKeys: other.accessTokenKeys },
  ],
])('pages get no tokens %s', (_where, settings, keys) => {
  expect(pagesOf(settings, keys)?.localTokens).toBeNull();
});

test('the data are said to be invented outside production alone', () => {
  expect(pagesOf(development, local)?.text.notice?.title).toBe('All data are invented.');
  expect(pagesOf({ ...development, production: true }, local)?.text.notice).toBeNull();
});

test('there are no pages without GraphiQL', () => {
  expect(pagesOf({ ...development, graphiql: false }, local)).toBeNull();
});
