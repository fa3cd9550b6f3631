import { afterAll, beforeAll, expect } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import { operations, type Standing } from '../casework/operations.ts';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';

/** This release as the earlier one of two, while processes of a later one write to the same databases. */

let graph: TestGraph;
let citizen: Person;
let evaluator: Person;
let officer: Person;
let unitId: string;

beforeAll(async () => {
  graph = await startGraph();
  unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
  const { id: citizenId } = await graph.data.citizen();
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId });
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
  officer = await personOf(graph, { role: 'OFFICER', unitId });
});

afterAll(() => graph?.stop());

const collection = (name: string) => graph.data.database('application').collection(name);

/** A document that is there. */
async function storedIn(name: string, filter: object) {
  const found = await collection(name).findOne(filter);
  if (!found) throw new Error(`Nothing in ${name} matches ${JSON.stringify(filter)}.`);
  return found;
}

const later = { laterField: { of: 'a later release' } };

const histories = /* GraphQL */ `
  query Histories($number: String!) {
    application(number: $number) {
      timeline {
        event
      }
    }
    applicationEvents(first: 100, after: "EARLIEST") {
      nodes {
        kind
        application {
          number
        }
      }
    }
  }
`;

interface Histories {
  application: { timeline: { event: string }[] };
  applicationEvents: { nodes: { kind: string; application: { number: string } }[] };
}

/** The steps of an application, as the centre sees them in its timeline and among the changes of all applications. */
async function historiesOf(number: string) {
  const { data, errors } = await evaluator.ask(histories, { number });
  const { application, applicationEvents } = data as unknown as Histories; // the form of the query
  const ofIt = applicationEvents.nodes.filter((node) => node.application.number === number);
  return {
    errors,
    timeline: application.timeline.map(({ event }) => event),
    events: ofIt.map(({ kind }) => kind),
  };
}

/** A stored timeline. */
interface Listed {
  entries: object[];
}

/** An application in which a later release has taken a step that this one does not know. */
async function withLaterStep(): Promise<string> {
  const { number } = await citizen.do<Standing>(operations.file, { input: filingInput(graph) });
  const { _id: applicationId } = await storedIn('applications', { number });
  const message = await until(
    () => collection('notifications').findOne({ number, state: 'SENT' }),
    (found) => found !== null,
  );
  const { position: _, ...filed } = await storedIn('events', { applicationId });
  const [step, at] = [{ event: 'LATER_STEP' }, new Date()];
  await collection('applications').updateOne({ number }, { $set: later, $inc: { version: 1 } });
  const entry = { at, ...step, actor: 'EVALUATOR', unitId: null, referralId: null, officer: 'x' };
  const timelines = graph.data.database('application').collection<Listed>('timelines');
  await timelines.updateOne(
    { _id: applicationId },
    { $push: { entries: { ...entry, note: null, public: true } } },
  );
  await collection('events').insertOne({
    ...filed,
    _id: new Types.ObjectId(),
    ...step,
    version: 2,
  });
  await collection('notifications').insertOne({
    ...message,
    ...step,
    _id: new Types.ObjectId(),
    publicId: newId('message'),
    version: 2,
    events: ['LATER_STEP'],
    state: 'PENDING',
    settledAt: null,
    dueAt: at,
  });
  return number;
}

test('steps that only the later one knows are not shown, and everything else is', async () => {
  const number = await withLaterStep();

  await evaluator.do(operations.claim, { number });
  const referred = await evaluator.do<Standing>(operations.refer, { number, unitIds: [unitId] });
  const referralId = referred.referrals[0]?.id;
  await collection('referrals').updateOne({ unitId }, { $set: later });
  await officer.do(operations.accept, { referralId });

  const steps = ['FILED', 'CLAIMED', 'REFERRED', 'ACCEPTED'];
  const seen = await until(
    () => historiesOf(number),
    ({ events }) => events.at(-1) === 'ACCEPTED',
  );
  expect(seen).toEqual({ errors: [], timeline: steps, events: steps });
  expect(graph.unexpected).toEqual([]);
});

test('what the later one has stored is kept, and its messages are left to it', async () => {
  const number = await withLaterStep();
  const message = () => collection('notifications').findOne({ number, event: 'LATER_STEP' });
  await until(message, (found) => found?.['lease'] === null && found['dueAt'] > new Date());

  await evaluator.do(operations.refer, { number, unitIds: [unitId] });

  const application = await storedIn('applications', { number });
  const timeline = await storedIn('timelines', { _id: application._id });
  expect(application['laterField']).toEqual(later.laterField);
  expect(timeline['entries'].map(({ event }: { event: string }) => event)).toEqual([
    'FILED',
    'LATER_STEP',
    'REFERRED',
  ]);
  expect(await message()).toMatchObject({ state: 'PENDING', attempts: 1, lastError: null });
});

test('its indexes and migrations stay when a process of this one starts', async () => {
  const database = graph.data.database('application');
  const applications = database.collection('applications');
  await applications.createIndex({ laterField: 1 }, { name: 'laterField_1' });
  await database
    .collection<{ _id: string; indexes: string[] }>('indexDeclarations')
    .updateOne({ _id: 'applications' }, { $push: { indexes: 'laterField_1' } });
  await database.collection('migrations').insertOne({ migrationName: '9999-later' });

  const another = await graph.another();
  try {
    const { data, errors } = await another.client.ask('{ provinces { code } }');
    expect([data?.['provinces'], errors]).toEqual([expect.any(Array), []]);
    const indexes = await applications.indexes();
    expect(indexes.map(({ name }) => name)).toContain('laterField_1');
  } finally {
    await another.stop();
  }
});
