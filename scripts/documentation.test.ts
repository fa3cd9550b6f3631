import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { errorCodes, isErrorCode } from '../lib/kit/errors.ts';
import { statusOfCode } from '../lib/platform/errors/http-answer.ts';
import { closes } from '../lib/platform/subscriptions/ends.ts';
import { subgraphNames } from '../lib/kit/subgraph-names.ts';
import { isClientRole, roles } from '../lib/kit/viewer.ts';
import { addressVariable, settings } from '../configuration/configuration.ts';
import { folders, layers, modules } from './dependency-rules.ts';
import { fileTypes } from '../subgraphs/application/attachments/index.ts';
import { columns } from '../subgraphs/citizen/importing/index.ts';
import { tables } from '../subgraphs/institution-directory/exchange/index.ts';

/** Checks that the documentation and the files beside the code are true. */

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');
const clients = read('docs/clients.md');
const operations = read('docs/operations.md');

/** The rows of the table on a page whose first heading is given. */
function rowsOf(page: string, heading: string): string[][] {
  const [, table = ''] =
    new RegExp(`^\\| ${heading} [^\\n]+\\n\\| -[^\\n]+\\n((?:\\|.*\\n)+)`, 'm').exec(page) ?? [];
  return table
    .split('\n')
    .slice(0, -1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** A default as written in a table or an .env file: a list as its elements. */
function written(standard: unknown): string {
  if (Array.isArray(standard)) return standard.join();
  return typeof standard === 'string' ||
    typeof standard === 'number' ||
    typeof standard === 'boolean'
    ? String(standard)
    : '';
}

const addresses = subgraphNames.map(addressVariable);
const defaults = Object.entries(settings).map(
  ([name, { schema }]) => [name, written(schema.parse(undefined))] as const,
);

describe('settings', () => {
  test('docs/operations.md lists each with its default', () => {
    const expected = Object.entries(settings).map(([name, { schema, about }]) => {
      const usual = written(schema.parse(undefined));
      return [`\`${name}\``, usual && `\`${usual}\``, about];
    });

    expect(rowsOf(operations, 'variable').filter(([name]) => !name?.includes('_URL`, `'))).toEqual(
      expected,
    );
  });

  test('.env.example lists each with its default, and the addresses of subgraphs', () => {
    const listed = [...read('.env.example').matchAll(/^# ([A-Z][A-Z_]+)=(.*)$/gm)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const isAddress = ([name]: readonly [string, string]) => addresses.includes(name);

    expect(listed.filter((line) => !isAddress(line))).toEqual(defaults);
    expect(new Set(listed.filter(isAddress).map(([name]) => name))).toEqual(new Set(addresses));
  });
});

test('docs/directory.md lists every column of the files of a directory', () => {
  const expected = Object.entries(tables).flatMap(([file, columns]) =>
    Object.entries(columns).map(([name, column]) => [
      `\`${file}\``,
      `\`${name}\``,
      'optional' in column ? 'no' : 'yes',
      column.about,
    ]),
  );

  expect(rowsOf(read('docs/directory.md'), 'file')).toEqual(expected);
});

test('docs/citizens.md lists every column of a file of citizens', () => {
  const expected = Object.entries(columns).map(([name, column]) => [
    `\`${name}\``,
    'optional' in column ? 'no' : 'yes',
    column.about,
  ]);

  expect(rowsOf(read('docs/citizens.md'), 'column')).toEqual(expected);
});

test('docs/clients.md lists every error code with its status', () => {
  const rows = rowsOf(clients, 'code').map(([code = '', status]) => [
    code.replaceAll('`', ''),
    Number(status),
  ]);

  expect(rows).toEqual(
    Object.keys(errorCodes)
      .filter(isErrorCode)
      .map((code) => [code, statusOfCode[code]]),
  );
});

test('docs/clients.md lists every kind of file that may be attached', () => {
  for (const { extensions } of fileTypes)
    expect(clients).toMatch(new RegExp(`\\b${extensions[0].toUpperCase()}\\b`));
});

test('docs/clients.md lists every role that clients have', () => {
  const listed = rowsOf(clients, 'role').map(([role = '']) => /`([A-Z]+)`/.exec(role)?.[1]);

  expect(listed.filter((role) => role !== undefined).toSorted()).toEqual(
    roles.filter(isClientRole).toSorted(),
  );
});

test('docs/clients.md lists every mutation that clients have', () => {
  const declared = subgraphNames.flatMap((name) => {
    const [, body = ''] =
      /^type Mutation \{\n([\s\S]*?)^\}/m.exec(read(`schema/${name}.graphql`)) ?? [];
    return [...body.replaceAll(/"""[\s\S]*?"""/g, '').matchAll(/^ {2}(\w+)\(/gm)].map(
      ([, mutation = '']) => mutation,
    );
  });

  expect(declared.length).toBeGreaterThan(20);
  // For use between subgraphs.
  const inaccessible = ['stopFollowing'];
  for (const mutation of declared.filter((each) => !inaccessible.includes(each))) {
    expect(clients).toContain(`\`${mutation}\``);
  }
});

test('docs/clients.md lists every close code of a WebSocket', () => {
  const text = clients.replaceAll(/\s+/g, ' ');
  const listed = (code: number, name: string) => text.includes(`${code} (\`${name}\``);

  expect(Object.values(closes).filter(({ code, name }) => !listed(code, name))).toEqual([]);
});

test('docs/operations.md lists every metric of ours', () => {
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '*/measures.ts', '*/metrics.ts'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  ).split('\0');
  const declared = files
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .flatMap((file) => [...read(file).matchAll(/^\s+name: '([a-z_]+)',$/gm)])
    .map(([, name]) => name);
  const documented = rowsOf(operations, 'metric').map(([name]) => name?.replaceAll('`', ''));

  expect(declared.length).toBeGreaterThan(20);
  expect(new Set(documented)).toEqual(new Set(declared));
});

describe('docs/architecture.md and CONTRIBUTING.md', () => {
  test('are right that a file of apps/ is the entry point of a command', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const started = Object.values(scripts).flatMap((script) => /\bapps\/(\S+)/.exec(script)?.[1]);

    expect(new Set(readdirSync(join(root, 'apps')))).toEqual(
      new Set([...started.filter((file) => file !== undefined), 'client', 'shared']),
    );
  });

  test.each(['gateway', ...subgraphNames.map((name) => `subgraphs/${name}`)])(
    'name every file that puts the parts of %s together',
    (folder) => {
      const files = readdirSync(join(root, folder)).filter((file) => /(?<!\.test)\.ts$/.test(file));
      const map = read('docs/architecture.md');

      expect(files.filter((file) => !map.includes(`\`${file}\``))).toEqual([]);
    },
  );

  test('are right that a resolver is one expression', () => {
    const resolvers = subgraphNames.flatMap((name) =>
      readdirSync(join(root, 'subgraphs', name, 'resolvers'))
        .filter((file) => file !== 'types.ts' && !file.endsWith('.test.ts'))
        .map((file) => `subgraphs/${name}/resolvers/${file}`),
    );

    expect(resolvers.length).toBeGreaterThan(20);
    expect(resolvers.filter((file) => /\breturn\b|=> \{$/m.test(read(file)))).toEqual([]);
  });
});

test('a test folder has the name of what it tests, or a row in CONTRIBUTING.md', () => {
  const foldersIn = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  const modulesOf = (subgraph: string) => modules[`subgraphs/${subgraph}`]?.flat() ?? [];
  const apart = foldersIn('test').filter((name) => modulesOf(name).length > 0);
  const named = [
    ...Object.keys(layers).map((layer) => layer.split('/').at(-1)),
    ...Object.values(folders).flatMap((levels) => levels.flatMap((level) => Object.keys(level))),
    ...subgraphNames.filter((name) => !apart.includes(name)).flatMap(modulesOf),
    ...rowsOf(read('CONTRIBUTING.md'), 'folder').map(([folder]) => folder?.slice(1, -2)),
  ];

  expect(foldersIn('test').filter((name) => !named.includes(name))).toEqual(apart);
  for (const subgraph of apart) {
    expect(modulesOf(subgraph)).toEqual(expect.arrayContaining(foldersIn(`test/${subgraph}`)));
    // No file of them lies beside these folders.
    expect(readdirSync(join(root, 'test', subgraph))).toEqual(foldersIn(`test/${subgraph}`));
  }
});

describe('links', () => {
  const tracked = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'],
    { cwd: root, encoding: 'utf8' },
  );
  const pages = tracked.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));

  /** Anchors as GitHub derives them from headings; of equal ones it numbers all but the first. */
  const anchorsOf = (path: string) =>
    [
      ...read(path)
        .replaceAll(/^( *```)[^]*?^\1/gm, '')
        .matchAll(/^#{1,6} (.+)$/gm),
    ].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

  test.each(pages)('%s has no dead links', (page) => {
    const targets = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = targets.filter((target) => {
      if (/^https?:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(root, file))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });

    expect(broken).toEqual([]);
  });

  // The changelog has the same headings for each part of the graph; nothing links them.
  test.each(pages.filter((page) => page !== 'CHANGELOG.md'))(
    '%s has no two headings that a link could mean',
    (page) => {
      const anchors = anchorsOf(page);

      expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
    },
  );

  test('the index of decisions has every record, in order', () => {
    const records = readdirSync(join(root, 'docs/decisions')).filter((name) => /^\d/.test(name));
    const listed = rowsOf(read('docs/decisions/README.md'), 'record').map(
      ([link = '']) => /\((.+)\)/.exec(link)?.[1],
    );

    expect(listed).toEqual(records.toSorted());
  });
});

test('.nvmrc names the pinned Node', () => {
  const { dependencies } = JSON.parse(read('package.json')) as {
    dependencies: Record<string, string>;
  };

  expect(read('.nvmrc').trim()).toBe(dependencies['node']);
});

describe('files for other machines', () => {
  test('the CI workflow runs the required checks', () => {
    expect(read('.github/workflows/ci.yml')).toMatch(/^ +- run: \.ci\/run$/m);
    expect(() => accessSync(join(root, '.ci/run'), constants.X_OK)).not.toThrow();
  });

  test('Dockerfile and compose.yaml name only existing files', () => {
    const dockerfile = read('Dockerfile');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, sources = '']) => sources.split(' '),
    );
    const files = [dockerfile, read('compose.yaml')].flatMap((text) =>
      [...text.matchAll(/(?:\.\/)?\b((?:apps|scripts)\/[\w./-]+\.m?[jt]s)\b/g)].map(
        ([, file = '']) => file,
      ),
    );

    expect(copied).toEqual(expect.arrayContaining(['apps', 'package-lock.json']));
    expect(files.length).toBeGreaterThan(5);
    expect([...copied, ...files].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('the image contains everything needed at run time', () => {
    const folders = new Set(Object.keys(layers).map((layer) => layer.split('/')[0]));
    expect([...folders]).toEqual(expect.arrayContaining(['apps', 'configuration', 'lib']));
    for (const folder of [...folders, 'examples', 'schema', 'scripts'])
      expect(read('Dockerfile')).toContain(`COPY ${folder} ${folder}\n`);
  });

  test('Dockerfile and compose.yaml set only known variables', () => {
    const [, environment = ''] = /^ENV ((?:.+\\\n)*.+)$/m.exec(read('Dockerfile')) ?? [];
    const set = [
      ...[...environment.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name),
      ...[...read('compose.yaml').matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(([, name]) => name),
    ];
    const known = [...Object.keys(settings), ...addresses, 'PATH'];

    expect(set).toEqual(expect.arrayContaining(['HOST', 'MONGODB_URI', 'CITIZEN_URL']));
    expect(set.filter((name) => name === undefined || !known.includes(name))).toEqual([]);
  });

  test('compose.yaml serves every subgraph at the address that the gateway uses', () => {
    const compose = read('compose.yaml');
    for (const name of subgraphNames) {
      const [, port = ''] =
        new RegExp(`${addressVariable(name)}: http://${name}:(\\d+)/graphql`).exec(compose) ?? [];
      expect(compose).toMatch(new RegExp(`'apps/subgraph\\.ts',\\s*'${name}'`));
      expect(compose).toContain(`PORT: '${port}'`);
    }
  });
});
