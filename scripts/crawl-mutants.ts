import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Kind, parse } from 'graphql';
import { inRefusedObjects, isReachedByClients } from '../test/viewers/field-scopes.ts';
import { startEphemeralMongoDB } from '../lib/mongodb/embedded/embedded-mongodb.ts';
import { type Mutant, mutants } from '../test/crawler/mutants.ts';

/** The check inserted into a condition in the copy: whether it is the one removed. */
const isOut = (id: string) => `process.env['MUTANT'] === ${JSON.stringify(id)}`;

/** The two places that enforce `@requiresScopes` and `@authenticated`. */
const enforcement: readonly { file: string; at: string; instead: string }[] = [
  {
    file: 'lib/federation/authorization.ts',
    at: 'for (const guard of guards) guard(context.viewer);',
    instead:
      "if (process.env['MUTANT'] !== `scope ${info.parentType.name}.${info.fieldName}`) for (const guard of guards) guard(context.viewer);",
  },
  {
    file: 'gateway/execution/rights.ts',
    at: "key: role ?? 'anonymous',",
    instead: "get key() { return `${role ?? 'anonymous'} ${process.env['MUTANT'] ?? ''}`; },",
  },
  {
    file: 'gateway/execution/rights.ts',
    at: 'refused.get(`${type}.${field}`) ?? null',
    instead:
      "(process.env['MUTANT'] === `scope ${type}.${field}` ? null : (refused.get(`${type}.${field}`) ?? null))",
  },
];

/** The test that requests each guarded field that clients do not reach, with that field's scope removed. */
const guardedOnServers = 'test/viewers/guarded-on-subgraph-servers.test.ts';
const atEachField = {
  file: guardedOnServers,
  at: 'const { subgraph, askers, query, path } = group;',
  instead: `const { subgraph, askers, query, path } = group;
    if (process.env['CRAWL_SUBGRAPH_SERVERS']) process.env['MUTANT'] = \`scope \${field}\`;`,
};

/** Tests that send requests directly to subgraphs, which is possible only over HTTP. */
const overHttp: ReadonlySet<string> = new Set([
  guardedOnServers,
  'test/viewers/analysts.test.ts',
  'test/viewers/subgraph-references.test.ts',
]);

/** In milliseconds: on a busy machine, a timeout must not count as a detection. */
const timeoutMs = 600_000;

interface Result {
  id: string;
  found: string | null;
}

/**
 * Removes each condition in turn, in a copy of the tree in which an environment variable can switch each off, and
 * prints the test that detects the removal, or the other condition that backs it up.
 * @returns the conditions with neither.
 * @throws when a test fails, or is skipped, with nothing removed: its result would be meaningless.
 */
export async function crawlMutants(root: string, only: readonly string[]): Promise<string[]> {
  const copy = copyOf(root);
  // One MongoDB for all runs.
  const mongodb = await startEphemeralMongoDB();
  process.env['TEST_MONGODB_URI'] = mongodb.uri;
  try {
    const scopes = guardedFields(root).map(scopeOf);
    const all: Pick<Mutant, 'id' | 'tests' | 'behind'>[] = [...scopes, ...mutants].filter(
      ({ id }) => only.some((text) => id.includes(text)),
    );
    prepare(copy);
    await requirePassing(
      copy,
      all.flatMap(({ tests = [] }) => tests),
    );
    // Conditions that the crawler cannot detect are left to the tests.
    const results = [
      ...(await crawl(
        copy,
        all.filter(({ tests }) => !tests).map(({ id }) => id),
      )),
      ...(await runDirectRequests(
        copy,
        all.filter(({ id, tests }) => id.startsWith('scope') && tests).map(({ id }) => id),
      )),
    ];
    const survivors: string[] = [];
    const explained: string[] = [];
    for (const { id, tests = [], behind } of all) {
      const result = results.find((one) => one.id === id);
      const found = result ? result.found : await noticedBy(copy, id, tests);
      if (found !== null) {
        process.stdout.write(`noticed  ${id}  ${found.split('\n')[0]?.slice(0, 160)}\n`);
      } else if (behind !== undefined) {
        process.stdout.write(`explained  ${id}  ${behind}\n`);
        explained.push(id);
      } else {
        process.stdout.write(`SURVIVES  ${id}\n`);
        survivors.push(id);
      }
    }
    const noticed = all.length - survivors.length - explained.length;
    process.stdout.write(
      `${noticed} of ${all.length} noticed, ${explained.length} explained, ${survivors.length} neither\n`,
    );
    return survivors;
  } finally {
    await mongodb.stop();
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Copies the files in the repository or about to be added, with the set-up folders. */
function copyOf(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'crawl-mutants-'));
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', options, { cwd: root, encoding: 'utf8' });
  for (const file of listed.split('\0').filter((name) => name !== '')) {
    cpSync(join(root, file), join(copy, file), { recursive: true });
  }
  for (const name of ['node_modules', '.local']) symlinkSync(join(root, name), join(copy, name));
  return copy;
}

/** The removal of a field's scope, and what may notice it: the crawler, unless tests are named. */
function scopeOf(field: string): Pick<Mutant, 'id' | 'tests' | 'behind'> {
  const id = `scope ${field}`;
  if (inRefusedObjects.includes(field)) return { id, behind: 'the object that has the field' };
  return isReachedByClients(field) ? { id } : { id, tests: [guardedOnServers] };
}

/** Every field that the SDL guards. */
function guardedFields(root: string): string[] {
  const supergraph = parse(readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8'));
  return supergraph.definitions.flatMap((type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (type.fields ?? [])
          .filter(({ directives = [] }) =>
            directives.some(({ name }) =>
              ['authenticated', 'requiresScopes', 'policy'].includes(name.value),
            ),
          )
          .map(({ name }) => `${type.name.value}.${name.value}`)
      : [],
  );
}

/** Makes all conditions in the copy switchable. */
function prepare(copy: string): void {
  for (const [file, text] of switchable(copy)) writeFileSync(join(copy, file), text);
  const folder = join(copy, 'test/crawler');
  renameSync(join(folder, 'mutants.run.ts'), join(folder, 'mutants.test.ts'));
}

/**
 * The files of a tree in which each condition checks whether it is removed.
 * @throws when a text to be replaced does not occur exactly once in its file.
 */
export function switchable(root: string): Map<string, string> {
  const texts = new Map<string, string>();
  const textOf = (file: string) => texts.get(file) ?? readFileSync(join(root, file), 'utf8');
  for (const [file, ofFile] of Map.groupBy(mutants, ({ file }) => file)) {
    const text = textOf(file);
    const places = Map.groupBy(ofFile, (mutant) => placeOf(text, mutant));
    // From the end, so that earlier positions stay valid.
    const lastFirst = [...places].toSorted(([one], [other]) => other - one);
    let made = text;
    for (const [place, here] of lastFirst) {
      const [{ at, part = at } = { at: '' }] = here;
      const choice = here.reduce(
        (otherwise, { id, instead }) => `(${isOut(id)} ? (${instead}) : ${otherwise})`,
        `(${part})`,
      );
      made = `${made.slice(0, place)}${choice}${made.slice(place + part.length)}`;
    }
    texts.set(file, made);
  }
  for (const { file, at, instead } of [...enforcement, atEachField]) {
    const text = textOf(file);
    placeOf(text, { id: 'what enforces scopes', file, at, instead });
    texts.set(
      file,
      text.replace(at, () => instead),
    );
  }
  return texts;
}

/** The position of the expression to replace. */
function placeOf(text: string, { id, file, at, part = at }: Mutant): number {
  const place = text.indexOf(at);
  if (place === -1 || text.includes(at, place + 1)) {
    throw new Error(
      `${file} has not exactly one ${JSON.stringify(at)}: “${id}” has to be adapted.`,
    );
  }
  const within = at.indexOf(part);
  if (within === -1) throw new Error(`${JSON.stringify(at)} is without ${JSON.stringify(part)}`);
  return place + within;
}

async function crawl(copy: string, ids: readonly string[]): Promise<Result[]> {
  if (ids.length === 0) return [];
  const results = join(copy, '.crawled');
  writeFileSync(results, '');
  const env = { CRAWL_MUTANTS: JSON.stringify(ids), CRAWL_RESULTS: results };
  const { code, output } = await jest(copy, ['test/crawler/mutants.test.ts'], env);
  if (code !== 0) throw new Error(`The crawler could not be run:\n${output}`);
  return readFileSync(results, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result) // written by mutants.run.ts
    .map(({ id, found }) => ({ id, found: found && `the crawler: ${found}` }));
}

/** Runs the direct requests to subgraphs, with each scope removed for the test of its field. */
async function runDirectRequests(copy: string, ids: readonly string[]): Promise<Result[]> {
  if (ids.length === 0) return [];
  const { output } = await jest(copy, [guardedOnServers, '--verbose'], {
    CRAWL_SUBGRAPH_SERVERS: 'each',
  });
  return ids.map((id) => {
    const [, field = ''] = id.split(' ');
    const failed = failedTests(output).find((title) => title.includes(`› ${field} is refused`));
    if (!failed && !output.includes(`✓ ${field} is refused`)) {
      throw new Error(`Nobody has asked for ${field}:\n${output}`);
    }
    return { id, found: failed === undefined ? null : `${guardedOnServers}: ${failed}` };
  });
}

/** The first failing test, with its failure; null if all pass. */
async function noticedBy(
  copy: string,
  id: string,
  tests: readonly string[],
): Promise<string | null> {
  for (const test of tests) {
    const { code, output } = await jest(copy, [test], { MUTANT: id });
    const [failed] = failedTests(output);
    if (code !== 0 && failed === undefined) throw new Error(`${test} could not be run:\n${output}`);
    if (code !== 0) return `${test}: ${failed}`;
  }
  return null;
}

const failedTests = (output: string): string[] =>
  [...output.matchAll(/^ +● (.+)$/gm)].map(([, title = '']) => title);

/** @throws unless each of the tests runs, and passes with nothing removed. */
async function requirePassing(copy: string, tests: readonly string[]): Promise<void> {
  for (const files of Map.groupBy(new Set(tests), (test) => overHttp.has(test)).values()) {
    const { code, output } = await jest(copy, files, {});
    const all = new RegExp(`^Test Suites: +${files.length} passed`, 'm');
    if (code !== 0 || !all.test(output)) {
      throw new Error(`These do not all pass by themselves: ${files.join(', ')}\n${output}`);
    }
  }
}

/** Tests of one file, or of several on the same transport. */
function jest(
  copy: string,
  [file = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    code: number | null;
    output: string;
  }>();
  const runs = [
    join(copy, 'node_modules/jest/bin/jest.js'),
    '--selectProjects',
    ...(overHttp.has(file) ? ['http'] : ['unit', 'in-process']),
    '--maxWorkers=1',
    `--testTimeout=${timeoutMs}`,
    '--noStackTrace',
    '--runTestsByPath',
  ];
  const PATH = `${join(copy, 'node_modules/.bin')}:${process.env['PATH'] ?? dirname(process.execPath)}`;
  const child = spawn(process.execPath, [...runs, file, ...args], {
    cwd: copy,
    env: { ...process.env, ...env, PATH },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  child.on('error', reject).on('close', (code) => resolve({ code, output }));
  return promise;
}
