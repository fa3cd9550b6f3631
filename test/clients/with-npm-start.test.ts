import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { load, outputIntrospectionFile } from '@gql.tada/internal';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'graphql-request';
import { onceInTheSuite } from '../support/graph.ts';
import {
  openProcesses,
  type Processes,
  type StartedProcess,
  untilReady,
} from '../support/processes.ts';

/** Clients and their tools with their defaults, at the address that `npm start` prints. */

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const { resolve: find } = createRequire(import.meta.url);
const programs = {
  codegen: join(dirname(find('@graphql-codegen/cli/package.json')), 'cjs/bin.js'),
  relay: join(root, 'node_modules/relay-compiler/cli.js'),
  tsc: join(dirname(find('typescript/package.json')), 'bin/tsc'),
};

/** The application that the demonstration data always contain. */
const text = `query Track {
  trackApplication(number: "2400990673", trackingCode: "E31N-2Z13-03EP") {
    number
    stage
    responsibleUnit {
      name
    }
  }
}`;
const tracked = {
  number: '2400990673',
  stage: 'ANSWERED',
  responsibleUnit: { name: expect.any(String) },
};

onceInTheSuite('what npm start serves', () => {
  let processes: Processes;
  let started: StartedProcess;
  let address: string;
  let url: string;
  let folder: string;

  beforeAll(async () => {
    processes = await openProcesses();
    started = processes.start(
      ['start'],
      {
        MONGODB_URI: process.env['TEST_MONGODB_URI'],
        DATABASE_PREFIX: `p${randomBytes(6).toString('hex')}`,
        SEED_APPLICATIONS: '20',
        SEED_PROVINCES: '34',
      },
      'npm',
    );
    address = await started.address();
    url = `${address}/graphql`;
    await untilReady(address);
    folder = await mkdtemp(join(tmpdir(), 'clients-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await mkdir(join(folder, 'src'));
    const schema = await fetch(`${address}/schema.graphql`);
    await writeFile(join(folder, 'schema.graphql'), await schema.text());
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    // By a signal that npm passes on.
    started?.child.kill('SIGTERM');
    await started?.exit();
    await processes?.stop();
  });

  test('is asked by Apollo Client', async () => {
    const client = new ApolloClient({
      cache: new InMemoryCache(),
      link: new HttpLink({ uri: url }),
    });

    const { data } = await client.query<Record<string, unknown>>({ query: gql(text) });

    expect(data?.['trackApplication']).toMatchObject(tracked);
  });

  test('is asked by urql', async () => {
    const client = new Client({
      url,
      exchanges: [fetchExchange],
      preferGetMethod: 'within-url-limit',
    });

    const { data, error } = await client.query<Record<string, unknown>>(text, {}).toPromise();

    expect(error).toBeUndefined();
    expect(data?.['trackApplication']).toMatchObject(tracked);
  });

  test('is asked by graphql-request', async () => {
    expect(await request<Record<string, unknown>>(url, text)).toEqual({
      trackApplication: tracked,
    });
  });

  test('types operations by the client preset of GraphQL Code Generator', async () => {
    const configuration = {
      schema: url,
      documents: 'src/preset.ts',
      generates: { 'src/gql/': { preset: 'client' } },
    };
    await writeFile(join(folder, 'codegen.json'), JSON.stringify(configuration));
    await writeFile(
      join(folder, 'src/preset.ts'),
      `import { request } from 'graphql-request';
import { graphql } from './gql';
const query = graphql(\`${text}\`);
const { trackApplication } = await request('${url}', query);
trackApplication?.stage satisfies string | undefined;
// @ts-expect-error: it is no number
trackApplication?.number satisfies number | undefined;
export {};
`,
    );
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          target: 'es2022',
          module: 'esnext',
          moduleResolution: 'bundler',
          noEmit: true,
          skipLibCheck: true,
        },
        include: ['src/preset.ts'],
      }),
    );

    await run(process.execPath, [programs.codegen, '--config', 'codegen.json'], { cwd: folder });
    const checked = await run(process.execPath, [programs.tsc], { cwd: folder });

    expect(checked).toEqual({ stdout: '', stderr: '' });
  });

  test('is introspected by gql.tada', async () => {
    const { introspection } = await load({ origin: url, rootPath: folder }).load();
    const output = outputIntrospectionFile(introspection, { fileType: '.d.ts' });

    expect(output).toContain('"trackApplication"');
  });

  test('compiles with relay-compiler', async () => {
    await mkdir(join(folder, 'compiled'));
    await writeFile(
      join(folder, 'src/Track.ts'),
      `graphql\`${text.replace('Track', 'TrackQuery')}\`;`,
    );
    await writeFile(
      join(folder, 'relay.config.json'),
      JSON.stringify({
        src: './src',
        schema: './schema.graphql',
        language: 'typescript',
        artifactDirectory: './compiled',
        excludes: ['**/gql/**', '**/preset.ts'],
      }),
    );

    await run(process.execPath, [programs.relay, 'relay.config.json'], { cwd: folder });

    const artifact = await readFile(join(folder, 'compiled/TrackQuery.graphql.ts'), 'utf8');
    const [, compiled = ''] = /^ {4}"text": (".*")$/m.exec(artifact) ?? [];
    const answer = await request<Record<string, unknown>>(url, JSON.parse(compiled) as string);
    expect(answer['trackApplication']).toMatchObject(tracked);
  });
});
