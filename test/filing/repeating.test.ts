import { afterAll, beforeAll, expect } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { FileApplicationInput } from '../../subgraphs/application/schema-types.ts';
import { createBurst } from '../support/burst.ts';
import { fileMutation, filingInput } from '../support/filing.ts';
import {
  type AnotherGraph,
  startGraph,
  type TestGraph,
  onceInTheSuite as describe,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { storedOf } from './support.ts';

let graph: TestGraph;
let other: AnotherGraph;
let bursts: ReturnType<typeof createBurst>[];
let token: string;
let person: Person;
let citizenId: string;

beforeAll(async () => {
  graph = await startGraph();
  other = await graph.another();
  bursts = [graph, other].map(({ url }) => createBurst(`${url}/graphql`));
  ({ id: citizenId } = await graph.data.citizen());
  token = await graph.token({ role: 'CITIZEN', citizenId });
  person = await personOf(graph, { role: 'CITIZEN', citizenId });
});

afterAll(async () => {
  for (const burst of bursts ?? []) burst.stop();
  await graph?.stop();
});

const wholeMutation = /* GraphQL */ `
  mutation File($input: FileApplicationInput!) {
    fileApplication(input: $input) {
      number
      subject
      text
      type
      stage
      version
      timeline {
        event
      }
    }
  }
`;

/** In the same instant, alternating between both graphs. */
async function fileAtOnce(inputs: readonly FileApplicationInput[]): Promise<unknown[]> {
  const answers = await Promise.all(
    bursts.map((burst, index) =>
      burst.sendAll(
        inputs
          .filter((_, position) => position % bursts.length === index)
          .map((input) => ({ query: fileMutation, variables: { input }, token })),
      ),
    ),
  );
  return answers.flat();
}

test('a number that is in use already, since the sequence was reset, is replaced by another one', async () => {
  const numbers = new Set<string>();
  for (let filed = 0; filed < 2; filed += 1) {
    const { number } = await person.do<{ number: string }>(fileMutation, {
      input: filingInput(graph),
    });
    numbers.add(number);
  }
  const sequences = graph.data.database('application').collection('numberSequences');
  const { modifiedCount } = await sequences.updateMany({}, { $set: { next: 0 } });
  expect(modifiedCount).toBe(1);

  // The other graph has reserved no numbers yet: the first ones of the year are its next.
  for (let filed = 0; filed < 2; filed += 1) {
    const variables = { input: filingInput(graph) };
    const answers = await bursts[1]?.sendAll([{ query: fileMutation, variables, token }]);
    const [{ data }] = answers as [{ data: { fileApplication: { number: string } } }];
    numbers.add(data.fileApplication.number);
  }

  expect(numbers.size).toBe(4);
});

describe('a key that was used before returns the application that was filed under it', () => {
  test.each<[what: string, fields: Partial<FileApplicationInput>]>([
    ['the same again', {}],
    ['something else', { type: 'COMPLAINT', subject: 'Çöp toplama', text: 'x'.repeat(50) }],
    ['a text that is too short', { subject: '', text: '' }],
    ['an invalid text', { text: 'a\u0000'.repeat(50) }],
    ['an unknown topic', { topicId: 'x' }],
    ['an unknown unit', { meantUnitId: '00000000' }],
    ['an unknown attachment', { attachmentIds: [newId('attachment')] }],
  ])('with any other fields: %s', async (_what, fields) => {
    const input = filingInput(graph);
    const first = await person.do(wholeMutation, { input });

    const again = await person.do(wholeMutation, { input: { ...input, ...fields } });

    expect(again).toEqual(first);
    expect(first).toMatchObject({ subject: input.subject, text: input.text, version: 1 });
    const { applications } = await storedOf(graph, input.idempotencyKey);
    expect(applications).toHaveLength(1);
  });

  test('in its current state', async () => {
    const input = filingInput(graph);
    const { number } = await person.do<{ number: string }>(wholeMutation, { input });
    await person.do(
      'mutation ($number: String!) { withdrawApplication(number: $number) { version } }',
      { number },
    );

    expect(await person.do(wholeMutation, { input })).toEqual({
      number,
      subject: input.subject,
      text: input.text,
      type: 'REQUEST',
      stage: 'WITHDRAWN',
      version: 2,
      timeline: [{ event: 'FILED' }, { event: 'WITHDRAWN' }],
    });
  });
});

test('twenty concurrent filings with one key file one application with one number', async () => {
  const input = filingInput(graph);

  const answers = await fileAtOnce(Array(20).fill(input));

  const { applications, contents, timelines, events, notifications } = await storedOf(
    graph,
    input.idempotencyKey,
  );
  expect(applications).toHaveLength(1);
  const number = applications[0]?.number;
  expect(answers).toEqual(answers.map(() => ({ data: { fileApplication: { number } } })));
  for (const stored of [contents, timelines, events, notifications]) expect(stored).toHaveLength(1);
});

test('twenty concurrent filings with one key and different texts file one of the texts', async () => {
  const idempotencyKey = crypto.randomUUID();
  const subjects = Array.from({ length: 20 }, (_, index) => `Konu numarası ${index}`);
  const inputs = subjects.map((subject) => filingInput(graph, { subject, idempotencyKey }));

  const answers = await fileAtOnce(inputs);

  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  const { applications, contents } = await storedOf(graph, idempotencyKey);
  expect(applications).toHaveLength(1);
  expect(subjects).toContain(contents[0]?.subject);
});

test('different citizens may use the same key, also concurrently', async () => {
  const input = filingInput(graph, { idempotencyKey: '1' });
  const citizens = await Promise.all(Array.from({ length: 10 }, () => graph.data.citizen()));
  const people = await Promise.all(
    citizens.map(({ id }) => personOf(graph, { role: 'CITIZEN', citizenId: id })),
  );

  const filed = await Promise.all(
    people.map((each) => each.do<{ number: string }>(fileMutation, { input })),
  );

  expect(new Set(filed.map(({ number }) => number)).size).toBe(10);
  const { applications } = await storedOf(graph, '1');
  expect(applications.map((application) => application.citizenId).toSorted()).toEqual(
    citizens.map(({ id }) => id).toSorted(),
  );
});

test('an invalid filing does not prevent concurrent ones from being filed', async () => {
  const repeated = filingInput(graph);
  const { number } = await person.do<{ number: string }>(fileMutation, { input: repeated });
  const sameKey = filingInput(graph);
  const unlinkable = filingInput(graph, { attachmentIds: [newId('attachment')] });
  const good = Array.from({ length: 16 }, () => filingInput(graph));

  const answers = await fileAtOnce([
    ...good.slice(0, 8),
    sameKey,
    unlinkable,
    repeated,
    sameKey,
    ...good.slice(8),
  ]);

  const refused = answers.filter((answer) => JSON.stringify(answer).includes('errors'));
  expect(refused).toEqual([
    {
      data: { fileApplication: null },
      errors: [
        expect.objectContaining({
          extensions: expect.objectContaining({ code: 'BAD_USER_INPUT', reason: 'UNKNOWN' }),
        }),
      ],
    },
  ]);
  expect(answers).toContainEqual({ data: { fileApplication: { number } } });
  for (const { idempotencyKey } of [...good, sameKey, repeated]) {
    const { applications, notifications } = await storedOf(graph, idempotencyKey);
    expect(applications).toHaveLength(1);
    expect(notifications).toHaveLength(1);
  }
  expect((await storedOf(graph, unlinkable.idempotencyKey)).applications).toEqual([]);
});

test('a key is found by its index, however much its citizen has filed', async () => {
  const key = { citizenId, idempotencyKey: 'none' };
  const explained = await graph.data
    .database('application')
    .collection('applications')
    .find({
      $or: [key, { ...key, idempotencyKey: 'either' }],
    })
    .explain('executionStats');

  expect(explained).toMatchObject({ executionStats: { totalDocsExamined: 0 } });
});
