import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import { readOptions } from '../lib/platform/process/read-options.ts';
import { runMain } from '../lib/platform/process/run.ts';

const usage = `Usage: npm run generate
  Writes all files that follow from others: schemas, types, pages and the demonstration directory.
  --help            print this`;

/** In this order: types are made from the schemas. */
const steps: readonly (readonly string[])[] = [
  ['scripts/compose.ts'],
  ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.ts'],
  ['scripts/workflow.ts'],
  ['scripts/module-map.ts'],
  ['scripts/demonstration-directory.ts'],
];

const root = resolve(import.meta.dirname, '..');

/** `npm run generate`: each step is a process of its own, since it reads what the earlier ones have written. */
await runMain(usage, async () => {
  readOptions({}, usage);
  for (const step of steps) {
    const child = spawn(process.execPath, step, { cwd: root, stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null]; // the event's first argument
    if (code !== 0) throw new ConfigurationError(`${step[0]} has failed.`);
  }
});
