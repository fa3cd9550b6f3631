import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import type { Migration } from '../../lib/mongodb/migrations.ts';
import { type IdKind, isIdOf, newId } from '../../lib/kit/public-id.ts';
import { appealModel } from '../../subgraphs/application/record/index.ts';
import { migrations as applicationMigrations } from '../../subgraphs/application/migrations/index.ts';
import { migrations as citizenMigrations } from '../../subgraphs/citizen/migrations.ts';
import { createEarlierIds } from '../../lib/mongodb/earlier-ids.ts';
import { givePublicIds } from '../../lib/mongodb/give-public-ids.ts';
import type { TestCitizen } from '../support/data.ts';
import { file } from '../support/filing.ts';
import { onceInTheSuite, startGraph, type TestGraph } from '../support/graph.ts';
import { personOf } from '../support/person.ts';
import { pdf } from '../support/files.ts';
import { upload } from '../support/uploads.ts';
import { until } from '../support/wait.ts';

/** Data from when ids were ObjectIds. */

let graph: TestGraph;
let citizen: TestCitizen;

beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph?.stop());

const found = (migrations: readonly Migration[], name: string): Migration => {
  const migration = migrations.find((one) => one.name === name);
  if (!migration) throw new Error(`there is no migration ${name}`);
  return migration;
};
const steps = [
  ['citizen', found(citizenMigrations, '0002-public-ids')],
  ['application', found(applicationMigrations, '0009-public-ids')],
] as const;

async function migrate(): Promise<void> {
  for (const [name, { up }] of steps) await up(graph.data.databases[name].connection, graph.keys);
}

const collection = (name: string) => graph.data.database('application').collection(name);

/** One of each kind of document that has an id, written as today. */
async function writeAll() {
  citizen = await graph.data.citizen();
  const token = await graph.token({ role: 'CITIZEN', citizenId: citizen.id });
  const { body } = await upload(graph.url, token, { content: pdf(40), name: 'a.pdf' });
  const { id } = body as { id: string }; // it is a file that may be attached
  await upload(graph.url, token, { content: pdf(40), name: 'b.pdf' });
  const filed = await file(graph, token, { attachmentIds: [id] });
  expect(filed.errors).toEqual([]);
  await until(
    () => collection('outboxMessages').countDocuments(),
    (count) => count > 0,
  );
  // From here on only the migration changes anything.
  await until(
    () => collection('attachments').countDocuments({ cleanedBy: 0 }),
    (count) => count === 0,
  );
  const words = { kind: 'FINAL', outcome: 'REFUSED', text: 'Olmaz.' } as const;
  const draft = { ...words, draftedBy: 'memur', draftedAt: new Date(), rejectionReason: null };
  const unit = graph.data.unit({ kind: 'PROVINCIAL_DIRECTORATE', provinceCode: '34' });
  const { _id, number, referrals } = await graph.data.application({
    citizen,
    referrals: [
      { unit, state: 'AWAITING_APPROVAL', draft: { ...draft, id: newId('draft') } },
      { unit, state: 'ANSWERED', replies: [{ ...words, repliedAt: new Date() }] },
    ],
  });
  await appealModel(graph.data.databases.application.connection).create({
    publicId: newId('appeal'),
    applicationId: _id,
    referralId: referrals[1]?.id ?? _id,
    kind: 'APPEAL',
    state: 'DISMISSED',
    unitId: unit._id,
    text: 'Cevabı kabul etmiyorum.',
    appealedAt: new Date(),
    targetDate: '2032-12-31',
    calendarVersion: 0,
  });
  return number;
}

/** Removes the public ids, so that everything is as it was stored before. */
async function takeAway(): Promise<{ draftId: Types.ObjectId }> {
  const earlier = { $unset: { publicId: '' as const } };
  const { _id } = citizen.document;
  const ofCitizen = { $set: { citizenId: _id }, ...earlier };
  await graph.data.database('citizen').collection('citizens').updateMany({ _id }, earlier);
  for (const name of ['applications', 'attachments', 'notifications']) {
    await collection(name).updateMany({ citizenId: citizen.id }, ofCitizen);
  }
  await collection('applications').updateMany(
    { 'attachments.0': { $exists: true } },
    {
      $unset: { 'attachments.$[].publicId': '' },
    },
  );
  for (const name of ['referrals', 'appeals', 'outboxMessages']) {
    await collection(name).updateMany({}, earlier);
  }
  const draftId = new Types.ObjectId();
  await collection('referrals').updateMany(
    { draft: { $ne: null } },
    { $set: { 'draft.id': draftId } },
  );
  await collection('referrals').updateMany(
    { 'replies.0': { $exists: true } },
    { $set: { 'replies.0.draftId': draftId } },
  );
  return { draftId };
}

/** All of it as everybody sees it, with each kind of id. */
const seen = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      number
      applicant {
        id
        name
      }
      attachments {
        id
      }
      referrals {
        id
        draft {
          id
        }
      }
      appeals {
        id
        referral {
          id
        }
      }
    }
  }
`;

const idsIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id);

onceInTheSuite('data that was stored before there were public ids', () => {
  let number: string;
  let draftId: Types.ObjectId;

  beforeAll(async () => {
    number = await writeAll();
    ({ draftId } = await takeAway());
    await migrate();
  });

  const earlier = (kind: IdKind, id: unknown) =>
    createEarlierIds(graph.keys)(kind, id as Types.ObjectId); // the stored value is one

  test('gets one id each, made from the ObjectId', async () => {
    const kinds: Record<string, IdKind> = {
      applications: 'application',
      referrals: 'referral',
      appeals: 'appeal',
      attachments: 'attachment',
      notifications: 'message',
      outboxMessages: 'message',
    };
    for (const [name, kind] of Object.entries(kinds)) {
      const stored = await collection(name).find().toArray();
      expect(stored.length).toBeGreaterThan(0);
      expect(stored.map(({ publicId }) => publicId as unknown)).toEqual(
        stored.map(({ _id }) => earlier(kind, _id)),
      );
    }
    const replies = await collection('referrals')
      .find({ 'replies.0': { $exists: true } })
      .toArray();
    expect(replies).toMatchObject([{ replies: [{ draftId: earlier('draft', draftId) }] }]);
  });

  test('names its citizen as the citizen subgraph does', async () => {
    const stored = await graph.data
      .database('citizen')
      .collection('citizens')
      .findOne({ _id: citizen.document._id });
    const citizenId = earlier('citizen', citizen.document._id);

    expect(stored).toMatchObject({ publicId: citizenId });
    for (const name of ['applications', 'attachments', 'notifications']) {
      expect(await collection(name).distinct('citizenId')).toEqual([citizenId]);
    }
  });

  test('is seen in full, without any ObjectId, and acted on by the new ids', async () => {
    const evaluator = await personOf(graph, { role: 'EVALUATOR' });
    const own = await personOf(graph, {
      role: 'CITIZEN',
      citizenId: earlier('citizen', citizen.document._id),
    });

    const application = await evaluator.do<{ referrals: { id: string }[] }>(seen, { number });

    const kinds: IdKind[] = ['citizen', 'referral', 'draft', 'appeal'];
    const ids = idsIn(application);
    expect(kinds.filter((kind) => !ids.some((id) => isIdOf(kind, id)))).toEqual([]);
    expect(ids.filter((id) => /^[\da-f]{24}$/.test(id))).toEqual([]);
    for (const { id } of application.referrals) {
      const query = 'query ($id: ID!) { referral(id: $id) { id } }';
      expect(await evaluator.do(query, { id })).toEqual({ id });
    }
    const mine = await own.do<{ nodes: { number: string; attachments: { id: string }[] }[] }>(
      '{ myApplications { nodes { number attachments { id } } } }',
    );
    expect(mine.nodes).toHaveLength(2);
    const [attachment = ''] = idsIn(mine);
    const headers = {
      authorization: `Bearer ${await graph.token({ role: 'CITIZEN', citizenId: earlier('citizen', citizen.document._id) })}`,
    };
    const response = await fetch(`${graph.url}/attachments/${attachment}`, { headers });
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 40]);
  });

  test('is unchanged when the migration runs again or was interrupted', async () => {
    const names = ['applications', 'attachments', 'referrals', 'outboxMessages'];
    const all = () => Promise.all(names.map((name) => collection(name).find().toArray()));
    const before = await all();
    // Some documents have their ids, and some do not.
    await collection('attachments').updateOne(
      {},
      { $set: { citizenId: citizen.document._id }, $unset: { publicId: '' } },
    );
    await collection('outboxMessages').updateMany({}, { $unset: { publicId: '' } });

    await migrate();

    expect(await all()).toEqual(before);
  });

  test.each([
    ['applications', 'app_AAAAAAAAAAAAAAAAAAAAAA'],
    ['referrals', 'ref_AAAAAAAAAAAAAAAAAAAAAA'],
    ['attachments', 'att_AAAAAAAAAAAAAAAAAAAAAA'],
    ['appeals', 'apl_AAAAAAAAAAAAAAAAAAAAAA'],
  ])('is found along an index among %s, and has an id of its own', async (name, id) => {
    for (const filter of [{ publicId: id }, { publicId: { $in: [id, 'x'] } }]) {
      const plan = await collection(name).find(filter).explain('executionStats');
      expect(plan).toMatchObject({ executionStats: { totalDocsExamined: 0 } });
      expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
    }
    const [one] = await collection(name).find().toArray();
    expect(one).toHaveProperty('publicId');
    const twice = { ...one, _id: new Types.ObjectId(), number: 'x' };
    await expect(collection(name).insertOne(twice)).rejects.toMatchObject({ code: 11_000 });
  });
});

onceInTheSuite('a document that changes while it is given an id', () => {
  test('is read again', async () => {
    const { connection } = graph.data.databases.application;
    const things = connection.collection('things');
    await things.insertMany(Array.from({ length: 1_200 }, (_, n) => ({ n })));
    let others = 0;

    await givePublicIds<{ _id: Types.ObjectId; n: number }>(things, ['n'], ({ n }) => {
      // Another process is faster with each of the first ones.
      if (others < 3) others += 1;
      return { unchanged: { n: others < 3 ? -1 : n }, $set: { publicId: `p${n}` } };
    });

    expect(await things.countDocuments({ publicId: { $exists: false } })).toBe(0);
    expect(
      await things.countDocuments({
        $expr: { $ne: ['$publicId', { $concat: ['p', { $toString: '$n' }] }] },
      }),
    ).toBe(0);
  });
});

describe('data that is stored now', () => {
  test('has random ids, with no part of the ObjectIds in them', async () => {
    const other = await graph.data.citizen();
    const [one, next] = [
      await graph.data.application({ citizen: other }),
      await graph.data.application({ citizen: other }),
    ];
    for (const { publicId, _id } of [one, next]) {
      expect({ publicId, isId: isIdOf('application', publicId) }).toEqual({ publicId, isId: true });
      expect(publicId).not.toBe(createEarlierIds(graph.keys)('application', _id));
    }
    expect(one.publicId.slice(0, 12)).not.toBe(next.publicId.slice(0, 12));
  });
});
