import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Types } from 'mongoose';
import { corpus } from '../../bench/attack/corpus.ts';
import {
  type Attacker,
  type HostileOperation,
  mostReferrals,
  type Subjects,
} from '../../bench/attack/hostile-operation.ts';
import { type Outcome, sendAtOnce, type Target } from '../../bench/attack/send.ts';
import { slowDown, storePersisted, uploadAs } from '../../bench/attack/prepare-attack.ts';
import { parseTrustedProxies } from '../../lib/platform/http/client-address.ts';
import { defaultConcurrency } from '../../lib/platform/operations/admission.ts';
import { uninterrupted } from '../../lib/platform/operations/interruption.ts';
import { anonymous, defaultBudgets } from '../../lib/platform/operations/budgets.ts';
import { Pace } from '../../lib/federation/pace.ts';
import { type WorkWatch, watchWork } from '../support/commands.ts';
import { executions } from '../support/executions.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';

/** What may be done for each point of an operation's cost, and what is done for any. */
const resolvedEach = 1;
const documentsEach = 1;
const free = 20;

const refusedOnes = corpus.filter(
  ({ expected, atOnce }) => typeof expected === 'object' && atOnce === 1,
);
const isOfFiles = ({ kind }: HostileOperation) => kind === 'cleaning' || kind === 'exports';
/** The least cost of a question about all applications. */
const costOfQuestion = 500;
const isStoredFirst = ({ expected }: HostileOperation) =>
  typeof expected === 'object' && expected.onceStored === true;
const crowds = corpus.filter(({ expected, atOnce }) => typeof expected === 'object' && atOnce > 1);
const answeredOnes = corpus.filter(({ expected }) => expected === 'answered');
const unawaited = corpus.filter(({ expected }) => expected === 'nothing');

const named = (operations: readonly HostileOperation[]) =>
  operations.map((operation) => [operation.kind, operation.name, operation] as const);

/**
 * Counts the calls of resolvers that answer with objects, or with leaves that have a weight, for clients: what
 * processes ask by themselves is no part.
 */
function countResolvers() {
  const { prototype } = Pace;
  const { pause } = prototype;
  let count = 0;
  const counted = jest.spyOn(prototype, 'pause').mockImplementation(function (this: Pace, now) {
    if (this.interruption !== uninterrupted) count += 1;
    return pause.call(this, now);
  });
  return {
    stop(): number {
      counted.mockRestore();
      return count;
    },
  };
}

onceInTheSuite('operations meant to do harm', () => {
  let graph: TestGraph;
  let subjects: Subjects;
  let citizenId: string;
  let databases: WorkWatch;
  let newcomers = 0;

  beforeAll(async () => {
    const limits = {
      demand: { mode: 'enforce', budgets: defaultBudgets },
      maxBodyBytes: 500_000,
      // Whoever has to wait is not waited for.
      concurrency: { limits: defaultConcurrency, queueTimeoutMs: 100 },
      trustProxy: parseTrustedProxies('loopback') ?? null,
    } as const;
    const exposure = { introspection: false, suggestions: false };
    graph = await startGraph({ execution: limits, surface: { exposure }, analytics: true });
    const { data } = graph;
    const citizen = await data.citizen();
    citizenId = citizen.id;
    const unit = data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
    const long = Array.from(
      { length: 100 },
      () => ({ event: 'NOTE_ADDED', unitId: unit._id }) as const,
    );
    const filed = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        data.application({
          citizen,
          referrals: index < 30 ? [{ unit }] : [],
          timeline: long,
        }),
      ),
    );
    // Below the ministry that the officers are of.
    const police = data.unit({ parentId: '75451710' });
    const open = await Promise.all(
      Array.from({ length: mostReferrals }, () =>
        data.application({ citizen, referrals: [{ unit: police, state: 'PENDING' }] }),
      ),
    );
    const [known] = filed;
    if (!known) throw new Error('No application was filed.');
    subjects = {
      rootId: '75451710',
      unitId: data.unit({ kind: 'GOVERNORSHIP', provinceCode: '34' })._id,
      leafId: data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id,
      topicId: data.directory.topics[0]?._id ?? '',
      number: known.number,
      trackingCode: data.trackingCode(known),
      slowedNumber: '2500000004',
      referralIds: open.flatMap(({ referralIds }) => referralIds),
      attachmentId: '',
    };
    subjects = { ...subjects, attachmentId: await uploadAs(await newcomer('CITIZEN')) };
    await slowDown({ newcomer, subjects });
    await storePersisted(await newcomer('anonymous'));
    databases = await watchWork(data);
  });

  afterAll(async () => {
    await databases?.stop();
    await graph?.stop();
  });

  /** Somebody whose bucket is full. */
  async function newcomer(by: Attacker): Promise<Target> {
    newcomers += 1;
    const subject = `attacker-${newcomers}`;
    const address = `10.0.${newcomers >> 8}.${newcomers & 255}`;
    if (by === 'anonymous') return { url: graph.url, token: null, address };
    const viewer = {
      subject,
      role: by,
      citizenId: by === 'CITIZEN' ? citizenId : null,
      unitId: by === 'OFFICER' ? subjects.rootId : null,
    };
    return { url: graph.url, token: await graph.token(viewer), address };
  }

  const questionsRecorded = () =>
    graph.data.database('analytics').collection('questions').countDocuments();

  let lastNumber = 0;
  const nextNumber = () => (lastNumber += 1);

  /** The outcome of each request in which the operation is sent at once. */
  async function attackAtOnce(operation: HostileOperation): Promise<Outcome[]> {
    const target = await newcomer(operation.by);
    const sent = await sendAtOnce(target, operation, { subjects, nextNumber });
    return sent.map(({ outcome }) => {
      if (!outcome) throw new Error('The operation has no outcome.');
      return outcome;
    });
  }

  async function attack(operation: HostileOperation): Promise<Outcome> {
    const [outcome] = await attackAtOnce(operation);
    if (!outcome) throw new Error('Nothing was sent.');
    return outcome;
  }

  test('are at least 60, by everybody, in every way', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
    expect(new Set(corpus.map(({ by }) => by)).size).toBe(6);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
    expect(new Set(corpus.map(({ manner }) => manner)).size).toBe(4);
  });

  test.each(named(refusedOnes))('%s: %s is refused', async (_, __, operation) => {
    const { refused, status } = await attack(operation);

    expect(operation.expected).toMatchObject({ refused });
    expect(status).toBeLessThan(500);
  });

  test('refused operations are not planned, resolve nothing and read nothing', async () => {
    const before = await executions(graph);
    const resolvers = countResolvers();
    await databases.take();

    for (const operation of refusedOnes) {
      if (!isStoredFirst(operation)) await attack(operation);
    }

    expect(await databases.take()).toEqual({
      citizen: { commands: 0, documents: 0 },
      application: { commands: 0, documents: 0 },
      'institution-directory': { commands: 0, documents: 0 },
    });
    expect(resolvers.stop()).toBe(0);
    expect(await executions(graph)).toEqual(before);
  });

  test.each(named(crowds))('%s: %s are refused but for a few', async (_, __, operation) => {
    const { expected } = operation;
    if (typeof expected !== 'object')
      throw new Error(`${operation.name} is not expected to be refused.`);

    const outcomes = await attackAtOnce(operation);

    const others = outcomes.filter(({ refused }) => refused !== expected.refused);
    expect(others.length).toBeLessThanOrEqual(expected.butFor ?? 0);
    expect(others.length).toBeLessThan(outcomes.length);
    expect(Math.max(...outcomes.map(({ status }) => status ?? 0))).toBeLessThanOrEqual(503);
  });

  test('nothing is stored of refused files', async () => {
    const database = graph.data.database('application');
    const { attachmentId } = subjects;

    expect(await database.collection('attachments').distinct('publicId')).toEqual([attachmentId]);
    expect(await database.collection('attachments.files').countDocuments()).toBe(1);
  });

  test.each(named(answeredOnes))(
    '%s: %s is answered within what it costs',
    async (_, __, operation) => {
      const resolvers = countResolvers();
      const before = await questionsRecorded();
      await databases.take();

      const { refused, cost } = await attack(operation);

      const calls = resolvers.stop();
      const requested = cost?.requested ?? 0;
      const documents = Object.values(await databases.take()).reduce(
        (sum, one) => sum + one.documents,
        0,
      );
      expect(refused).toBeNull();
      expect(graph.unexpected).toEqual([]);
      const { by } = operation;
      const { operation: limit, figures = 0 } = defaultBudgets[by === 'anonymous' ? anonymous : by];
      expect(requested).toBeLessThanOrEqual(limit + figures);
      // A file has no cost of fields: its bytes are charged when it is sent, its cleaning afterwards.
      if (!isOfFiles(operation)) expect(cost?.actual).toBeLessThanOrEqual(requested);
      if (operation.kind === 'statistics') {
        expect(await questionsRecorded()).toBeLessThanOrEqual(before + requested / costOfQuestion);
      }
      expect(calls).toBeLessThanOrEqual(free + resolvedEach * requested);
      expect(documents).toBeLessThanOrEqual(free + documentsEach * requested);
    },
  );

  test.each([
    ['as many cursors as are allowed', 'edges', 43],
    ['as many paths as are allowed', 'nodes', 39],
  ])('the resolvers of leaves are counted: %s', async (name, list, names) => {
    const operation = corpus.find((one) => one.name === name);
    if (!operation) throw new Error(`The corpus has no operation "${name}".`);
    const resolvers = countResolvers();

    const { body } = await attack(operation);

    const { data } = JSON.parse(body) as { data: { p0: Record<string, unknown[]> } };
    const items = data.p0[list]?.length ?? 0;
    expect(items).toBe(100);
    const calls = resolvers.stop();
    expect(calls).toBeGreaterThan(names * items);
    expect(calls).toBeLessThanOrEqual(names * items + 2 * items + free);
  });

  test('as many referrals as may be are changed at once, each of them', async () => {
    const database = graph.data.database('application');
    const accepted = await database
      .collection('referrals')
      .find({ publicId: { $in: [...subjects.referralIds] }, state: 'IN_PROGRESS' })
      .toArray();
    const assigned = await database.collection('timelines').countDocuments({
      _id: { $in: accepted.map(({ applicationId }) => applicationId as Types.ObjectId) },
      'entries.event': 'ASSIGNED',
    });

    expect(assigned).toBe(mostReferrals);
  });

  test('clients that do not wait for an answer do not block the others', async () => {
    const sent = await Promise.all(
      unawaited.map(async (operation) =>
        sendAtOnce(await newcomer(operation.by), operation, { subjects, nextNumber }),
      ),
    );
    const token = await graph.token({ role: 'CITIZEN', citizenId });

    const { application } = await graph.client.data(
      'query ($number: String!) { application(number: $number) { stage } }',
      { variables: { number: subjects.number }, token },
    );

    expect(application).toEqual({ stage: expect.any(String) });
    for (const { outcome, close } of sent.flat()) {
      expect(outcome).toBeNull();
      close();
    }
  });
});
