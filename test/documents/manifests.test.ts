import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  followManifests,
  type ManifestSource,
} from '../../lib/platform/documents/follow-manifests.ts';
import { executions } from '../support/executions.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { openProcesses } from '../support/processes.ts';
import { until } from '../support/wait.ts';
import {
  answered,
  apolloId,
  clientPresetFile,
  clientPresetId,
  get,
  graph,
  idRequired,
  logger,
  notFound,
  notInList,
  persistedQuery,
  post,
  unit,
  untyped,
  variables,
} from './documents-scene.ts';

/** Invalid manifests, changing manifests, and graphs with other settings. */

onceInTheSuite('a gateway', () => {
  test('does not start with a file that is not a manifest, and says why', async () => {
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

onceInTheSuite('graphs with other settings', () => {
  test('follow the same rules without compiled execution', async () => {
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

  test('without manifests know no ids, and otherwise work as usual', async () => {
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

  test('charge a trusted document for its fields, and not for its text', async () => {
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
      }; // the header requests this form
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

onceInTheSuite('manifests that change', () => {
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

  test('accept the documents that fit the schema, and refuse only the others', async () => {
    const notAccepted = (reason: string) => ({
      status: 200,
      data: undefined,
      errors: [
        {
          message: expect.stringContaining(`not accept this trusted document: ${reason}`),
          extensions: { code: 'BAD_USER_INPUT', reason: 'VALIDATION' },
        },
      ],
    });

    expect(await ask('unit')).toEqual(answered(named));
    expect(await ask('two', { operationName: 'A' })).toEqual(answered({ viewer: null }));
    expect(await ask('two')).toMatchObject({ data: undefined });
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

  test('take effect at once, also for documents that were executed often', async () => {
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
      ({ status, data }) => status === 200 && data === undefined,
    );
    expect(await metrics()).toEqual([
      'trusted_documents{schema="accepted"} 0',
      'trusted_documents{schema="rejected"} 1',
      'trusted_documents_stale 0',
    ]);
  });
});
