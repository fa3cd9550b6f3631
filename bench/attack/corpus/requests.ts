import { hash } from 'node:crypto';
import { bundledPath } from '../../../gateway/pages/assets.ts';
import {
  type HostileOperation,
  type HostileRequest,
  many,
  type Refusal,
} from '../hostile-operation.ts';

interface Written extends HostileRequest {
  refused?: Refusal;
  manner?: HostileOperation['manner'];
}

const large = 490_000;
const nested = 100_000;
const one = { query: '{ topics { id } }' };

/** Expensive to parse and to validate, and cheap to execute without its fields. */
const persistedText = `query ($with: Boolean!) { __typename ${many(
  45,
  (index) =>
    `a${index}: administrativeUnit(id: "85316115") @include(if: $with) { id name kind path version ancestors { id name } }`,
)} }`;

const byHash = {
  variables: { with: false },
  extensions: {
    persistedQuery: { version: 1, sha256Hash: hash('sha256', persistedText, 'hex') },
  },
};

/** Stores the text that others ask for by its hash. */
export const storesPersisted: HostileRequest = { body: { query: persistedText, ...byHash } };

const inAddress = new URLSearchParams(
  Object.fromEntries(Object.entries(byHash).map(([name, value]) => [name, JSON.stringify(value)])),
);

/** Requests that are no operations, or that never come whole. */
const written: Readonly<Record<string, Written>> = {
  'half a body': { body: one, manner: 'half' },
  'half of a large body': { body: { ...one, padding: 'x'.repeat(large) }, manner: 'half' },
  'a page that nobody reads': {
    method: 'GET',
    path: `/${bundledPath('graphiql.js')}`,
    manner: 'unread',
  },
  'no JSON': { body: '{"query": '.padEnd(large, 'x'), refused: 'invalid' },
  'JSON within JSON': {
    body: `{"query":"{ topics { id } }","variables":{"a":${'['.repeat(nested)}${']'.repeat(nested)}}}`,
    refused: 'inputDepth',
  },
  'a million numbers': { body: `[${'1,'.repeat(240_000)}1]`, refused: 'invalid' },
  'a batch of a thousand': { body: Array.from({ length: 1_000 }, () => one), refused: 'invalid' },
  'more than a body may hold': {
    body: { ...one, padding: 'x'.repeat(2_000_000) },
    refused: 'body',
  },
  'a query over GET': {
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent(`{ topics { id ${'name '.repeat(90)} } } # ${'x'.repeat(6_000)}`)}`,
  },
  'a query over GET that is too long': {
    method: 'GET',
    path: `/graphql?query=${encodeURIComponent(`{ topics { id } } # ${'x'.repeat(10_000)}`)}`,
    refused: 'address',
  },
  'a persisted query that nobody has sent': {
    body: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    refused: 'invalid',
  },
  'a persisted query by its hash alone': { body: byHash },
  'a persisted query by its hash alone over GET': {
    method: 'GET',
    path: `/graphql?${inAddress.toString()}`,
  },
  'a persisted query by its hash alone that is parsed each time': {
    body: byHash,
    headers: { accept: 'application/json;q=0.9' },
  },
  'a token that proves nothing': {
    body: one,
    headers: {
      authorization: `Bearer ${Buffer.from('{"alg":"EdDSA","typ":"at+jwt"}').toString('base64url')}.eyJzdWIiOiJ4In0.${'A'.repeat(86)}`,
    },
    refused: 'unauthenticated',
  },
  'a token of 12 kB': {
    body: one,
    headers: { authorization: `Bearer ${'a'.repeat(12_000)}` },
    refused: 'unauthenticated',
  },
};

export const requests: readonly HostileOperation[] = Object.entries(written).map(
  ([name, { refused, manner = 'whole', ...request }]) => ({
    name,
    by: 'anonymous',
    kind: 'requests',
    manner,
    atOnce: 1,
    admitted: 1,
    expected: manner === 'whole' ? (refused ? { refused } : 'answered') : 'nothing',
    write: () => request,
  }),
);
