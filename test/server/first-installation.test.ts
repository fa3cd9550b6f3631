import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { completeNationalId } from '../../lib/kit/national-id.ts';
import { newId } from '../../lib/kit/public-id.ts';
import { signAccessToken } from '../../lib/platform/identity/access-keys.ts';
import { generateKeys } from '../../lib/platform/identity/keys.ts';
import { buildDirectory } from '../../seed/directory/build-directory.ts';
import { writeFiles } from '../../subgraphs/institution-directory/exchange/index.ts';
import { GraphClient } from '../support/client.ts';
import { fileMutation, filingInput, numberOf } from '../support/filing.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { testDirectory } from '../support/per-worker/directory.ts';
import { openProcesses, type Processes, untilReady } from '../support/processes.ts';
import { until } from '../support/wait.ts';

let processes: Processes;

beforeAll(async () => {
  processes = await openProcesses();
});

afterAll(() => processes?.stop());

/** The form of the query. */
interface Mine {
  myApplications: { nodes: { number: string; trackingCode: string }[] };
}

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
  test('has keys, a directory and citizens of its own after three commands', async () => {
    const folder = join(processes.localDirectory, 'first');
    const issuer = await generateKeys();
    const keys = join(folder, 'keys');
    const files = join(folder, 'directory');
    await mkdir(files, { recursive: true });
    for (const [name, text] of Object.entries(writeFiles(testDirectory))) {
      await writeFile(join(files, name), text);
    }
    const issuerKeys = join(folder, 'issuer.json');
    await writeFile(issuerKeys, JSON.stringify(issuer.accessTokenKeys));
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

    const made = await run('apps/init.ts', keys, '--access-token-keys', issuerKeys);
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
    const client = new GraphClient(`${address}/graphql`);
    const served = await until(
      () => client.data('{ administrativeUnits { totalCount } }'),
      (data) => JSON.stringify(data).includes(String(length)),
    );
    expect(served).toEqual({ administrativeUnits: { totalCount: length } });

    const people = join(folder, 'citizens.csv');
    const ids = join(folder, 'ids.csv');
    const numbers = [completeNationalId('700000001'), completeNationalId('700000002')];
    const lines = [`${numbers[0]},Ayşe,Yılmaz,0532 123 45 67`, `${numbers[1]},Can,Öz,05321234568`];
    await writeFile(people, ['nationalId,name,surname,mobilePhone', ...lines].join('\n'));
    const bring = (...args: string[]) => run('apps/citizens.ts', 'import', people, ...args);
    const asked = await bring('--ids', ids);
    const brought = await bring('--ids', ids, '--yes');
    const once = await bring('--ids', ids, '--yes');
    const twice = await bring();
    await writeFile(people, `nationalId,name,surname,mobilePhone\n${numbers[0]},,Yılmaz,0532`);
    const wrong = await bring('--yes');

    expect(asked).toMatchObject({ code: 1, err: 'Nothing was imported.\n' });
    expect(asked.out).toContain('citizens: 2 new, 0 with another name, 0 unchanged\n');
    expect(brought).toMatchObject({ code: 0, err: '' });
    expect(brought.out).toMatch(
      /Importing citizens: 2 of 2 \(100 %\) .*\nImported: 2 new, 0 with another name, 0 unchanged\.\n$/,
    );
    const [title, ...given] = (await readFile(ids, 'utf8')).split('\r\n');
    expect(title).toBe('nationalId,id');
    expect(given).toEqual([
      ...numbers.map((number) => expect.stringMatching(`^${number},cit_`)),
      '',
    ]);
    expect((await stat(ids)).mode & 0o777).toBe(0o600);
    expect(once).toMatchObject({ code: 1, out: '', err: expect.stringContaining('or exists') });
    expect(twice).toMatchObject({ code: 0, err: '' });
    expect(twice.out).toMatch(
      /\nEverybody in the file is on record already, under the same name\.\n$/,
    );
    expect(wrong).toEqual({
      code: 1,
      out: '',
      err: [
        'Nothing was imported. These have to be corrected:',
        '  citizens.csv:2: name must have 1 to 100 characters.',
        '  citizens.csv:2: mobilePhone must be a Turkish mobile phone number, such as 0532 123 45 67.\n',
      ].join('\n'),
    });
    expect((await readdir(folder)).toSorted()).toEqual([
      'citizens.csv',
      'directory',
      'exported',
      'ids.csv',
      'issuer.json',
      'keys',
    ]);

    const citizenId = given[0]?.split(',')[1] ?? '';
    const tokenOf = (id: string) =>
      signAccessToken({ subject: 'ayse', role: 'CITIZEN', citizenId: id, unitId: null }, issuer, {
        issuer: 'citizen-applications',
        audience: 'citizen-applications-graph',
        lifetimeSeconds: 600,
      });
    const filed = async (id: string) => {
      const input = filingInput({ data: { directory: testDirectory } });
      return client.ask(fileMutation, { variables: { input }, token: await tokenOf(id) });
    };
    const [unknown] = (await filed(newId('citizen'))).errors;
    const number = numberOf(await filed(citizenId));
    const token = await tokenOf(citizenId);
    const mine: unknown = await client.data(
      '{ me { name surname } myApplications(first: 5) { nodes { number trackingCode } } }',
      { token },
    );
    const trackingCode = (mine as Mine).myApplications.nodes[0]?.trackingCode;
    const tracked = await client.data(
      `query ($number: String!, $trackingCode: String!) {
        trackApplication(number: $number, trackingCode: $trackingCode) { number stage }
      }`,
      { variables: { number, trackingCode } },
    );

    expect(unknown).toMatchObject({
      message: 'You are no longer on record.',
      extensions: { code: 'FORBIDDEN' },
    });
    expect(mine).toEqual({
      me: { name: 'Ayşe', surname: 'Yılmaz' },
      myApplications: { nodes: [{ number, trackingCode: expect.any(String) }] },
    });
    expect(tracked).toEqual({ trackApplication: { number, stage: 'RECEIVED' } });
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
