import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { answeredBy, executions } from '../support/executions.ts';
import {
  answered,
  apolloFile,
  apolloId,
  apolloText,
  clientPresetFile,
  clientPresetId,
  clientPresetManifest,
  get,
  graph,
  hashOf,
  idRequired,
  notFound,
  notInList,
  parsed,
  persistedQuery,
  post,
  refused,
  root,
  typed,
  unit,
  untyped,
  variables,
} from './documents-scene.ts';

/** Documents that are requested by their ids, as the manifests of real tools name them. */

describe('a trusted document', () => {
  const ways: [string, () => Promise<unknown>, unknown][] = [
    [
      'as Apollo’s clients send it',
      () =>
        post({ operationName: 'Unit', variables, extensions: persistedQuery(apolloId('Unit')) }),
      typed,
    ],
    [
      'as Apollo’s clients send it over GET',
      () => get({ operationName: 'Unit', variables, extensions: persistedQuery(apolloId('Unit')) }),
      typed,
    ],
    ['by `documentId`', () => post({ documentId: clientPresetId('Unit'), variables }), untyped],
    [
      'by `documentId` over GET',
      () => get({ documentId: clientPresetId('Unit'), variables }),
      untyped,
    ],
    [
      'by `documentId` in the URL',
      () => post({ variables }, {}, `?documentId=${clientPresetId('Unit')}`),
      untyped,
    ],
    [
      'by `documentId` with and without the prefix',
      () => post({ documentId: `sha256:${apolloId('Unit')}`, variables }),
      typed,
    ],
    [
      'by the id of the other form',
      () =>
        post({
          variables,
          extensions: persistedQuery(clientPresetId('Unit').slice('sha256:'.length)),
        }),
      untyped,
    ],
    [
      'beside other `extensions` of clients',
      () =>
        post({
          variables,
          extensions: { ...persistedQuery(apolloId('Unit')), clientLibrary: { name: 'x' } },
        }),
      typed,
    ],
  ];

  test('is not replaced by reading the schema, which only roles without such documents may', async () => {
    const statusFor = async (role: 'OFFICER' | 'EVALUATOR') => {
      const token = await graph.token({ role, ...(role === 'OFFICER' && { unitId: '10000000' }) });
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${graph.url}/schema.graphql`, { headers })).status;
    };

    expect((await fetch(`${graph.url}/schema.graphql`)).status).toBe(404);
    expect(await statusFor('OFFICER')).toBe(404);
    expect(await statusFor('EVALUATOR')).toBe(200);
  });

  test.each(ways)('is executed %s', async (_way, ask, data) => {
    for (let time = 0; time < 4; time += 1) expect(await ask()).toEqual(answered(data));

    expect(parsed).toEqual([]);
  });

  test('is executed by its compiled plan from the second time on, with the same answers', async () => {
    const token = await graph.token({ role: 'EVALUATOR' });
    const own = { documentId: apolloId('Track'), variables: { number: '1', trackingCode: '2' } };
    const before = await executions(graph);

    const answers: unknown[] = [];
    for (let time = 0; time < 4; time += 1) answers.push(await post(own, { token }));

    expect(answers).toEqual(answers.map(() => answers[0]));
    const { first, compiled, fallback } = await executions(graph);
    expect([first - before.first, compiled - before.compiled, fallback]).toEqual([1, 3, 0]);
  });

  test('is read once, also where all that it selects is refused', async () => {
    const before = await answeredBy(graph);

    for (let time = 0; time < 4; time += 1) {
      const { errors } = await post({ documentId: apolloId('MyApplications') });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }

    const { direct, 'apollo-server': other } = await answeredBy(graph);
    expect([other - before['apollo-server'], direct - before.direct]).toEqual([1, 3]);
  });

  test('is subject to the rights of the viewer', async () => {
    const body = { documentId: clientPresetId('MyApplications') };
    const { id: citizenId } = await graph.data.citizen();
    const citizen = await graph.token({ role: 'CITIZEN', citizenId });

    for (let time = 0; time < 3; time += 1) {
      const anonymous = await post(body);
      expect(anonymous).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect(await post(body, { token: citizen })).toEqual(
        answered({ me: { applications: { nodes: [] } } }),
      );
      expect(await post(body, { token: 'x.y.z' })).toMatchObject({
        status: 401,
        errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
      });
    }
  });

  test('that is a mutation is not executed over GET', async () => {
    const documentId = clientPresetId('RenewTrackingCode');

    expect(await get({ documentId, variables: { number: '1' } })).toMatchObject({
      status: 405,
      data: undefined,
    });
    expect(await post({ documentId, variables: { number: '1' } })).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('is not executed for a form of another site', async () => {
    const search = `?documentId=${clientPresetId('Unit')}&variables=${JSON.stringify(variables)}`;

    const form = await fetch(`${graph.url}/graphql${search}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"variables": {}}',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
  });

  test('has the same errors of variables as a text, and is not parsed again for it', async () => {
    const documentId = clientPresetId('Unit');
    const token = await graph.token({ role: 'EVALUATOR' });
    const text = clientPresetManifest[documentId];

    for (let time = 0; time < 3; time += 1) {
      const byId = await post({ documentId, variables: { id: null } });
      expect(byId).toEqual(refused(200, 'BAD_USER_INPUT', { reason: 'VALIDATION' }));
      expect(byId).toEqual(await post({ query: text, variables: { id: null } }, { token }));
    }
    expect(parsed.length).toBeLessThanOrEqual(3);
  });
});

describe('an id', () => {
  const unknown = '0'.repeat(64);

  test('that is unknown is reported as unknown', async () => {
    const token = await graph.token({ role: 'EVALUATOR' });

    for (const documentId of [unknown, `sha256:${unknown}`, 'x'.repeat(1_000), '__proto__']) {
      expect(await post({ documentId }, { token })).toEqual(notInList);
      expect(await post({ documentId })).toEqual(notInList);
      expect(await get({ documentId })).toEqual(notInList);
    }
  });

  test.each([
    ['no text', { documentId: 7 }],
    ['empty', { documentId: '' }],
    ['beside a text', { documentId: unknown, query: '{ viewer { role } }' }],
    ['beside another id', { documentId: unknown, extensions: persistedQuery(unknown) }],
  ])('that is %s is refused', async (_what, body) => {
    const malformed = refused(400, 'BAD_USER_INPUT', { field: 'documentId', reason: 'BODY' });
    const token = await graph.token({ role: 'EVALUATOR' });

    expect(await post(body, { token })).toEqual(malformed);
    expect(await post(body)).toEqual(malformed);
  });

  test('of another version of the protocol is refused, from every viewer', async () => {
    const token = await graph.token({ role: 'EVALUATOR' });
    const extensions = { persistedQuery: { version: 2, sha256Hash: apolloId('Unit') } };

    for (const sent of [{}, { token }]) {
      for (const ask of [post, get]) {
        expect(await ask({ variables, extensions }, sent)).toEqual(
          refused(400, 'BAD_USER_INPUT', { reason: 'BODY' }),
        );
      }
    }
  });

  test('in the URL that differs from the one in the body is refused, as are two', async () => {
    const malformed = refused(400, 'BAD_USER_INPUT', { field: 'documentId', reason: 'BODY' });
    const id = clientPresetId('Unit');
    const token = await graph.token({ role: 'EVALUATOR' });

    expect(await post({ documentId: id }, {}, `?documentId=${unknown}`)).toEqual(malformed);
    expect(await post({ variables }, {}, `?documentId=${id}&documentId=${id}`)).toEqual(malformed);
    const query = '{ viewer { role } }';
    for (let time = 0; time < 4; time += 1) await post({ query }, { token });
    expect(await post({ query }, { token }, `?documentId=${id}`)).toEqual(malformed);
    expect(await post({ documentId: id, variables }, {}, `?documentId=${id}`)).toEqual(
      answered(untyped),
    );
  });
});

describe('a viewer who may send trusted documents only', () => {
  const query = 'query ($id: ID!) { administrativeUnit(id: $id) { kind } }';
  const data = { administrativeUnit: { kind: 'PRESIDENCY' } };
  let restricted: (string | null)[];
  let evaluator: string;

  beforeAll(async () => {
    restricted = [null, await graph.token({ role: 'OFFICER', unitId: unit.id })];
    evaluator = await graph.token({ role: 'EVALUATOR' });
  });

  test('is refused every text, whatever it is, before it is parsed', async () => {
    const texts = [
      query,
      apolloText('Unit'),
      getIntrospectionQuery(),
      '{ __typename }',
      '{ nothing }',
      '{',
      '#',
    ];
    for (const token of restricted) {
      for (const text of texts) {
        expect(await post({ query: text, variables }, { token })).toEqual(idRequired);
        expect(await get({ query: text, variables }, { token })).toEqual(idRequired);
      }
    }
    expect(parsed).toEqual([]);
  });

  test('is refused operations that others have executed often, with and without variables that fit', async () => {
    for (let time = 0; time < 4; time += 1) {
      expect(await post({ query, variables }, { token: evaluator })).toEqual(answered(data));
    }
    parsed.length = 0;
    for (const token of restricted) {
      for (const given of [variables, { id: null }]) {
        expect(await post({ query, variables: given }, { token })).toEqual(idRequired);
        expect(await get({ query, variables: given }, { token })).toEqual(idRequired);
      }
    }
    expect(parsed).toEqual([]);
    expect(await post({ query, variables }, { token: evaluator })).toEqual(answered(data));
  });

  test('can neither register a persisted query nor request one of another viewer', async () => {
    const text = `${query} # persisted`;
    const extensions = persistedQuery(hashOf(text));
    for (const token of restricted) {
      expect(await post({ query: text, variables, extensions }, { token })).toEqual(idRequired);
      expect(await get({ query: text, variables, extensions }, { token })).toEqual(idRequired);
    }
    expect(await post({ variables, extensions }, { token: evaluator })).toEqual(notFound);
    const registering = { query: text, variables, extensions };
    expect(await post(registering, { token: evaluator })).toEqual(answered(data));
    for (const token of restricted) {
      expect(await post({ variables, extensions }, { token })).toEqual(notInList);
      expect(await get({ variables, extensions }, { token })).toEqual(notInList);
    }
    expect(await post({ variables, extensions }, { token: evaluator })).toEqual(answered(data));
    expect(await get({ variables, extensions }, { token: evaluator })).toEqual(answered(data));
  });

  test('gets the same errors as others for a request without a document', async () => {
    for (const token of [...restricted, evaluator]) {
      for (const body of [{}, [], { variables }, { query: { kind: 'Document' } }, [{ query }]]) {
        expect(await post(body, { token })).toEqual(
          refused(400, 'BAD_USER_INPUT', { reason: 'BODY' }),
        );
      }
    }
  });

  test('is counted, with the kind of the request', async () => {
    const count = async (role: string, origin: string) => {
      const text = await (await fetch(`${graph.url}/metrics`)).text();
      const form = new RegExp(
        `^graphql_documents_total\\{role="${role}",origin="${origin}"\\} (\\d+)$`,
        'm',
      );
      return Number(form.exec(text)?.[1] ?? 0);
    };
    const counts = () =>
      Promise.all([
        count('ANONYMOUS', 'trusted'),
        count('ANONYMOUS', 'refused'),
        count('EVALUATOR', 'other'),
        count('EVALUATOR', 'trusted'),
      ]);
    const before = await counts();

    for (let time = 0; time < 3; time += 1) {
      await post({ query, variables });
      await post({ documentId: clientPresetId('Unit'), variables });
      await post({ query, variables }, { token: evaluator });
      await post({ documentId: clientPresetId('Unit'), variables }, { token: evaluator });
    }

    expect(await counts()).toEqual(before.map((number) => number + 3));
  });
});

test('the commands of the page for clients are answered', async () => {
  const page = readFileSync(join(root, 'docs/clients.md'), 'utf8');
  const bodies = [
    ...page.matchAll(
      /^curl \S+ -H 'content-type: application\/json' -d '(\{"(?:documentId|extensions)".*)'$/gm,
    ),
  ];
  const [, documentId = '', given = ''] =
    /^curl -G \S+ -d 'documentId=(\S+)' --data-urlencode 'variables=(.*)'$/m.exec(page) ?? [];

  const answers: unknown[] = [];
  for (const [, body = ''] of bodies) answers.push(await post(JSON.parse(body) as object));

  expect(answers).toEqual([answered(untyped), answered(typed)]);
  expect(await get({ documentId, variables: given })).toEqual(answered(untyped));
  expect(page).toContain(
    `TRUSTED_DOCUMENTS=${[apolloFile, clientPresetFile].map((file) => relative(root, file)).join()} TRUSTED_DOCUMENTS_ONLY=ANONYMOUS npm start`,
  );
});
