import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import type { OperationPolicy } from '../../lib/platform/operations/policy.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import {
  followManifests,
  type ManifestSource,
} from '../../lib/platform/trusted-documents/follow-manifests.ts';
import { executions } from '../support/executions.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { openProcesses } from '../support/processes.ts';
import { until } from '../support/wait.ts';

/** Documents that are asked for by their ids, as the manifests of real tools name them. */

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'examples/trusted-documents');
const apolloFile = join(folder, 'persisted-query-manifest.json');
const clientPresetFile = join(folder, 'persisted-documents.json');
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;

interface ApolloManifest {
  operations: { id: string; name: string; body: string }[];
}
const apolloManifest = readJson(apolloFile) as ApolloManifest; // as its tool writes it
const clientPresetManifest = readJson(clientPresetFile) as Record<string, string>; // the same

/** The id of an operation in the manifest of each tool. */
const apolloId = (name: string) =>
  apolloManifest.operations.find((operation) => operation.name === name)?.id ?? '';
const clientPresetId = (name: string) =>
  Object.entries(clientPresetManifest).find(([, text]) =>
    new RegExp(`(query|mutation) ${name}\\b`).test(text),
  )?.[0] ?? '';
const apolloText = (name: string) =>
  apolloManifest.operations.find((operation) => operation.name === name)?.body ?? '';

const unit = { id: '85316115', name: 'Cumhurbaşkanlığı' };
const variables = { id: unit.id };
const typed = { administrativeUnit: { ...unit, __typename: 'AdministrativeUnit' } };
const untyped = { administrativeUnit: unit };

const persistedQuery = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

const logger = createLogger({ level: 'silent', name: 'test' });
let manifests: ManifestSource;
let graph: TestGraph;
/** The texts that were about to be parsed at a viewer's expense. */
let parsed: string[];

const policy: OperationPolicy = {
  beforeParsing: (text) => void parsed.push(text),
};

beforeAll(async () => {
  manifests = await followManifests([apolloFile, clientPresetFile], logger);
  graph = await startGraph({
    execution: {
      policy,
      trustedDocuments: { source: manifests, requiredFor: ['ANONYMOUS', 'OFFICER'] },
    },
  });
});

beforeEach(() => {
  parsed = [];
});

afterAll(async () => {
  await graph?.stop();
  await manifests?.stop();
});

interface Sent {
  token?: string | null;
  headers?: Record<string, string>;
  /** Instead of the graph's. */
  url?: string;
}

async function answerOf(response: Response) {
  const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: unknown[] }; // GraphQL's form
  return { status: response.status, data, errors };
}

const authorization = ({ token }: Sent) => ({ ...(token && { authorization: `Bearer ${token}` }) });

async function post(body: object, sent: Sent = {}, parameters = '') {
  const response = await fetch(`${sent.url ?? graph.url}/graphql${parameters}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization(sent), ...sent.headers },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

async function get(parameters: Record<string, unknown>, sent: Sent = {}) {
  const search = new URLSearchParams(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const response = await fetch(`${sent.url ?? graph.url}/graphql?${search.toString()}`, {
    headers: { 'apollo-require-preflight': 'true', ...authorization(sent), ...sent.headers },
  });
  return answerOf(response);
}

const answered = (data: unknown) => ({ status: 200, data, errors: [] });
const refused = (status: number, code: string, more: object = {}) => ({
  status,
  data: undefined,
  errors: [{ message: expect.any(String), extensions: { code, ...more } }],
});
const idRequired = refused(400, 'PERSISTED_QUERY_ID_REQUIRED');
const notInList = refused(404, 'PERSISTED_QUERY_NOT_IN_LIST');
const notFound = refused(200, 'PERSISTED_QUERY_NOT_FOUND');

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
      'by `documentId` in the address',
      () => post({ variables }, {}, `?documentId=${clientPresetId('Unit')}`),
      untyped,
    ],
    [
      'by `documentId` with and without the prefix',
      () => post({ documentId: `sha256:${apolloId('Unit')}`, variables }),
      typed,
    ],
    [
      'by the other’s form of id',
      () =>
        post({
          variables,
          extensions: persistedQuery(clientPresetId('Unit').slice('sha256:'.length)),
        }),
      untyped,
    ],
    [
      'beside what else clients put into `extensions`',
      () =>
        post({
          variables,
          extensions: { ...persistedQuery(apolloId('Unit')), clientLibrary: { name: 'x' } },
        }),
      typed,
    ],
  ];

  test.each(ways)('is executed %s', async (_way, ask, data) => {
    for (let time = 0; time < 4; time += 1) expect(await ask()).toEqual(answered(data));

    expect(parsed).toEqual([]);
  });

  test('is executed by its compiled plan from the second time on, and the answers are the same', async () => {
    const token = await graph.token({ role: 'EVALUATOR' });
    const own = { documentId: apolloId('Track'), variables: { number: '1', trackingCode: '2' } };
    const before = await executions(graph);

    const answers: unknown[] = [];
    for (let time = 0; time < 4; time += 1) answers.push(await post(own, { token }));

    expect(answers).toEqual(answers.map(() => answers[0]));
    const { first, compiled, fallback } = await executions(graph);
    expect([first - before.first, compiled - before.compiled, fallback]).toEqual([1, 3, 0]);
  });

  test('obeys the rights of whoever asks', async () => {
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

  test('is not executed over GET for a page of somebody else', async () => {
    const search = `?documentId=${clientPresetId('Unit')}&variables=${JSON.stringify(variables)}`;

    const response = await fetch(`${graph.url}/graphql${search}`);
    expect(await answerOf(response)).toEqual({
      ...refused(400, 'BAD_USER_INPUT', { reason: 'BODY' }),
      errors: [
        {
          message: expect.stringContaining('Cross-Site Request Forgery'),
          extensions: { code: 'BAD_USER_INPUT', reason: 'BODY' },
        },
      ],
    });
    const form = await fetch(`${graph.url}/graphql${search}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"variables": {}}',
    });
    expect(form.status).toBeGreaterThanOrEqual(400);
  });

  test('gets errors of its variables as a text does, and is not parsed for it anew', async () => {
    const documentId = clientPresetId('Unit');
    const token = await graph.token({ role: 'EVALUATOR' });
    const text = clientPresetManifest[documentId];

    for (let time = 0; time < 3; time += 1) {
      const byId = await post({ documentId, variables: { id: null } });
      expect(byId).toEqual(refused(400, 'BAD_USER_INPUT', { reason: 'VALIDATION' }));
      expect(byId).toEqual(await post({ query: text, variables: { id: null } }, { token }));
    }
    expect(parsed.length).toBeLessThanOrEqual(3);
  });
});

describe('an id', () => {
  const unknown = '0'.repeat(64);

  test('that nobody knows is told to be unknown', async () => {
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

  test('of another version of the protocol is refused, whoever sends it', async () => {
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

  test('in the address that is not the one in the body is refused, as are two', async () => {
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

describe('who may ask for nothing else', () => {
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

  test('is refused what others have executed often, with and without variables that fit', async () => {
    for (let time = 0; time < 4; time += 1) {
      expect(await post({ query, variables }, { token: evaluator })).toEqual(answered(data));
    }
    parsed = [];
    for (const token of restricted) {
      for (const given of [variables, { id: null }]) {
        expect(await post({ query, variables: given }, { token })).toEqual(idRequired);
        expect(await get({ query, variables: given }, { token })).toEqual(idRequired);
      }
    }
    expect(parsed).toEqual([]);
    expect(await post({ query, variables }, { token: evaluator })).toEqual(answered(data));
  });

  test('can neither register a persisted query nor ask for one of somebody else', async () => {
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

  test('is told what is wrong with a request without a document as anybody is', async () => {
    for (const token of [...restricted, evaluator]) {
      for (const body of [{}, [], { variables }, { query: { kind: 'Document' } }, [{ query }]]) {
        expect(await post(body, { token })).toEqual(
          refused(400, 'BAD_USER_INPUT', { reason: 'BODY' }),
        );
      }
    }
  });

  test('is counted, with what is asked for', async () => {
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
    /^curl -G \S+ -H 'apollo-require-preflight: true' -d 'documentId=(\S+)' --data-urlencode 'variables=(.*)'$/m.exec(
      page,
    ) ?? [];

  const answers: unknown[] = [];
  for (const [, body = ''] of bodies) answers.push(await post(JSON.parse(body) as object));

  expect(answers).toEqual([answered(untyped), answered(typed)]);
  expect(await get({ documentId, variables: given })).toEqual(answered(untyped));
  expect(page).toContain(
    `TRUSTED_DOCUMENTS=${[apolloFile, clientPresetFile].map((file) => relative(root, file)).join()} TRUSTED_DOCUMENTS_ONLY=ANONYMOUS npm start`,
  );
});

onceInTheSuite('a gateway', () => {
  test('does not start with a file that is no manifest, and says why', async () => {
    const processes = await openProcesses();
    try {
      const gateway = processes.start(['apps/graph.ts'], { TRUSTED_DOCUMENTS: 'package.json' });
      expect(await gateway.exit()).toBe(1);
      expect(gateway.said.err).toMatch(/package\.json: is neither a manifest/);
      expect(gateway.said.out).toBe('');
    } finally {
      await processes.stop();
    }
  });
});

onceInTheSuite('graphs of other settings', () => {
  test('obey the same rules without compiled execution', async () => {
    const source = await followManifests([clientPresetFile], logger);
    const plain = await graph.another({
      execution: {
        compile: false,
        trustedDocuments: { source, requiredFor: ['ANONYMOUS'] },
      },
    });
    const before = await executions(plain);
    const { url } = plain;
    const query = '{ viewer { role } }';
    for (let time = 0; time < 3; time += 1) {
      const documentId = clientPresetId('Unit');
      expect(await post({ documentId, variables }, { url })).toEqual(answered(untyped));
      expect(await post({ query }, { url })).toEqual(idRequired);
      expect(await get({ query }, { url })).toEqual(idRequired);
    }
    expect(await executions(plain)).toEqual({ ...before, fallback: before.fallback + 3 });
    await plain.stop();
    await source.stop();
  });

  test('without manifests know no ids, and do everything else', async () => {
    const none = await graph.another({
      execution: { trustedDocuments: { source: null, requiredFor: [] } },
    });
    const { url } = none;

    expect(await post({ documentId: clientPresetId('Unit') }, { url })).toEqual(notInList);
    expect(await post({ extensions: persistedQuery(apolloId('Unit')) }, { url })).toEqual(notFound);
    const query = '{ viewer { role } }';
    expect(await post({ query }, { url })).toEqual(answered({ viewer: null }));
    await none.stop();
  });

  test('charge a trusted document for what it asks for, and not for its text', async () => {
    const source = await followManifests([clientPresetFile], logger);
    const limit = (operation: number) => ({ operation, available: 1_000, restoreRate: 1e-6 });
    const budgets = {
      ANONYMOUS: limit(1_000),
      CITIZEN: limit(1_000),
      EVALUATOR: limit(1_000),
      OFFICER: limit(1_000),
      ANALYST: limit(1),
      ADMIN: limit(1_000),
      SERVICE: limit(1_000),
    };
    const limited = await graph.another({
      execution: {
        demand: { mode: 'enforce', budgets },
        trustedDocuments: { source, requiredFor: ['ANONYMOUS'] },
      },
    });
    const { url } = limited;
    const body = { documentId: clientPresetId('Unit'), variables };
    const left = async () => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-graphql-cost': '1' },
        body: JSON.stringify(body),
      });
      const { extensions } = (await response.json()) as {
        extensions: {
          cost: { actualQueryCost: number; throttleStatus: { currentlyAvailable: number } };
        };
      }; // as the header asks for
      const { actualQueryCost, throttleStatus } = extensions.cost;
      return { actualQueryCost, available: throttleStatus.currentlyAvailable };
    };

    const answers = [await left(), await left(), await left(), await left()];

    const cost = answers[0]?.actualQueryCost ?? 0;
    expect(cost).toBeGreaterThan(0);
    expect(answers).toEqual(
      [1, 2, 3, 4].map((times) => ({ actualQueryCost: cost, available: 1_000 - times * cost })),
    );
    const token = await graph.token({ role: 'ANALYST' });
    for (let time = 0; time < 3; time += 1) {
      expect(await post(body, { url, token })).toMatchObject({
        data: undefined,
        errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 1 } }],
      });
    }
    await limited.stop();
    await source.stop();
  });
});

describe('manifests that change', () => {
  let files: string;
  let file: string;
  let source: ManifestSource;
  let followed: { url: string; stop(): Promise<void> };

  const documents = {
    unit: 'query Unit($id: ID!) { administrativeUnit(id: $id) { name } }',
    two: 'query A { viewer { role } } query B { viewer { unit { id } } }',
    unknown: 'query Unit($id: ID!) { administrativeUnit(id: $id) { removedField } }',
    broken: 'query {',
    long: `{ ${'viewer { role } '.repeat(1_300)} }`,
    wide: `{ ...F } fragment F on Query { ${'...G '.repeat(30)} } fragment G on Query { ${'viewer { role } '.repeat(30)} }`,
  };

  async function replace(text: string): Promise<void> {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  }

  beforeAll(async () => {
    files = await mkdtemp(join(tmpdir(), 'trusted-documents-test-'));
    file = join(files, 'manifest.json');
    await writeFile(file, JSON.stringify(documents));
    source = await followManifests([file], logger, 10);
    followed = await graph.another({
      execution: { trustedDocuments: { source, requiredFor: ['ANONYMOUS'] } },
    });
  });

  afterAll(async () => {
    await followed?.stop();
    await source?.stop();
    await rm(files, { recursive: true, force: true });
  });

  const ask = (documentId: string, more: object = {}) =>
    post({ documentId, variables, ...more }, { url: followed.url });
  const named = { administrativeUnit: { name: unit.name } };

  const metrics = async () => {
    const text = await (await fetch(`${followed.url}/metrics`)).text();
    return text.split('\n').filter((line) => line.startsWith('trusted_documents'));
  };

  test('take in what the schema accepts, and refuse the rest alone', async () => {
    const notAccepted = (told: string) => ({
      status: 400,
      data: undefined,
      errors: [
        {
          message: expect.stringContaining(`not accept this trusted document: ${told}`),
          extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION' },
        },
      ],
    });

    expect(await ask('unit')).toEqual(answered(named));
    expect(await ask('two', { operationName: 'A' })).toEqual(answered({ viewer: null }));
    expect(await ask('two')).toMatchObject({ status: 400 });
    expect(await ask('unknown')).toEqual(notAccepted('Cannot query field "removedField"'));
    expect(await ask('broken')).toEqual(notAccepted('Syntax Error'));
    expect(await ask('long')).toEqual(
      notAccepted('Syntax Error: Document contains more that 5000'),
    );
    expect(await ask('wide')).toEqual(notAccepted('The document has more than 1000 selections'));
    expect(await metrics()).toEqual([
      'trusted_documents{schema="accepted"} 2',
      'trusted_documents{schema="rejected"} 4',
      'trusted_documents_stale 0',
    ]);
  });

  test('hold from then on, also for documents that were executed often', async () => {
    for (let time = 0; time < 4; time += 1) expect(await ask('unit')).toEqual(answered(named));

    await replace(JSON.stringify({ other: documents.unit }));

    await until(
      () => ask('other'),
      ({ status }) => status === 200,
    );
    expect(await ask('unit')).toEqual(notInList);
    await replace('[');
    await until(metrics, (lines) => lines.includes('trusted_documents_stale 1'));
    expect(await ask('other')).toEqual(answered(named));
    await replace(JSON.stringify({ unit: documents.unknown }));
    await until(
      () => ask('unit'),
      ({ status }) => status === 400,
    );
    expect(await metrics()).toEqual([
      'trusted_documents{schema="accepted"} 0',
      'trusted_documents{schema="rejected"} 1',
      'trusted_documents_stale 0',
    ]);
  });
});
