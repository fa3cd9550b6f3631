import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../lib/kit/public-id.ts';
import type { NotificationDocument } from '../../subgraphs/application/notifications/index.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';

/** Of which steps citizens want to be notified. */

let graph: TestGraph;
let evaluator: Person;

beforeAll(async () => {
  graph = await startGraph();
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
});

afterAll(() => graph?.stop());

const set = /* GraphQL */ `
  mutation Set($preference: NotificationPreference!) {
    setNotificationPreference(preference: $preference) {
      notificationPreference
      mobilePhone
    }
  }
`;
const read = '{ me { notificationPreference } }';

async function somebody(): Promise<Person> {
  const { id: citizenId } = await graph.data.citizen();
  return personOf(graph, { role: 'CITIZEN', citizenId });
}

async function file(person: Person): Promise<string> {
  const { number } = await person.do<Standing>(operations.file, { input: filingInput(graph) });
  return number;
}

/** The outcome for each step of an application, once nothing waits. */
async function outcomes(number: string, count: number) {
  const { connection } = graph.data.databases.application;
  const found = await until(
    () =>
      connection
        .collection<NotificationDocument>('notifications')
        .find({ number })
        .sort({ version: 1 })
        .toArray(),
    (messages) => messages.length === count && messages.every(({ state }) => state !== 'PENDING'),
  );
  return found.map(({ event, state }) => [event, state]);
}

test('is to be notified of all steps, until the citizen sets another one', async () => {
  const person = await somebody();
  const before = await person.do(read);
  const answered = await person.do(set, { preference: 'IMPORTANT_STEPS' });
  const after = await person.do(read);
  const repeated = await person.do(set, { preference: 'IMPORTANT_STEPS' });
  const back = await person.do(set, { preference: 'ALL_STEPS' });

  const mobilePhone = '+905551112233';
  expect([before, answered, after, repeated, back]).toEqual([
    { notificationPreference: 'ALL_STEPS' },
    { notificationPreference: 'IMPORTANT_STEPS', mobilePhone },
    { notificationPreference: 'IMPORTANT_STEPS' },
    { notificationPreference: 'IMPORTANT_STEPS', mobilePhone },
    { notificationPreference: 'ALL_STEPS', mobilePhone },
  ]);
});

test('decides which steps a citizen is notified of, and never about the confirmation', async () => {
  const person = await somebody();
  await person.do(set, { preference: 'IMPORTANT_STEPS' });
  const number = await file(person);
  const unitIds = [graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id];
  await evaluator.do(operations.refer, { number, unitIds });
  const refused = await file(person);
  await evaluator.do(operations.refuse, { number: refused, reason: 'NOT_UNDERSTANDABLE' });

  expect(await outcomes(number, 2)).toEqual([
    ['FILED', 'SENT'],
    ['REFERRED', 'SKIPPED'],
  ]);
  expect(await outcomes(refused, 2)).toEqual([
    ['FILED', 'SENT'],
    ['REFUSED', 'SENT'],
  ]);
});

test('is set by each citizen alone', async () => {
  const [one, other] = [await somebody(), await somebody()];
  await one.do(set, { preference: 'IMPORTANT_STEPS' });

  expect(await other.do(read)).toEqual({ notificationPreference: 'ALL_STEPS' });
  expect(await evaluator.refused(set, { preference: 'ALL_STEPS' })).toEqual({ code: 'FORBIDDEN' });
});

test('of a citizen who is no longer on record cannot be set', async () => {
  const gone = await personOf(graph, { role: 'CITIZEN', citizenId: newId('citizen') });

  expect(await gone.refused(set, { preference: 'ALL_STEPS' })).toEqual({ code: 'NOT_FOUND' });
});
