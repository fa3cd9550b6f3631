import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { examples } from '../../examples/index.ts';
import { settings } from '../../platform/configuration.ts';
import { citizenModel } from '../../subgraphs/citizen/citizen.model.ts';
import { nationalIdHash } from '../../subgraphs/citizen/national-id-hash.ts';
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
  for (const name of Object.keys(settings))
    expect(readme).toMatch(new RegExp(`^\\| \`${name}\` +\\|`, 'm'));
});

describe('every example that GraphiQL opens with is answered', () => {
  test.each(examples)('$name', async ({ role, query, variables }) => {
    const data = await graph.client.data(query, {
      variables,
      token: role && (await tokenOf(role)),
    });

    expect(Object.values(data).every((value) => value !== null)).toBe(true);
  });

  async function tokenOf(role: NonNullable<(typeof examples)[number]['role']>) {
    switch (role) {
      case 'CITIZEN':
        return graph.token({ role, citizenId: await firstCitizen() });
      case 'OFFICER':
        return graph.token({ role, unitId: await responsibleUnit() });
      default:
        return graph.token({ role });
    }
  }

  const [track] = examples;

  async function firstCitizen() {
    const hash = nationalIdHash(graph.keys)(String(track?.variables['nationalId']));
    const citizens = citizenModel(graph.data.databases.citizen.connection);
    const found = await citizens.findOne({ nationalIdHash: hash }, { _id: 1 }).lean();
    return found?._id.toHexString() ?? null;
  }

  async function responsibleUnit() {
    const data = await graph.client.data(
      /* GraphQL */ `
        query ($number: String!, $nationalId: String!) {
          trackApplication(number: $number, nationalId: $nationalId) {
            responsibleUnit {
              id
            }
          }
        }
      `,
      { variables: track?.variables ?? {} },
    );
    return (data['trackApplication'] as { responsibleUnit: { id: string } }).responsibleUnit.id; // as asked
  }
});
