import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { readOptions } from '../lib/platform/process/read-options.ts';
import { runMain } from '../lib/platform/process/run.ts';
import { crawlMutants } from './crawl-mutants.ts';

const root = resolve(import.meta.dirname, '..');

const usage = `Usage: npm run crawl -- [--queries 2000] [--seed 1] [--transport http]
       npm run crawl -- --mutate [--only text]…
  --queries N       how many queries for each role
  --seed N          the same one gives the same queries
  --transport NAME  in-process or http; by default both
  --mutate          remove each condition of visibility in turn, and report what notices it
  --only TEXT       with --mutate: only those whose name contains it
  --help            print this`;

/**
 * `npm run crawl -- [--queries 2000] [--seed 1] [--transport http]`: runs the crawler with this many queries for each
 * role, on each transport. `npm run crawl -- --mutate [--only text]…`: removes each visibility condition in turn and
 * reports the test that detects it, or the condition that backs it up; exits with 1 if there is neither.
 */
await runMain(usage, async () => {
  const values = readOptions(
    {
      queries: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      transport: { type: 'string' },
      mutate: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [''] },
    },
    usage,
  );
  if (values.mutate) {
    const survivors = await crawlMutants(root, values.only);
    if (survivors.length > 0) process.exitCode = 1;
    return;
  }
  for (const transport of values.transport ? [values.transport] : ['in-process', 'http']) {
    const args = ['test', '--', '--selectProjects', transport, '--', 'test/crawler'];
    const env = { ...process.env, CRAWL_QUERIES: values.queries, CRAWL_SEED: values.seed };
    const child = spawn('npm', args, { cwd: root, env, stdio: 'inherit' });
    const { promise, resolve: done, reject } = Promise.withResolvers<number | null>();
    child.on('error', reject).on('close', done);
    if ((await promise) !== 0) throw new Error(`The crawler has found something (${transport}).`);
  }
});
