import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse, print, visit } from 'graphql';
import { readSupergraph } from '../../gateway/supergraph.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { openProcesses, type Processes } from '../support/processes.ts';
import { until } from '../support/wait.ts';

let processes: Processes;

beforeAll(async () => void (processes = await openProcesses()));
afterAll(() => processes.stop());

/** The supergraph without the fields of a name. */
const without = (sdl: string, name: string) =>
  print(
    visit(parse(sdl), {
      FieldDefinition: (field) => (field.name.value === name ? null : undefined),
    }),
  );

onceInTheSuite('a gateway with SUPERGRAPH_FILE', () => {
  test('serves what the file contains, also after it has changed', async () => {
    const file = join(processes.localDirectory, 'supergraph.graphql');
    const whole = readSupergraph();
    const smaller = without(whole, 'remainingBusinessDays');
    await writeFile(file, whole);
    // It needs no subgraph for what it answers from the schema alone.
    const nowhere = 'http://127.0.0.1:9/graphql';
    const gateway = processes.start(['apps/graph.ts'], {
      SUPERGRAPH_FILE: file,
      CITIZEN_URL: nowhere,
      APPLICATION_URL: nowhere,
      INSTITUTION_DIRECTORY_URL: nowhere,
      ANALYTICS_URL: nowhere,
      ANALYTICS: undefined,
    });
    const address = await gateway.address();
    const fields = async () => {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ __type(name: "Application") { fields { name } } }' }),
      });
      const { data } = (await response.json()) as {
        data: { __type: { fields: { name: string }[] } };
      }; // the form of the query
      return data.__type.fields.map(({ name }) => name);
    };
    const all = await fields();
    expect(all).toContain('remainingBusinessDays');

    await writeFile(`${file}.new`, smaller);
    await rename(`${file}.new`, file);

    expect(await until(fields, (names) => names.length < all.length)).toEqual(
      all.filter((name) => name !== 'remainingBusinessDays'),
    );
    gateway.child.kill('SIGTERM');
    expect(await gateway.exit()).toBe(0);
  });

  test('does not start without the file', async () => {
    const gateway = processes.start(['apps/graph.ts'], {
      SUPERGRAPH_FILE: join(processes.localDirectory, 'missing.graphql'),
    });

    expect(await gateway.exit()).toBe(1);
    expect(gateway.said.err).toMatch(/^The supergraph cannot be read: .*missing\.graphql/);
  });
});
