import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildDirectory } from '../../seed/directory/build-directory.ts';
import { writeFiles } from '../../subgraphs/institution-directory/exchange/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { testDirectory } from '../support/per-worker/directory.ts';
import { openProcesses, type Processes, untilReady } from '../support/processes.ts';
import { until } from '../support/wait.ts';

let processes: Processes;

beforeAll(async () => {
  processes = await openProcesses();
});

afterAll(() => processes?.stop());

/** A digest of each file of a folder, by its name. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  const digests = names.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

onceInTheSuite('a first installation in production', () => {
  test('has keys and a directory of its own after two commands', async () => {
    const folder = join(processes.localDirectory, 'first');
    const keys = join(folder, 'keys');
    const files = join(folder, 'directory');
    await mkdir(files, { recursive: true });
    for (const [name, text] of Object.entries(writeFiles(testDirectory))) {
      await writeFile(join(files, name), text);
    }
    const environment = {
      NODE_ENV: 'production',
      KEYS_FILE: join(keys, 'graph.json'),
      MONGODB_URI: process.env['TEST_MONGODB_URI'],
      DATABASE_PREFIX: `p${randomBytes(6).toString('hex')}`,
      SMTP_URL: 'outbox',
      SMS_URL: 'outbox',
      SHUTDOWN_DELAY_MS: '0',
    };
    const run = async (...args: string[]) => {
      const command = processes.start(args, environment);
      return { code: await command.exit(), ...command.said };
    };

    const made = await run('apps/init.ts', keys);
    const again = await run('apps/init.ts', keys);
    const graph = processes.start(['apps/graph.ts'], environment);
    const address = await graph.address();
    await untilReady(address);
    const unconfirmed = await run('apps/directory.ts', 'import', files);
    const imported = await run('apps/directory.ts', 'import', files, '--yes');
    const repeated = await run('apps/directory.ts', 'import', files);
    const exported = await run('apps/directory.ts', 'export', join(folder, 'exported'));

    expect(made).toMatchObject({ code: 0, err: '' });
    expect((await readdir(keys)).toSorted()).toEqual([
      'analytics.json',
      'application.json',
      'citizen.json',
      'gateway.json',
      'graph.json',
      'institution-directory.json',
    ]);
    expect((await stat(join(keys, 'graph.json'))).mode & 0o777).toBe(0o600);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('is left as it is') });
    const { length } = testDirectory.units;
    const summary = `units: ${length} new, 0 changed`;
    expect(unconfirmed).toMatchObject({
      code: 1,
      out: expect.stringContaining(summary),
      err: 'Nothing was imported.\n',
    });
    expect(unconfirmed.out).toContain('Add --yes to import this.');
    expect(imported).toMatchObject({ code: 0, err: '' });
    expect(imported.out).toMatch(/Imported\.\n$/);
    expect(repeated).toEqual({
      code: 0,
      out: 'The directory already has these contents.\n',
      err: '',
    });
    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(await contentsOf(join(folder, 'exported'))).toEqual(await contentsOf(files));
    const count = async () => {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ administrativeUnits { totalCount } }' }),
      });
      return JSON.stringify(await response.json());
    };
    const served = await until(count, (answer) => answer.includes(String(length)));
    expect(served).toBe(`{"data":{"administrativeUnits":{"totalCount":${length}}}}`);
    graph.child.kill('SIGTERM');
    expect(await graph.exit()).toBe(0);
  });

  test('can have the demonstration directory, which is in the repository as such a folder', async () => {
    const exportedTo = join(processes.localDirectory, 'demonstration');
    const files = join(processes.localDirectory, 'copy');
    await cp(join(import.meta.dirname, '../../seed/demonstration-directory'), files, {
      recursive: true,
    });
    const environment = {
      MONGODB_URI: process.env['TEST_MONGODB_URI'],
      DATABASE_PREFIX: `p${randomBytes(6).toString('hex')}`,
    };
    const run = async (...args: string[]) => {
      const command = processes.start(['apps/directory.ts', ...args], environment);
      return { code: await command.exit(), ...command.said };
    };

    const exported = await run('export', exportedTo, '--demonstration');
    const imported = await run('import', files, '--yes');
    const repeated = await run('import', files);

    expect(exported).toMatchObject({ code: 0, err: '' });
    expect(await contentsOf(exportedTo)).toEqual(await contentsOf(files));
    expect(imported).toMatchObject({ code: 0, err: '' });
    const { units } = buildDirectory();
    expect(imported.out).toContain(`units: ${units.length} new, 0 changed`);
    expect(repeated).toEqual({
      code: 0,
      out: 'The directory already has these contents.\n',
      err: '',
    });
  });
});
