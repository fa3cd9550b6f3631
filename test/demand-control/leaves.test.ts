import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { withoutBuckets } from '../support/demand.ts';
import { executions } from '../support/executions.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';

/** The first execution, the second, and those in compiled form, by the path around Apollo Server. */
const times = 4;
const filed = 60;
const maxAnswerBytes = 1_000_000;

const names = (count: number, field: string) =>
  Array.from({ length: count }, (_, index) => `l${index}: ${field}`).join(' ');

describe('leaves', () => {
  let graph: TestGraph;
  let token: string;

  beforeAll(async () => {
    graph = await startGraph({ execution: { demand: withoutBuckets, maxAnswerBytes } });
    const citizen = await graph.data.citizen();
    const text = 'ş'.repeat(10_000); // two bytes each
    for (let index = 0; index < filed; index += 1) {
      await graph.data.application({ citizen, content: { text } });
    }
    token = await graph.token({ subject: citizen.id, citizenId: citizen.id });
  });

  afterAll(() => graph?.stop());

  async function repeatedly(query: string) {
    const answers = [];
    for (let time = 0; time < times; time += 1) {
      answers.push(await graph.client.ask(query, { token }));
    }
    return answers;
  }

  test.each([
    ['many texts', '{ myApplications(first: 60) { nodes { text } } }'],
    [
      'one text under many names',
      `{ myApplications(first: 1) { nodes { ${names(60, 'text')} } } }`,
    ],
  ])('an answer that would be too large is not serialized: %s', async (_, query) => {
    const before = await executions(graph);

    for (const { data, errors } of await repeatedly(query)) {
      expect(data?.['myApplications'] ?? null).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^The answer has more than 1000000 bytes/),
          extensions: { code: 'LIMIT_EXCEEDED', quantity: 'answerBytes', limit: maxAnswerBytes },
        }),
      ]);
    }

    expect((await executions(graph)).compiled).toBeGreaterThan(before.compiled);
  });

  test('an answer up to the limit is given, on every path', async () => {
    for (const { data, errors } of await repeatedly(
      '{ myApplications(first: 5) { nodes { text } } }',
    )) {
      expect(errors).toEqual([]);
      expect(data).toEqual({
        myApplications: { nodes: Array.from({ length: 5 }, () => ({ text: expect.any(String) })) },
      });
    }
  });

  test('more errors than 1,000 are counted and not listed', async () => {
    const query = `{ myApplications(first: 60) { nodes { number ${names(20, 'claimedBy')} } } }`;

    for (const { data, errors } of await repeatedly(query)) {
      expect(data).toEqual({
        myApplications: {
          nodes: Array(filed).fill(
            expect.objectContaining({ number: expect.any(String), l19: null }),
          ),
        },
      });
      expect(errors).toHaveLength(1_001);
      expect(errors[0]).toMatchObject({
        path: ['myApplications', 'nodes', 0, 'l0'],
        extensions: { code: 'FORBIDDEN' },
      });
      expect(errors.at(-1)).toMatchObject({
        message: 'There are 200 more errors: only the first 1000 are listed.',
        extensions: { code: 'LIMIT_EXCEEDED', quantity: 'errors', found: 1_200, limit: 1_000 },
      });
    }
  });

  test('a cursor is sealed once, however many names it has', async () => {
    // Two seals of one position differ.
    const { administrativeUnits } = await graph.client.data(
      `{ administrativeUnits(first: 10) { edges { ${names(20, 'cursor')} } pageInfo { startCursor endCursor } } }`,
    );

    const { edges, pageInfo } = administrativeUnits as {
      edges: Record<string, string>[];
      pageInfo: Record<string, string>;
    };
    const cursors = edges.map((edge) => [...new Set(Object.values(edge))]);
    expect(cursors).toEqual(Array.from({ length: 10 }, () => [expect.any(String)]));
    expect(new Set(cursors.flat()).size).toBe(10);
    expect(pageInfo).toEqual({ startCursor: cursors[0]?.[0], endCursor: cursors[9]?.[0] });
  });

  test('introspection is charged for its answer before it is executed', async () => {
    const fields = names(8, 'fields { ...F }');
    const multiplied = `{ __schema { types { ${fields} } } } fragment F on __Field { ${names(85, 'name')} }`;
    const before = await executions(graph);

    for (const { errors, data } of await repeatedly(multiplied)) {
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([
        { extensions: { code: 'LIMIT_EXCEEDED', limit: 10_000, dearestPath: '__schema' } },
      ]);
    }
    expect(await executions(graph)).toEqual(before);

    const { data } = await graph.client.ask('{ __schema { queryType { name } } }');
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });
});
