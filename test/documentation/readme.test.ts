import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Example, examples, subscriptionExamples } from '../../examples/index.ts';
import { roles } from '../../lib/kit/viewer.ts';
import { demonstration } from '../../seed/applications/demonstration.ts';
import { findCitizenId } from '../../subgraphs/citizen/citizens/index.ts';
import { HttpReader } from '../subscriptions/http-reader.ts';
import { executions } from '../support/executions.ts';
import {
  startGraph,
  type TestGraph,
  onceInTheSuite as describe,
  testOnceInTheSuite as test,
} from '../support/graph.ts';

/** The requests in README, the pages of docs/ and GraphiQL get the answers that are shown there. */

const root = resolve(import.meta.dirname, '../..');
const pages = ['README.md', 'docs/clients.md', 'docs/operations.md'].map((name) => ({
  name,
  text: readFileSync(resolve(root, name), 'utf8'),
}));
const readme = pages[0]?.text ?? '';
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

/** The requests on the pages, each with the command that prints its token. */
const requests = pages.flatMap(({ name, text }) =>
  [
    ...text.matchAll(
      /^curl http:\/\/localhost:4000\/graphql -H 'content-type: application\/json' (?:-H "authorization: Bearer \$\((npm run [^)]+)\)" )?-d '(\{"query": [^']*)'$(?:\n```\n\n```json\n(\{\n {2}"code":[^`]*))?/gm,
    ),
  ].map(([, command = '', body = '', extensions = null]) => ({
    page: name,
    field: /\{ (\w+)/.exec(body)?.[1] ?? '',
    command,
    body,
    /** Of the error with which the page says that it is refused. */
    extensions,
  })),
);
const isRefused = ({ extensions }: { extensions: string | null }) => extensions !== null;

test('the pages contain requests', () => {
  expect(requests.map(({ page }) => page)).toEqual(
    expect.arrayContaining(['README.md', 'docs/clients.md', 'docs/operations.md']),
  );
});

async function send({ command, body }: (typeof requests)[number]) {
  const token = await tokenOf(command);
  return graph.client.post(body, token === null ? {} : { authorization: `Bearer ${token}` });
}

test.each(requests.filter((request) => !isRefused(request)))(
  '$page: $field is answered without an error',
  async (request) => {
    const { data, errors } = await send(request);

    expect(errors).toEqual([]);
    expect(Object.values(data ?? {}).filter((value) => value === null)).toEqual([]);
  },
);

test.each(requests.filter(isRefused))(
  '$page: $field is refused as the page shows',
  async (request) => {
    const { errors } = await send(request);

    expect(errors).toMatchObject([{ extensions: JSON.parse(request.extensions ?? '') }]);
  },
);

/** The command by which an example says to get its token: one of the README, for its role and unit. */
function commandOf({ role, unitId, query }: Example): string {
  const command = /^# +(npm run --silent token -- .+)$/m.exec(query)?.[1] ?? '';
  expect(/--role (\w+)/.exec(command)?.[1] ?? null).toBe(role);
  expect(/--unit (\d{8})/.exec(command)?.[1] ?? null).toBe(unitId);
  expect(readme).toContain(command);
  return command;
}

describe('every example of GraphiQL is answered, with the token that it names', () => {
  const isComplete = ({ needsAnalytics }: Example) => !needsAnalytics;

  test.each(examples.filter(isComplete))('$name', async (example) => {
    const { query, variables } = example;
    const token = await tokenOf(commandOf(example));
    const before = await executions(graph);
    const data = await graph.client.data(query, { variables, token });
    // A repeated operation gets the same answer, and goes around Apollo Server from the third time
    // on.
    for (let time = 0; time < 2; time += 1) {
      const again = await graph.client.data(query, { variables, token });
      expect(again).toEqual(data);
    }
    const { first, compiled } = await executions(graph);

    expect(first - before.first + compiled - before.compiled).toBe(3);
    expect(compiled).toBeGreaterThan(before.compiled);
    expect(Object.values(data)).not.toContain(null);
  });

  // test/documentation/analysts.test.ts sends it where analytics runs.
  test.each(examples.filter((example) => !isComplete(example)))(
    '$name, without lists and statistics where analytics does not run',
    async (example) => {
      const { query, variables } = example;
      const token = await tokenOf(commandOf(example));
      const { data, errors } = await graph.client.ask(query, { variables, token });

      const missing = errors.map(({ path, extensions }) => [path?.join('.'), extensions['code']]);
      expect(Object.fromEntries(missing)).toEqual({
        applicationStatistics: 'UNAVAILABLE',
        applications: 'UNAVAILABLE',
      });
      expect(data).toEqual({
        applicationStatistics: null,
        applications: null,
        topics: expect.any(Array),
        provinces: expect.any(Array),
      });
    },
  );

  test('officer, with the responsible unit from track too', async () => {
    const [track, officer] = ['track', 'officer'].map((name) =>
      examples.find((example) => example.name === name),
    );
    const tracked = await graph.client.data(track?.query ?? '', {
      variables: track?.variables ?? {},
    });
    const { responsibleUnit } = tracked['trackApplication'] as { responsibleUnit: { id: string } }; // the form of the query
    const token = await graph.token({ role: 'OFFICER', unitId: responsibleUnit.id });

    const data = await graph.client.data(officer?.query ?? '', {
      variables: officer?.variables ?? {},
      token,
    });

    expect(data['application']).not.toBeNull();
  });
});

test.each(subscriptionExamples)(
  'the subscription of GraphiQL begins, with the token that it names: $name',
  async (example) => {
    const { query, variables } = example;
    const token = (await tokenOf(commandOf(example))) ?? '';
    const stream = await HttpReader.open(graph.url, { accept: 'sse', query, variables, token });

    const position = await stream.waitForPiece(({ id }) => id !== undefined);
    stream.close();

    expect(position).toEqual({ id: expect.any(String) });
  },
);

/** The output of the command, except for its key. */
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
