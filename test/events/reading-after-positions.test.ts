import { afterAll, beforeAll, expect } from '@jest/globals';
import type { mongo } from 'mongoose';
import { clusterTimeOf } from '../../subgraphs/application/events/index.ts';
import { readRecords } from '../../subgraphs/application/facts/index.ts';
import { openTown, type Town } from '../casework/town.ts';
import { profiled } from '../support/commands.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as test } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { until } from '../support/wait.ts';
import { poll } from './events-scene.ts';

/**
 * What is read beside a position has to show everything up to it, also at a primary that was just elected and does not
 * know yet what a majority has. MongoDB waits for the moment that a read names.
 */

let graph: TestGraph;
let town: Town;
let database: mongo.Db;
let unitId: string;
let officer: Person;
/** When the last referral was committed. */
let committedAt: mongo.Timestamp;
let applicationId: mongo.ObjectId;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
  database = graph.data.database('application');
  unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
  officer = await town.officerOf(unitId, 'officer-1');
  await town.referTo([unitId]);
  const last = { event: 'REFERRED', unitId, position: { $exists: true } };
  const stored = await until(
    () => database.collection('events').findOne(last),
    (event) => event !== null,
  );
  committedAt = clusterTimeOf(stored?.['position'] as string);
  applicationId = stored?.['applicationId'];
});
afterAll(() => graph.stop());

/** The reads of a collection while `work` ran. */
async function readsOf(
  collection: string,
  work: () => Promise<unknown>,
): Promise<mongo.Document[]> {
  const profile = await profiled(database, work);
  const found = await profile.find({ 'command.find': collection }).toArray();
  return found.map(({ command }) => command as mongo.Document);
}

/** Whether each read waits for a moment no earlier than the last referral. */
const areLater = (reads: readonly mongo.Document[]) =>
  reads.map(({ readConcern }) => {
    const { level, afterClusterTime } = readConcern as {
      level: string;
      afterClusterTime: mongo.Timestamp;
    }; // by the manual
    return level === 'majority' && afterClusterTime.greaterThanOrEqual(committedAt);
  });

test('an inbox is read as of its position or later', async () => {
  const query = 'query Inbox($unitId: ID!) { unitInbox(unitId: $unitId) { asOf nodes { id } } }';

  const reads = await readsOf('referrals', () => officer.do(query, { unitId }));

  expect(areLater(reads)).toEqual([true]);
});

test('stored events are read when a majority has every event that was shown', async () => {
  // It has none of them in memory.
  const another = await graph.another();
  const viewer = { role: 'OFFICER', unitId, subject: 'officer-1' } as const;
  const elsewhere = await personOf({ ...graph, client: another.client }, viewer);

  const reads = await readsOf('events', () => poll(elsewhere, { after: 'EARLIEST' }));
  await another.stop();

  expect(areLater(reads)).toEqual([true]);
});

test('the facts of an application are read at one moment, when a majority has every change that was shown', async () => {
  const { connection } = graph.data.databases.application;
  let records: unknown[] = [];

  const profile = await profiled(database, async () => {
    records = await readRecords(connection, { filter: { _id: applicationId }, limit: 1 });
  });

  expect(records).toHaveLength(1);
  const reads = await profile.find({ 'command.readConcern.level': 'snapshot' }).toArray();
  expect(reads.map(({ command }) => command.find as unknown)).toEqual([
    'applications',
    'referrals',
    'timelines',
    'appeals',
  ]);
  // MongoDB chooses the moment at the first read, which then names none.
  const moments = reads.slice(1).map(({ command }) => {
    const { atClusterTime } = command.readConcern as { atClusterTime: mongo.Timestamp }; // by the manual
    return atClusterTime;
  });
  const [moment] = moments;
  expect(moment?.greaterThanOrEqual(committedAt)).toBe(true);
  expect(moments.every((each) => moment && each.equals(moment))).toBe(true);
});
