import { describe, expect, it } from '@jest/globals';
import { brokenRules } from './dependency-rules.ts';
import { importsOf, locatedBy } from './imports.ts';

const check = (files: Readonly<Record<string, string>>) =>
  brokenRules(new Map(Object.entries(files)));

const application = 'subgraphs/application';

describe('the rules of who may import whom', () => {
  it('allow imports of lower layers', () => {
    const files = {
      'lib/federation/execute.ts': `import { badInput } from '../kit/errors.ts';\nimport { execute } from 'graphql';\n`,
      [`${application}/reading/sight.ts`]: `import type { Stage } from '../schema-types.ts';\nimport { project } from '../record/index.ts';\n`,
      [`${application}/resolvers/Query.ts`]: `import type { Context } from '../context.ts';\nimport { see } from '../reading/index.ts';\n`,
      'lib/messaging/a.ts': `import { keyOf } from '../kit/versioned-keys.ts';\nimport type { Stoppable } from '../platform/process/run.ts';\n`,
      'lib/federation/server.ts': `import { createPorts } from '../messaging/ports.ts';\n`,
      [`${application}/notifications/a.ts`]: `import { createPorts } from '../../../lib/messaging/ports.ts';\n`,
      'apps/graph.ts': `import { startGateway } from '../gateway/gateway.ts';\n`,
      'gateway/gateway.test.ts': `import { wait } from '../test/support/wait.ts';\n`,
      'gateway/thread.ts': `new Worker(new URL('worker.ts', import.meta.url));\n`,
      [`${application}/attachments/routes.ts`]: `import type { Route } from '../../../lib/platform/http/route.ts';\n`,
      [`${application}/resolvers/scalars.ts`]: `import { isDate } from 'graphql-scalars/x';\n`,
      [`${application}/casework/a.ts`]: `import type { Keys } from '../../../lib/platform/identity/keys.ts';\nimport { object } from 'graphqlish';\n`,
      [`${application}/filing/a.ts`]: `import type { Peers } from '../../../lib/federation/peers.ts';\n`,
      [`${application}/migrations/a.ts`]: `import { a } from '../calendar/index.ts';\nimport { b } from '../../../lib/mongodb/b.ts';\n`,
      [`${application}/migrations/index.ts`]: `import { model } from '../record/index.ts';\n`,
      [`${application}/record/a.ts`]: `import { Schema } from 'mongoose';\nimport b from './b.json' with { type: 'json' };\n`,
    };

    expect(check(files)).toEqual([]);
  });

  it.each([
    [
      'lib/kit/a.ts',
      `import type { Keys } from '../platform/identity/keys.ts';`,
      'lib/kit may not',
    ],
    [
      'lib/platform/a.ts',
      `import { run } from '../federation/execute.ts';`,
      'lib/platform may not',
    ],
    [
      'lib/messaging/a.ts',
      `import type { Peers } from '../federation/peers.ts';`,
      'lib/messaging may not',
    ],
    [
      'lib/messaging/a.ts',
      `import { compose } from '../../${application}/notifications/index.ts';`,
      'lib/messaging may not',
    ],
    [
      'lib/platform/a.ts',
      `import { createPorts } from '../messaging/ports.ts';`,
      'lib/platform may not',
    ],
    ['gateway/a.ts', `import { citizen } from '../subgraphs/citizen/index.ts';`, 'gateway may not'],
    [
      'subgraphs/citizen/a.ts',
      `import { plan } from '../../gateway/planning/planner.ts';`,
      'subgraphs may',
    ],
    ['seed/a.ts', `import { start } from '../apps/graph.ts';`, 'seed may not import apps'],
    ['gateway/a.ts', `import { wait } from '../test/support/wait.ts';`, 'nothing may import test'],
    ['gateway/a.ts', `import { check } from '../scripts/check.ts';`, 'nothing may import scripts'],
    ['subgraphs/citizen/a.ts', `import { x } from '../application/index.ts';`, 'another one'],
    [
      `${application}/record/a.ts`,
      `import type { See } from '../reading/index.ts';`,
      'no higher than',
    ],
    [
      `${application}/notifications/a.ts`,
      `import { see } from '../reading/index.ts';`,
      'no higher',
    ],
    [
      'lib/platform/http/a.ts',
      `import type { M } from '../operations/memory.ts';`,
      'http stands no higher than operations',
    ],
    ['lib/platform/errors/a.ts', `import { k } from '../identity/keys.ts';`, 'no higher than'],
    ['gateway/planning/a.ts', `import { r } from '../execution/rights.ts';`, 'no higher than'],
    [`${application}/casework/a.ts`, `import { stage } from '../record/stage.ts';`, 'its index.ts'],
    [
      'test/a.test.ts',
      `import { stage } from '../${application}/record/stage.ts';`,
      'its index.ts',
    ],
    [
      `${application}/casework/a.ts`,
      `import type { C } from '../context.ts';`,
      'puts modules together',
    ],
    [`${application}/context.ts`, `import type { R } from './resolvers/types.ts';`, 'its index.ts'],
    [
      `${application}/migrations/a.ts`,
      `import { datesOf } from '../record/index.ts';`,
      'a migration never changes',
    ],
    [
      `${application}/migrations/a.ts`,
      `import type { Stage } from '../schema-types.ts';`,
      'a migration never changes',
    ],
    [
      `${application}/migrations/a.ts`,
      `import { newId } from '../../../lib/kit/public-id.ts';`,
      'a migration never changes',
    ],
    ['lib/kit/errors.ts', `import { GraphQLError } from 'graphql';`, 'neither HTTP nor GraphQL'],
    ['lib/kit/a.ts', `import type { GraphQLError } from 'graphql';`, 'neither HTTP nor GraphQL'],
    ['lib/federation/schema.ts', `import fastify from 'fastify';`, 'only lib/platform'],
    [`${application}/resolvers/Query.ts`, `import { Types } from 'mongoose';`, 'of the database'],
    [`${application}/request-context.ts`, `import type { T } from 'mongoose';`, 'of the database'],
    [
      'lib/kit/a.ts',
      `export const load = () => import('../mongodb/connection.ts');`,
      'lib/kit may not',
    ],
    ['lib/kit/a.ts', `export { open } from '../mongodb/connection.ts';`, 'lib/kit may not'],
    [
      'lib/kit/a.ts',
      `import {\n  open, // the caller's; "never" closed\n} from '../mongodb/connection.ts';`,
      'lib/kit may not',
    ],
    [
      'lib/kit/a.ts',
      `import {\n  /* it's opened;\n   once */\n  open,\n} from '../mongodb/connection.ts';`,
      'lib/kit may not',
    ],
    [`${application}/lists.ts`, `import { request } from 'undici';`, 'neither HTTP nor GraphQL'],
    ['lib/kit/a.ts', `import { request } from 'node:http';`, 'neither HTTP nor GraphQL'],
    [
      'lib/kit/a.ts',
      `export const load = () =>\n  import(\n    '../mongodb/connection.ts'\n  );`,
      'lib/kit may not',
    ],
    [
      'gateway/planning/a.ts',
      `new Worker(new URL('../../scripts/worker.ts', import.meta.url));`,
      'nothing may import scripts',
    ],
    [
      'lib/kit/a.ts',
      `const file = new URL(\n  '../mongodb/worker.mjs',\n  import.meta.url,\n);`,
      'lib/kit may not',
    ],
    ['lib/kit/a.ts', `import.meta.resolve('../mongodb/a.ts');`, 'lib/kit may not'],
    ['lib/kit/a.ts', `import { lock } from '../mongodb/lock.mjs';`, 'lib/kit may not'],
    ['lib/kit/a.mjs', `import { open } from '../mongodb/connection.ts';`, 'lib/kit may not'],
    [
      `${application}/casework/a.ts`,
      `import { stage } from '../record/stage.mjs';`,
      'its index.ts',
    ],
    ['seed/a.ts', `import { parse } from 'graphql/language';`, 'only lib/platform'],
    ...[
      '@apollo/server',
      '@apollo/server/errors',
      'graphql',
      'graphql/language',
      'graphql-scalars',
      'node:http',
      'node:https',
      'node:http2',
      'fastify',
      '@fastify/busboy',
      'undici',
    ].map((named) => [
      `${application}/casework/a.ts`,
      `import { a } from '${named}';`,
      'neither HTTP nor GraphQL',
    ]),
    ...[
      'lib/platform/errors/graphql-error.ts',
      'lib/platform/errors/http-answer.ts',
      'lib/platform/errors/masked-error.ts',
      'lib/platform/operations/policy.ts',
    ].map((named) => [
      `${application}/casework/a.ts`,
      `import { a } from '../../../${named}';`,
      'domain code may import of lib/platform only',
    ]),
    [
      `${application}/casework/a.ts`,
      `import { run } from '../../../lib/federation/execute.ts';`,
      'domain code may import of lib/federation only',
    ],
    [
      `${application}/resolvers/Query.ts`,
      `import { findAtOnce } from '../../../lib/mongodb/find-at-once.ts';`,
      'of the database',
    ],
    [
      `${application}/context.ts`,
      `import type { A } from '../../lib/mongodb/find-at-once.ts';`,
      'of the database',
    ],
    ['lib/kit/a.ts', `import { Types } from 'mongoose';`, 'only lib/mongodb'],
    ['gateway/a.ts', `import { Types } from 'mongoose';`, 'only lib/mongodb'],
    ['lib/platform/a.ts', `import { Types } from 'mongoose';`, 'only lib/mongodb'],
    ['lib/kit/a.ts', `import { open } from "../mongodb/connection.ts";`, 'lib/kit may not'],
    ['lib/kit/a.ts', 'const a = import(`../mongodb/${name}.ts`);', 'lib/kit may not'],
    ['lib/kit/a.ts', 'const a = new URL(`../mongodb/a.mjs`, import.meta.url);', 'lib/kit may not'],
    ['lib/kit/a.ts', `import { a } from '../../analytics/a.ts';`, 'in no layer'],
    ['lib/kit/a.ts', `import a from '../../package.json' with { type: 'json' };`, 'in no layer'],
    [
      `${application}/casework/a.ts`,
      `import days from '../calendar/holidays.json' with { type: 'json' };`,
      'its index.ts',
    ],
    [`${application}/context.ts`, `import { x } from 'mongoose/lib/x.js';`, 'of the database'],
    [
      `${application}/tracking/a.ts`,
      `import { a } from '../../../lib/platform/http/client-address.ts';`,
      'nothing of HTTP',
    ],
    [
      `${application}/resolvers/a.ts`,
      `import type { R } from '../../../lib/platform/http/route.ts';`,
      'nothing of HTTP',
    ],
    [
      `${application}/attachments/uploads.ts`,
      `import type { RouteRequest } from '../../../lib/platform/http/route.ts';`,
      'nothing of HTTP',
    ],
  ])('%s: %s', (path, text, message) => {
    expect(check({ [path]: `${text}\n` })).toEqual([expect.stringContaining(message)]);
  });

  it('allow the thread that a file starts to import its types', () => {
    const files = {
      'gateway/thread.ts': `new Worker(new URL('worker.ts', import.meta.url));\n`,
      'gateway/worker.ts': `import type { Task } from './thread.ts';\n`,
    };

    expect(check(files)).toEqual([]);
  });

  it.each([
    ['lib/analytics/a.ts', 'lib/analytics is not a layer'],
    ['analytics/a.ts', 'analytics is not a layer'],
    ['subgraphs/payments/a.ts', 'subgraphs/payments is not a subgraph'],
    [`${application}/subscriptions/a.ts`, `${application}/subscriptions is not a module`],
    ['lib/platform/caches/a.ts', 'lib/platform/caches is not a folder'],
    ['gateway/caches/store/a.ts', 'gateway/caches is not a folder'],
    [`${application}/subscriptions/stream/a.ts`, `${application}/subscriptions is not a module`],
  ])('do not overlook %s', (path, message) => {
    expect(check({ [path]: 'export const a = 1;\n' })).toEqual([
      `${path}: ${message} of scripts/dependency-rules.ts`,
    ]);
  });

  it('keep the code of tests out of the layers, next to tests or in test/', () => {
    const files = {
      'lib/kit/support.ts': 'export const a = 1;\n',
      'lib/kit/worker.ts': 'export const b = 1;\n',
      'lib/kit/fixtures/file.ts': 'export const c = 1;\n',
      'lib/kit/thread.ts': `new Worker(new URL('worker.ts', import.meta.url));\n`,
      'lib/kit/a.test.ts': `import './support.ts';\nimport './worker.ts';\nimport './fixtures/file.ts';\n`,
      'test/a.ts': `import '../lib/kit/support.ts';\n`,
    };

    expect(check(files)).toEqual([
      'lib/kit/support.ts: only tests import it, so it belongs in test/',
    ]);
    expect(check({ 'lib/kit/a.ts': `import './fixtures/file.ts';\n` })).toEqual([
      'lib/kit/a.ts imports lib/kit/fixtures/file.ts: nothing may import tests',
    ]);
  });

  it('find cycles, those of types included', () => {
    const files = {
      'lib/kit/a.ts': `import type { B } from './b.ts';\n`,
      'lib/kit/b.ts': `import { c } from './c.ts';\n`,
      'lib/kit/c.ts': `export * from './a.ts';\n`,
      'lib/kit/d.ts': `import './a.ts';\n`,
    };

    expect(check(files)).toEqual(['import cycle: lib/kit/a.ts → lib/kit/b.ts → lib/kit/c.ts']);
  });
});

it('imports are found in every form', () => {
  const text = [
    `import 'a';`,
    `import b from './b.json' with { type: 'json' };`,
    `import {\n  type C,\n  c,\n} from '../c.ts';`,
    `export type { D } from './d.ts';`,
    `const e = await import('./e.ts');`,
    `const text = "import f from './f.ts'";`,
    `new Worker(new URL('g.ts', import.meta.url));`,
    `import.meta.resolve('./h.mjs');`,
    `new URL('https://example.org', import.meta.url);`,
    `import i from "./i.ts";`,
    'const j = await import(`./${name}.ts`);',
    'import("k");',
  ].join('\n');

  expect(importsOf('lib/kit/x.ts', text)).toEqual([
    'a',
    'lib/kit/b.json',
    'lib/c.ts',
    'lib/kit/d.ts',
    'lib/kit/i.ts',
    'lib/kit/e.ts',
    'lib/kit/h.mjs',
    'lib/kit/${name}.ts',
    'k',
  ]);
  expect(locatedBy('lib/kit/x.ts', text)).toEqual(['lib/kit/g.ts']);
});
