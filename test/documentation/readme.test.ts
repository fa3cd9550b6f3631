import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { examples } from '../../examples/index.ts';
import { fileTypes } from '../../subgraphs/application/attachments/index.ts';
import { settings } from '../../apps/configuration.ts';
import { roles } from '../../lib/kit/viewer.ts';
import { demonstration } from '../../seed/applications/demonstration.ts';
import { findCitizenId } from '../../subgraphs/citizen/citizens/index.ts';
import { executions } from '../support/executions.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';

/** What the README and GraphiQL show is what the demonstration data answer. */

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const block = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? '';

let graph: TestGraph;

beforeAll(async () => {
  graph = await startGraph({ demonstration: 100 });
});

afterAll(() => graph?.stop());

test('the first query of the README has the answer that stands there', async () => {
  const data = await graph.client.data(block('graphql'));

  expect({ data }).toEqual(JSON.parse(block('json')));
});

test('the README’s curl command asks the same', async () => {
  const [, body = ''] = /curl [^\n]*-d '(\{"query": "\{ trackApplication[^']*)'/.exec(readme) ?? [];

  const answer = await graph.client.post(body);

  expect({ data: answer.data }).toEqual(JSON.parse(block('json')));
});

test('the README lists every setting with its default', () => {
  const expected = Object.entries(settings).map(([name, { schema, about }]) => {
    const usual = written(schema.parse(undefined));
    return [`\`${name}\``, usual && `\`${usual}\``, about];
  });

  expect(cellsOf('variable').filter(([name]) => !name?.includes('_URL`, `'))).toEqual(expected);
});

/** The rows of the table with that heading. */
function cellsOf(heading: string): string[][] {
  const [, table = ''] =
    new RegExp(`^\\| ${heading} [^\\n]+\\n\\| -[^\\n]+\\n((?:\\|.*\\n)+)`, 'm').exec(readme) ?? [];
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

test('the README lists every kind of file that may be attached', () => {
  for (const { extensions } of fileTypes)
    expect(readme).toMatch(new RegExp(`\\b${extensions[0].toUpperCase()}\\b`));
});

/** Cursors are sealed anew each time. */
const withoutCursors = (data: object): unknown =>
  JSON.parse(JSON.stringify(data), (name, value: unknown) =>
    name.toLowerCase().endsWith('cursor') ? undefined : value,
  );

/** The command that an example says to take its token from. */
const tokenCommand = (query: string) =>
  /^# +(npm run --silent token -- .+)$/m.exec(query)?.[1] ?? '';

describe('every example that GraphiQL opens with is answered, with the token that it says', () => {
  test.each(examples)('$name', async ({ role, unitId, query, variables }) => {
    const command = tokenCommand(query);
    const token = await tokenOf(command);
    const before = await executions(graph);
    const data = await graph.client.data(query, { variables, token });
    // Whatever comes again is answered alike, and around Apollo Server from the third time on.
    for (let time = 0; time < 2; time += 1) {
      const again = await graph.client.data(query, { variables, token });
      expect(withoutCursors(again)).toEqual(withoutCursors(data));
    }
    const { first, compiled } = await executions(graph);

    expect(first - before.first + compiled - before.compiled).toBe(3);
    expect(compiled).toBeGreaterThan(before.compiled);
    expect(/--role (\w+)/.exec(command)?.[1] ?? null).toBe(role);
    expect(/--unit (\d{8})/.exec(command)?.[1] ?? null).toBe(unitId);
    expect(readme).toContain(command);
    expect(Object.values(data).every((value) => value !== null)).toBe(true);
  });

  test('officer, with the responsible unit from track too', async () => {
    const [track, officer] = ['track', 'officer'].map((name) =>
      examples.find((example) => example.name === name),
    );
    const tracked = await graph.client.data(track?.query ?? '', {
      variables: track?.variables ?? {},
    });
    const { responsibleUnit } = tracked['trackApplication'] as { responsibleUnit: { id: string } }; // as asked
    const token = await graph.token({ role: 'OFFICER', unitId: responsibleUnit.id });

    const data = await graph.client.data(officer?.query ?? '', {
      variables: officer?.variables ?? {},
      token,
    });

    expect(data['application']).not.toBeNull();
  });
});

/** What the command prints, but for its key. */
async function tokenOf(command: string): Promise<string | null> {
  const said = /--role (\w+)/.exec(command)?.[1];
  const role = roles.find((each) => each === said);
  if (!role) return null;
  return graph.token({
    role,
    citizenId: role === 'CITIZEN' ? await firstCitizen() : null,
    unitId: /--unit (\d{8})/.exec(command)?.[1] ?? null,
  });
}

const firstCitizen = () =>
  findCitizenId(graph.data.databases.citizen.connection, graph.keys, demonstration.firstNationalId);

/** A default as the table has it: a list of several by its elements. */
function written(standard: unknown): string {
  if (Array.isArray(standard)) return standard.join();
  return typeof standard === 'string' ||
    typeof standard === 'number' ||
    typeof standard === 'boolean'
    ? String(standard)
    : '';
}
