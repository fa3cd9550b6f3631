import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiSchemaPath, supergraphPath } from '../gateway/supergraph.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { apiSdl, compose } from './compose.ts';
import { staleDemonstrationFiles } from './demonstration-directory.ts';
import { brokenRules, layers, type Sources } from './dependency-rules.ts';
import { architecturePath, withModuleMap } from './module-map.ts';
import { unusedExports } from './unused-exports.ts';
import { describeWorkflow, workflowPath } from './workflow.ts';

const root = resolve(import.meta.dirname, '..');

interface Check {
  name: string;
  /** @returns the findings, or an empty text. */
  run(): Promise<string>;
}

/** All checks that do not run the graph; `.ci/run` adds the tests. */
const checks: readonly Check[] = [
  { name: 'format', run: () => tool('prettier', '--check', '--log-level', 'warn', '.') },
  { name: 'lint', run: () => tool('oxlint', '--deny-warnings') },
  { name: 'types', run: () => tool('tsc', '--noEmit') },
  { name: 'types in browsers', run: () => tool('tsc', '--noEmit', '-p', 'gateway/pages/browser') },
  {
    name: 'dependencies',
    run: async () => {
      const sources = trackedSources();
      return [...brokenRules(sources), ...unusedExports(sources)].join('\n');
    },
  },
  {
    name: 'generated types',
    run: () => tool('graphql-codegen', '--config', 'codegen.ts', '--check'),
  },
  {
    name: 'supergraph',
    run: async () =>
      readFileSync(supergraphPath, 'utf8') === compose()
        ? ''
        : 'schema/supergraph.graphql is not what the SDL files compose to: run `npm run generate`.',
  },
  {
    name: 'API schema',
    run: async () =>
      readFileSync(apiSchemaPath, 'utf8') === apiSdl(compose())
        ? ''
        : 'schema/api.graphql is not what clients see of the SDL files: run `npm run generate`.',
  },
  {
    name: 'workflow page',
    run: async () =>
      readFileSync(workflowPath, 'utf8') === (await describeWorkflow())
        ? ''
        : 'docs/workflow.md is not what the tables say: run `npm run generate`.',
  },
  {
    name: 'module map',
    run: async () => {
      const page = readFileSync(architecturePath, 'utf8');
      return page === (await withModuleMap(page))
        ? ''
        : 'docs/architecture.md has another module map than scripts/dependency-rules.ts: run `npm run generate`.';
    },
  },
  {
    name: 'demonstration directory',
    run: async () => {
      const stale = staleDemonstrationFiles();
      return stale.length === 0
        ? ''
        : `seed/demonstration-directory/ has other contents than seed/directory/ builds (${stale.join(', ')}): run \`npm run generate\`.`;
    },
  },
];

/** All files in the repository or about to be added. */
function trackedSources(): Sources {
  const kinds = ['*.ts', '*.mts', '*.mjs'];
  const options = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...kinds];
  const listed = execFileSync('git', options, { cwd: root, encoding: 'utf8' }).split('\0');
  const paths = listed.filter((path) => path !== '' && existsSync(resolve(root, path)));
  const sources = new Map(paths.map((path) => [path, readFileSync(resolve(root, path), 'utf8')]));
  const unread = Object.keys(layers).filter(
    (layer) => !paths.some((path) => path.startsWith(`${layer}/`)),
  );
  if (unread.length > 0) throw new Error(`No source was found in ${unread.join(', ')}.`);
  return sources;
}

/** Runs a tool of the project; if it fails, its output is the finding. */
function tool(name: string, ...args: string[]): Promise<string> {
  const { promise, resolve: done, reject } = Promise.withResolvers<string>();
  const child = spawn(resolve(root, 'node_modules/.bin', name), args, { cwd: root });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  child.on('error', reject);
  child.on('close', (code) => done(code === 0 ? '' : output || `${name} failed with ${code}`));
  return promise;
}

const usage = `Usage: npm run check
  Runs every check that does not run the graph: ${checks.map(({ name }) => name).join(', ')}.
  --help  print this`;

await runMain(usage, async () => {
  for (const { name, run } of checks) {
    const start = performance.now();
    const wrong = await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stdout.write(`${wrong ? 'FAILED' : 'ok'}  ${name} (${seconds} s)\n${wrong}`);
    if (wrong) process.exitCode = 1;
  }
});
