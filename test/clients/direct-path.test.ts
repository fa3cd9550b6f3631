import { createHash } from 'node:crypto';
import { ApolloClient, type ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { GraphQLClient } from 'graphql-request';
import { answeredBy } from '../support/executions.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';

/**
 * Clients with their defaults: from the third time on, their operations take the direct path around Apollo Server, and
 * are answered alike.
 */

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph();
});

afterAll(() => graph?.stop());

const variables = { id: '85316115' };

interface Sender {
  url: string;
  fetch: typeof fetch;
  query: string;
  operationName: string;
}

/** Makes a client, and returns what it does to send an operation. */
type MakeSend = (sender: Sender) => () => Promise<unknown>;

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');

const apolloClient =
  (linkTo: (http: HttpLink) => ApolloLink): MakeSend =>
  ({ url, fetch, query }) => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: linkTo(new HttpLink({ uri: url, fetch })),
    });
    return () => client.query({ query: gql(query), variables, fetchPolicy: 'no-cache' });
  };

const persisted = (useGETForHashedQueries: boolean) => (http: HttpLink) =>
  new PersistedQueryLink({ sha256: hashOf, useGETForHashedQueries }).concat(http);

const graphqlRequest =
  (method: 'GET' | 'POST' | undefined): MakeSend =>
  ({ url, fetch, query }) => {
    const client = new GraphQLClient(url, { fetch, ...(method && { method }) });
    return () => client.request(query, variables);
  };

/** A client that cannot run here, by the requests that it sends. */
const postAs =
  (headers: Record<string, string>, more: object = {}): MakeSend =>
  ({ url, fetch, query, operationName }) =>
  () => {
    const body = JSON.stringify({ operationName, variables, query, ...more });
    return fetch(url, { method: 'POST', headers, body });
  };

/** The same with automatic persisted queries: by the hash, then with the text as well. */
const postHashAs =
  (headers: Record<string, string>, clientLibrary?: object): MakeSend =>
  ({ url, fetch, query, operationName }) =>
  async () => {
    const persistedQuery = { version: 1, sha256Hash: hashOf(query) };
    const body = { operationName, variables, extensions: { persistedQuery, clientLibrary } };
    const post = (sent: object) =>
      fetch(url, { method: 'POST', headers, body: JSON.stringify(sent) });
    const answer = await (await post(body)).json();
    return 'errors' in (answer as object) ? post({ ...body, query }) : answer;
  };

const json = 'application/json';
const kotlin = {
  accept: 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json',
  'content-type': json,
};
const ios = {
  accept: 'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json',
  'content-type': json,
  'apollographql-client-name': 'gov.example.basvuru-apollo-ios',
  'apollographql-client-version': '1.0-1',
  'x-apollo-operation-name': 'Unit',
  'x-apollo-operation-type': 'query',
};
const urql = {
  accept:
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  'content-type': json,
};
const kotlinLibrary = { name: 'apollo-kotlin', version: '4.4.3' };
const iosLibrary = { name: 'apollo-ios', version: '2.0.4' };

const response = 'application/graphql-response+json; charset=utf-8';

/** Each client with the media type of its answers. Those with `by hash` first ask for a hash that is not known. */
const clients: Record<string, [mediaType: string, send: MakeSend]> = {
  'Apollo Client': [response, apolloClient((http) => http)],
  'Apollo Client, by hash': [response, apolloClient(persisted(false))],
  'Apollo Client, by hash over GET': [response, apolloClient(persisted(true))],
  urql: [
    response,
    ({ url, fetch, query }) => {
      const client = new Client({ url, fetch, exchanges: [fetchExchange] });
      return () => client.query(query, variables, { requestPolicy: 'network-only' }).toPromise();
    },
  ],
  'urql over POST': [
    response,
    ({ url, fetch, query }) => {
      const client = new Client({ url, fetch, preferGetMethod: false, exchanges: [fetchExchange] });
      return () => client.query(query, variables, { requestPolicy: 'network-only' }).toPromise();
    },
  ],
  // @urql/exchange-persisted 5.0, over POST
  'urql, by hash': [response, postHashAs(urql)],
  'graphql-request': [response, graphqlRequest(undefined)],
  'graphql-request over GET': [response, graphqlRequest('GET')],
  // apollo-kotlin 4.4, DefaultHttpRequestComposer.kt
  'Apollo Kotlin': [response, postAs(kotlin, { extensions: { clientLibrary: kotlinLibrary } })],
  'Apollo Kotlin, by hash': [response, postHashAs(kotlin, kotlinLibrary)],
  // apollo-ios 2.0, JSONRequest.swift and JSONRequest+EnhancedClientAwareness.swift
  'Apollo iOS': [response, postAs(ios, { extensions: { clientLibrary: iosLibrary } })],
  'Apollo iOS, by hash': [response, postHashAs(ios, iosLibrary)],
  'a client with charsets': [
    response,
    postAs({
      accept:
        'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8; q=0.9',
      'content-type': 'application/json; charset=UTF-8',
    }),
  ],
  'a client that prefers JSON': [
    'application/json; charset=utf-8',
    postAs({
      accept: 'application/graphql-response+json;q=0.5,text/html;q=0.9,application/json',
      'content-type': json,
    }),
  ],
  'a client that sends more than is known': [
    'application/json; charset=utf-8',
    postAs({ accept: '*/*', 'content-type': json }, { id: 'a1', doc_id: 'a1', extensions: null }),
  ],
};

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Of a response that headers differ in is its own. */
const ofOneResponse = new Set(['x-request-id', 'date', 'keep-alive', 'connection']);

test.each(Object.entries(clients))('%s', async (name, [mediaType, makeSend]) => {
  const answers: Answer[] = [];
  const recording: typeof fetch = async (...request) => {
    const answer = await fetch(...request);
    const { status, headers } = answer;
    answers.push({
      status,
      headers: Object.fromEntries([...headers].filter(([each]) => !ofOneResponse.has(each))),
      body: await answer.clone().text(),
    });
    return answer;
  };
  // No two clients send the same operation.
  const operationName = `Unit${Object.keys(clients).indexOf(name)}`;
  const query = `query ${operationName}($id: ID!) { administrativeUnit(id: $id) { id name path } }`;
  const send = makeSend({ url: `${graph.url}/graphql`, fetch: recording, query, operationName });
  const before = await answeredBy(graph);

  for (let time = 0; time < 5; time += 1) await send();

  const after = await answeredBy(graph);
  const isByHash = name.includes('by hash');
  expect({
    direct: after.direct - before.direct,
    'apollo-server': after['apollo-server'] - before['apollo-server'],
  }).toEqual({ direct: 3, 'apollo-server': isByHash ? 3 : 2 });
  const [unknown] = isByHash ? answers.splice(0, 1) : [];
  if (unknown)
    expect(JSON.parse(unknown.body)).toMatchObject({
      errors: [{ message: 'PersistedQueryNotFound' }],
    });
  const [first] = answers;
  expect(first).toMatchObject({ status: 200, headers: { 'content-type': mediaType } });
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    data: { administrativeUnit: { id: variables.id, name: 'Cumhurbaşkanlığı' } },
  });
  // The second one is Apollo Server's, too.
  expect(answers.slice(1)).toEqual(Array(4).fill(answers[1]));
  expect(first?.body).toBe(answers[1]?.body);
});
