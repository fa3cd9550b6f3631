import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { load, outputIntrospectionFile } from '@gql.tada/internal';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { gql, GraphQLClient } from 'graphql-request';
import { numberOf, file } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** Clients that are typed by the published schema, as the examples show: generated, checked, and run on a graph. */

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const { resolve: find } = createRequire(import.meta.url);
const programs = {
  codegen: join(dirname(find('@graphql-codegen/cli/package.json')), 'cjs/bin.js'),
  tsc: join(dirname(find('typescript/package.json')), 'bin/tsc'),
};

interface Example {
  latestApplications(url: string, token: string): Promise<Record<string, unknown>[]>;
}

/** Statements that compile only if the example's types are those of the schema, neither `any` nor `unknown`. */
const checks = `import { latestApplications } from './latest-applications.ts';
const [row] = await latestApplications('', '');
row?.isAnswered satisfies boolean | undefined;
row?.number satisfies string | null | undefined;
row?.year satisfies string | undefined;
// @ts-expect-error: it is null for those who may not know it
row?.number satisfies string | undefined;
// @ts-expect-error: a date is a string
row?.year satisfies number | undefined;
`;

onceInTheSuite('a client typed by the schema', () => {
  let graph: TestGraph;
  let url: string;
  let token: string;
  let expected: Record<string, unknown>[];
  const folders: string[] = [];
  let methods: string[] = [];
  let watch: { mockRestore(): void };

  beforeAll(async () => {
    graph = await startGraph();
    url = `${graph.url}/graphql`;
    const { id: citizenId } = await graph.data.citizen();
    token = await graph.token({ role: 'CITIZEN', citizenId });
    const number = numberOf(await file(graph, token));
    expected = [{ number, isAnswered: false, year: expect.stringMatching(/^\d{4}$/) }];
    const { fetch } = globalThis;
    watch = jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      methods.push(init?.method ?? 'GET');
      return fetch(input, init);
    });
  });

  afterAll(async () => {
    watch?.mockRestore();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true })));
    await graph.stop();
  });

  /** A project of its own, with the example and what the graph publishes. */
  async function project(name: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), `${name}-`));
    folders.push(folder);
    await cp(join(root, 'examples/typed', name), folder, { recursive: true });
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    const schema = await fetch(`${graph.url}/schema.graphql`);
    await writeFile(join(folder, 'schema.graphql'), await schema.text());
    await writeFile(join(folder, 'src/checks.ts'), checks);
    return folder;
  }

  /** Checks the types of a project, and runs its example. */
  async function checkAndRun(folder: string): Promise<Record<string, unknown>[]> {
    await run(process.execPath, [programs.tsc], { cwd: folder });
    const path = join(folder, 'src/latest-applications.ts');
    const example = (await import(pathToFileURL(path).href)) as Example;
    methods = [];
    return example.latestApplications(url, token);
  }

  test.each([
    'client-preset/codegen.ts',
    'client-preset/src/latest-applications.ts',
    'gql-tada/src/graphql.ts',
    'gql-tada/src/latest-applications.ts',
  ])('is in docs/clients.md as it is run: %s', async (file) => {
    const page = await readFile(join(root, 'docs/clients.md'), 'utf8');
    expect(page).toContain(await readFile(join(root, 'examples/typed', file), 'utf8'));
  });

  test('by the client preset of GraphQL Code Generator', async () => {
    const folder = await project('client-preset');
    await run(process.execPath, [programs.codegen], { cwd: folder });

    expect(await checkAndRun(folder)).toEqual(expected);
    expect(methods).toEqual(['POST']);
  });

  test('by gql.tada, from the file or from the graph itself', async () => {
    const folder = await project('gql-tada');
    const outputs = await Promise.all(
      [join(folder, 'schema.graphql'), url].map(async (origin) => {
        const loaded = await load({ origin, rootPath: folder }).load();
        return outputIntrospectionFile(loaded.introspection, {
          fileType: '.d.ts',
          shouldPreprocess: true,
        });
      }),
    );
    const [output = ''] = outputs;
    await writeFile(join(folder, 'src/graphql-env.d.ts'), output);

    expect(outputs[1]).toBe(output);
    expect(await checkAndRun(folder)).toEqual(expected);
    // urql sends queries so by itself.
    expect(methods).toEqual(['GET']);
  });

  test.each(['POST', 'GET'] as const)('graphql-request asks by %s', async (method) => {
    const headers = { authorization: `Bearer ${token}` };
    const client = new GraphQLClient(url, { headers, ...(method === 'GET' && { method }) });
    const query = gql`
      query ($first: Int!) {
        myApplications(first: $first) {
          nodes {
            number
          }
        }
      }
    `;
    methods = [];

    const data = await client.request(query, { first: 1 });

    expect(data).toEqual({ myApplications: { nodes: [{ number: expected[0]?.['number'] }] } });
    expect(methods).toEqual([method]);
    await expect(client.request('{ nothing }')).rejects.toMatchObject({
      response: { status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });
});
