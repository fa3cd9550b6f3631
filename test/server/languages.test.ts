import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '../../lib/kit/viewer.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph, testOnceInTheSuite } from '../support/graph.ts';
import { HttpReader } from '../subscriptions/http-reader.ts';
import { SocketClient } from '../subscriptions/socket-client.ts';

/** Messages come in the language that a client prefers, wherever they are made. */

const catalogue = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../schema/messages.tr.json'), 'utf8'),
) as Record<string, string>;

let graph: TestGraph;
const tokens = new Map<Role, string>();
const inTurkish = { 'accept-language': 'tr-TR,tr;q=0.9,en;q=0.8' };

beforeAll(async () => {
  graph = await startGraph();
  const { id: citizenId } = await graph.data.citizen();
  tokens.set('CITIZEN', await graph.token({ role: 'CITIZEN', citizenId }));
  const { _id: unitId } = graph.data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' });
  tokens.set('OFFICER', await graph.token({ role: 'OFFICER', unitId }));
  for (const role of ['EVALUATOR', 'ADMIN'] as const) tokens.set(role, await graph.token({ role }));
});

afterAll(() => graph?.stop());

interface Asked {
  query: string;
  variables?: Record<string, unknown>;
  role?: Role;
}

const ask = ({ query, variables = {}, role }: Asked, headers: Record<string, string>) =>
  graph.client.ask(query, { variables, token: (role && tokens.get(role)) ?? null, headers });

/** That many levels of fields, two at a time below the first. */
const deep = (levels: number): string =>
  levels <= 1 ? 'id' : `referrals { application { ${deep(levels - 2)} } }`;

const asked: [where: string, asked: Asked, english: string, turkish: string][] = [
  [
    'the rights of a role, at the gateway',
    { query: '{ evaluationQueue { nodes { id } } }', role: 'ADMIN' },
    'Your role does not allow this.',
    'Rolünüz buna izin vermiyor.',
  ],
  [
    'a viewer who is not signed in',
    { query: '{ myApplications { totalCount } }' },
    'Sign in first: this needs an access token.',
    'Önce giriş yapın: bunun için bir erişim anahtarı gerekir.',
  ],
  [
    'the subgraph of applications',
    { query: '{ application(number: "1") { id } }', role: 'EVALUATOR' },
    'An application number has 10 digits.',
    'Başvuru numarası 10 rakamdan oluşur.',
  ],
  [
    'a message within a message',
    { query: '{ application(number: "2400990673") { id } }', role: 'EVALUATOR' },
    'There is no such application, or none that you may see.',
    'Böyle bir başvuru yok ya da görme yetkiniz yok.',
  ],
  [
    'the directory',
    { query: '{ administrativeUnit(id: "x") { id } }' },
    'A unit id has 8 digits.',
    'Birim kimliği 8 rakamdan oluşur.',
  ],
  [
    'the subgraph of citizens',
    { query: '{ citizen(id: "cit_x") { id } }', role: 'EVALUATOR' },
    'There is no such citizen, or none that you may see.',
    'Böyle bir vatandaş yok ya da görme yetkiniz yok.',
  ],
  [
    'a mutation',
    {
      query: 'mutation ($id: ID!) { addNote(referralId: $id, text: " ") { id } }',
      variables: { id: 'ref_x' },
      role: 'OFFICER',
    },
    'text must have 1 to 2000 characters.',
    'text, 1 ila 2000 karakter olmalıdır.',
  ],
  [
    'a limit of the gateway',
    { query: `{ node(id: "x") { ... on Application { ${deep(32)} } } }` },
    'The operation has 34 levels of fields, and 25 is the limit.',
    'İşlemde 34 alan düzeyi var; sınır 25.',
  ],
  [
    'a rule of validation',
    { query: `{ ${'a'.repeat(201)}: __typename }` },
    'A name may have at most 200 characters.',
    'Bir ad en fazla 200 karakter olabilir.',
  ],
  [
    'graphql, whose messages are in English alone',
    { query: '{ nothing }' },
    'Cannot query field "nothing" on type "Query".',
    'Cannot query field "nothing" on type "Query".',
  ],
];

describe('a message', () => {
  test.each(asked)(
    'of %s is in Turkish or English',
    async (_where, operation, english, turkish) => {
      // Often enough to take the direct path of repeated operations, in turn.
      for (let time = 0; time < 4; time += 1) {
        const messages = [];
        for (const headers of [{}, inTurkish, { 'accept-language': 'tr;q=0.1, en' }]) {
          const { errors } = await ask(operation, headers);
          messages.push(errors.map(({ message }) => message));
        }
        expect(messages).toEqual([[english], [turkish], [english]]);
      }
    },
  );

  test('of each field that is wrong is in the language, as is the message of them all', async () => {
    const input = filingInput(graph, { subject: 'Yol', text: 'Kısa.' });
    const { errors } = await ask(
      { query: fileMutation, variables: { input }, role: 'CITIZEN' },
      inTurkish,
    );

    const ofSubject = 'input.subject, 5 ila 200 karakter olmalıdır.';
    const ofText = 'input.text, 20 ila 10000 karakter olmalıdır.';
    const problem = { reason: 'RANGE', min: 5, max: 200, field: 'input.subject' };
    expect(errors).toEqual([
      {
        message: `${ofSubject} ${ofText}`,
        path: ['fileApplication'],
        extensions: {
          code: 'BAD_USER_INPUT',
          ...problem,
          problems: [
            { ...problem, message: ofSubject },
            { reason: 'RANGE', min: 20, max: 10_000, field: 'input.text', message: ofText },
          ],
        },
      },
    ]);
  });

  test('in data is in the language', async () => {
    const query = 'mutation { acceptReferrals(referralIds: ["ref_x"]) { error { code message } } }';
    const { data } = await ask({ query, role: 'OFFICER' }, inTurkish);

    expect(data).toEqual({
      acceptReferrals: [
        { error: { code: 'NOT_FOUND', message: 'Böyle bir sevk yok ya da görme yetkiniz yok.' } },
      ],
    });
  });

  test.each<[string, () => Promise<Response>, string]>([
    [
      'a malformed body',
      () => post('/graphql', '{', { 'content-type': 'application/json' }),
      'The request body is not the JSON object that GraphQL over HTTP sends.',
    ],
    [
      'an invalid token',
      () =>
        post('/graphql', '{"query":"{ __typename }"}', {
          'content-type': 'application/json',
          authorization: 'Bearer x.y.z',
        }),
      'The access token is malformed or its signature is not ours.',
    ],
    [
      'no address',
      () => fetch(`${graph.url}/nowhere`, { headers: inTurkish }),
      'There is nothing at this address.',
    ],
    [
      'an upload that is none',
      () =>
        post('/attachments', 'x', {
          'content-type': 'text/plain',
          authorization: `Bearer ${tokens.get('CITIZEN')}`,
        }),
      'Send the file as multipart/form-data.',
    ],
    [
      'an upload by nobody',
      () => post('/attachments', 'x', { 'content-type': 'text/plain' }),
      'Sign in first: this needs an access token.',
    ],
  ])('of a request with %s is in the language', async (_what, send, english) => {
    const { errors } = (await (await send()).json()) as { errors: { message: string }[] };

    expect(errors.map(({ message }) => message)).toEqual([catalogue[english]]);
  });
});

const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`${graph.url}${path}`, { method: 'POST', body, headers: { ...inTurkish, ...headers } });

describe('a subscription that is refused', () => {
  const query = 'subscription { applicationChanged { cursor } }';
  const english = 'Give the number or the id of a referral.';
  const turkish = catalogue[english];

  test('over server-sent events is told so in the language', async () => {
    const token = tokens.get('EVALUATOR') ?? '';
    const messages = [];
    for (const headers of [{}, inTurkish]) {
      const reader = await HttpReader.open(graph.url, { accept: 'sse', query, token, headers });
      await reader.ended;
      messages.push(reader.events.map(messageOf));
    }

    expect(messages).toEqual([[english], [turkish]]);
  });

  test.each<[string, object, object, string | undefined]>([
    ['of its header', inTurkish, {}, turkish],
    ['of `connection_init`', {}, { init: inTurkish }, turkish],
    ['of its own extensions', {}, { own: inTurkish }, turkish],
    [
      'of `connection_init`, not of the header',
      inTurkish,
      { init: { 'accept-language': 'en' } },
      english,
    ],
    ['if there is none, in English', {}, {}, english],
  ])('over a WebSocket is told so in the language %s', async (_where, headers, given, expected) => {
    const { init = {}, own } = given as { init?: object; own?: object };
    const socket = await SocketClient.open(graph.url, {
      initialise: false,
      headers: headers as Record<string, string>,
    });
    const authorization = `Bearer ${tokens.get('EVALUATOR')}`;
    socket.send({ type: 'connection_init', payload: { authorization, ...init } });
    await socket.payloads('connection_ack', 1);
    socket.subscribe('1', query, own && { extensions: own });

    const [errors] = await socket.payloads('error', 1, '1');
    expect((errors as { message: string }[]).map(({ message }) => message)).toEqual([expected]);
    socket.socket.close();
  });
});

const messageOf = (event: unknown) =>
  (event as { errors: { message: string }[] }).errors.map(({ message }) => message).join();

describe('the labels of enums', () => {
  const query =
    'query ($locale: Locale) { enumLabels(locale: $locale) { type values { value label } } }';

  const stagesIn = async (variables: object, headers: Record<string, string> = {}) => {
    const data = await graph.client.data(query, { variables: { ...variables }, headers });
    const labels = data['enumLabels'] as {
      type: string;
      values: { value: string; label: string }[];
    }[];
    return Object.fromEntries(
      labels
        .find(({ type }) => type === 'Stage')
        ?.values.map(({ value, label }) => [value, label]) ?? [],
    );
  };

  testOnceInTheSuite('are for everyone, in a given language or that of the request', async () => {
    const english = expect.objectContaining({ RECEIVED: 'Received', ANSWERED: 'Answered' });
    const turkish = expect.objectContaining({ RECEIVED: 'Alındı', ANSWERED: 'Cevaplandı' });

    expect(await stagesIn({ locale: 'EN' }, inTurkish)).toEqual(english);
    expect(await stagesIn({ locale: 'TR' })).toEqual(turkish);
    expect(await stagesIn({})).toEqual(english);
    expect(await stagesIn({}, inTurkish)).toEqual(turkish);
  });
});
