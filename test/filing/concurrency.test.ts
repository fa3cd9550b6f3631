import { afterAll, beforeAll, expect } from '@jest/globals';
import { checkApplicationNumber } from '../../subgraphs/application/numbers/index.ts';
import { createBurst } from '../support/burst.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import {
  type AnotherGraph,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { countStored, storedOf } from './support.ts';

const filings = 500;

let graph: TestGraph;
let other: AnotherGraph;

beforeAll(async () => {
  graph = await startGraph();
  other = await graph.another();
});

afterAll(() => graph?.stop());

/** Filings by this number of citizens, each with a different subject. */
async function requestsOf(citizens: number, count: number) {
  const tokens = await Promise.all(
    Array.from({ length: citizens }, async () => {
      const { id } = await graph.data.citizen();
      return graph.token({ role: 'CITIZEN', citizenId: id });
    }),
  );
  return Array.from({ length: count }, (_, index) => ({
    query: fileMutation,
    variables: { input: filingInput(graph, { subject: `Konu numarası ${index}` }) },
    token: tokens[index % tokens.length] ?? '',
  }));
}

test('five hundred concurrent ones over two graphs on one database all get different numbers', async () => {
  const requests = await requestsOf(20, filings);
  const bursts = [graph, other].map(({ url }) => createBurst(`${url}/graphql`));

  const answers = await Promise.all([
    bursts[0]?.sendAll(requests.slice(0, filings / 2)),
    bursts[1]?.sendAll(requests.slice(filings / 2)),
  ]);
  for (const burst of bursts) burst.stop();

  const numbers = answers.flat().map((answer) => {
    const { data } = answer as { data?: { fileApplication: { number: string } | null } }; // the form of the mutation
    return data?.fileApplication?.number ?? JSON.stringify(answer);
  });
  expect(numbers.filter((number) => checkApplicationNumber(number) !== 'OK')).toEqual([]);
  expect(new Set(numbers).size).toBe(filings);

  const { applications, contents } = await storedOf(graph);
  expect(applications.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted());
  const subjectOf = new Map(contents.map(({ _id, subject }) => [_id.toHexString(), subject]));
  const stored = applications.map(
    ({ _id, idempotencyKey }) => `${idempotencyKey} ${subjectOf.get(_id.toHexString())}`,
  );
  const asked = requests.map(
    ({ variables: { input } }) => `${input.idempotencyKey} ${input.subject}`,
  );
  expect(stored.toSorted()).toEqual(asked.toSorted());
  expect(await countStored(graph)).toEqual({
    applications: filings,
    contents: filings,
    timelines: filings,
    events: filings,
    notifications: filings,
  });
});

test('concurrent ones share their transactions', async () => {
  const requests = await requestsOf(10, 40);
  const burst = createBurst(`${graph.url}/graphql`);
  await burst.sendAll(requests.slice(0, 8)); // opens connections, takes numbers
  const database = graph.data.database('application');

  await database.command({ profile: 2 });
  await burst.sendAll(requests.slice(8));
  await database.command({ profile: 0 });
  burst.stop();

  const inserts = await database
    .collection('system.profile')
    .countDocuments({ op: 'insert', 'command.insert': 'applications' });
  expect(inserts).toBeGreaterThan(0);
  expect(inserts).toBeLessThan(16);
});
