import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { onceInTheSuite } from '../support/graph.ts';
import { openProcesses, type Processes } from '../support/processes.ts';

let processes: Processes;

beforeAll(async () => {
  processes = await openProcesses();
});

afterAll(() => processes?.stop());

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
}; // the form of the file

/** The scripts that run a file of ours, with that file; a list of commands would pass `--help` to the last one alone. */
const commands = Object.entries(scripts).flatMap(([name, command]) => {
  const file = /(?:^|\s)((?:apps|scripts|bench)\/[\w/-]+\.ts)$/.exec(command)?.[1];
  return file === undefined ? [] : [[name, file] as const];
});

onceInTheSuite('every command', () => {
  test('is among those that are tried', () => {
    expect(commands.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'start',
        'gateway',
        'subgraph',
        'seed',
        'token',
        'bench',
        'check',
        'generate',
      ]),
    );
    // Each is one process, which gets the arguments.
    expect(Object.entries(scripts).filter(([, command]) => /&&|;|\|/.test(command))).toEqual([]);
  });

  test.each(commands)('prints its usage with --help, and exits with 0: %s', async (name, file) => {
    const command = processes.start([file, '--help'], { MONGODB_URI: 'not an address' });

    expect([await command.exit(), command.said.err]).toEqual([0, '']);
    expect(command.said.out).toMatch(/^Usage: npm (?:start|run)/);
    expect(command.said.out).toContain(name === 'start' ? 'npm start' : name);
    expect(command.said.out).toContain('--help');
  });

  test.each([
    ['apps/graph.ts', '--port'],
    ['apps/subgraph.ts', '--port'],
    ['apps/seed.ts', '--applicatons'],
  ])('refuses options that it does not have: %s %s', async (file, option) => {
    const command = processes.start([file, option], {});

    expect(await command.exit()).toBe(1);
    expect(command.said.err).toMatch(
      new RegExp(`Unknown option '${option}'.*\n.*Usage: npm `, 's'),
    );
  });

  test('names settings that are probably misspelt', async () => {
    const command = processes.start(['apps/seed.ts', '--force'], { SEED_APPLICATION: '5' });

    expect(await command.exit()).toBe(1);
    expect(command.said.err).toContain(
      'SEED_APPLICATION is not a setting. Did you mean SEED_APPLICATIONS?',
    );
  });
});
