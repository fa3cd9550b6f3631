import { afterAll, beforeAll, expect } from '@jest/globals';
import type { mongo } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import {
  createCaseStore,
  Desk,
  StaleCaseError,
} from '../../subgraphs/application/casework/index.ts';
import { applicationModel } from '../../subgraphs/application/record/index.ts';
import type { UnitProjection } from '../../subgraphs/application/units/index.ts';
import { profiled } from '../support/commands.ts';
import { createBurst } from '../support/burst.ts';
import type { TestCitizen, TestReferral } from '../support/data.ts';
import { startGraph, type TestGraph, testOnceInTheSuite as it } from '../support/graph.ts';
import type { Person } from '../support/person.ts';
import { until } from '../support/wait.ts';
import type { Standing } from './operations.ts';
import { checkStored } from './stored.ts';
import { openTown, type Town } from './town.ts';
import { wrongField } from '../support/wrong-field.ts';

/** Moves of several applications that are committed at the same time. */

let graph: TestGraph;
let town: Town;
let unitId: string;
let officer: Person;
let colleague: Person;
let applicant: TestCitizen;
let database: mongo.Db;

beforeAll(async () => {
  graph = await startGraph();
  town = await openTown(graph);
  unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
  officer = await town.officerOf(unitId, 'officer-1');
  colleague = await town.officerOf(unitId, 'officer-2');
  applicant = await graph.data.citizen();
  database = graph.data.database('application');
});
afterAll(() => graph?.stop());

interface Referred {
  number: string;
  referralId: string;
}

/** Applications that were filed and referred to the unit at the same time. */
async function referred(count: number): Promise<Referred[]> {
  const standings = await Promise.all(Array.from({ length: count }, () => town.referTo([unitId])));
  return standings.map(({ number, referrals }) => ({ number, referralId: referrals[0]?.id ?? '' }));
}

/** Stored by the test, without a history. */
async function stored(referral: Partial<TestReferral>) {
  const unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  const { number, referralIds, _id } = await graph.data.application({
    citizen: applicant,
    referrals: [{ unit, ...referral }],
  });
  return { _id, number, referralId: referralIds[0] ?? '' };
}

interface Result {
  error: { code: string; message: string } | null;
}

const acceptAll = `mutation ($referralIds: [ID!]!) {
  acceptReferrals(referralIds: $referralIds) { error { code message } } }`;

const acceptThose = (person: Person, of: readonly Pick<Referred, 'referralId'>[]) =>
  person.do<Result[]>(acceptAll, { referralIds: of.map(({ referralId }) => referralId) });

const codes = (results: readonly Result[]) => results.map(({ error }) => error?.code ?? null);

/** The number of transactions that stored events while `work` ran. */
async function transactionsOf(work: () => Promise<unknown>): Promise<number> {
  const profile = await profiled(database, work);
  return profile.countDocuments({ op: 'insert', 'command.insert': 'events' });
}

it('moves of one request share a transaction, and an impossible one fails alone', async () => {
  const done = await referred(24);
  const other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  const begun = await stored({ state: 'IN_PROGRESS' });
  const foreign = await stored({ unit: other, state: 'PENDING' });
  const asked = [...done, begun, foreign, { referralId: newId('referral') }];

  let results: Result[] = [];
  const transactions = await transactionsOf(async () => {
    results = await acceptThose(officer, asked);
  });

  expect(codes(results)).toEqual([...done.map(() => null), 'CONFLICT', 'NOT_FOUND', 'NOT_FOUND']);
  expect(transactions).toBeGreaterThan(0);
  expect(transactions).toBeLessThan(6);
  for (const { number } of done) await checkStored(database, number);
});

it('of two officers who accept the same referrals at once, one accepts each, with two processes as well', async () => {
  const contested = await referred(12);
  const another = await graph.another();
  const token = await graph.token({ role: 'OFFICER', unitId, subject: 'officer-3' });
  const referralIds = contested.map(({ referralId }) => referralId);

  const [here, beside, elsewhere] = await Promise.all([
    acceptThose(officer, contested),
    acceptThose(colleague, contested.toReversed()),
    another.client.data(acceptAll, { token, variables: { referralIds } }),
  ]);

  const results = [
    codes(here),
    codes(beside.toReversed()),
    codes(elsewhere['acceptReferrals'] as Result[]), // the form of the query
  ];
  for (const index of contested.keys()) {
    const ofOne = results.map((result) => result[index]);
    expect(ofOne.filter((code) => code === null)).toHaveLength(1);
    expect(ofOne.filter((code) => code === 'CONFLICT')).toHaveLength(2);
  }
  for (const { number } of contested) {
    expect(await town.standing(number)).toMatchObject({ stage: 'IN_PROGRESS', version: 3 });
    await checkStored(database, number);
  }
  await another.stop();
});

it.each([
  ['changes', 'CONFLICT'],
  ['adds to', null],
  ['leaves', null],
] as const)(
  'a move whose application another transaction has locked waits alone, when that one %s it',
  async (end, code) => {
    const all = await Promise.all(Array.from({ length: 5 }, () => stored({ state: 'PENDING' })));
    const [held, ...others] = all;
    if (!held) throw new Error('No application was stored.');
    const applications = applicationModel(graph.data.databases.application.connection).collection;
    const inProgress = () =>
      applications.countDocuments({
        _id: { $in: others.map(({ _id }) => _id) },
        stage: 'IN_PROGRESS',
      });

    const results = await graph.data.databases.application.connection.withSession(
      async (session) => {
        session.startTransaction();
        // As a claim does, and as a note does.
        const $set = end === 'changes' ? { claimedBy: 'evaluator' } : {};
        const update = { $inc: { version: 1 }, $set };
        await applications.updateOne({ _id: held._id }, update, { session });
        const answer = acceptThose(officer, all);
        await until(inProgress, (count) => count === others.length);
        if (end === 'leaves') await session.abortTransaction();
        else await session.commitTransaction();
        return answer;
      },
    );

    expect(codes(results)).toEqual([code, null, null, null, null]);
    if (code === null) return;
    expect(results[0]?.error?.message).toBe(
      'Another request has changed the application in the meantime.',
    );
  },
);

it('a move whose application was changed concurrently fails alone, in the same transaction', async () => {
  const { connection } = graph.data.databases.application;
  const store = createCaseStore(connection);
  const calendar = { calendar: createBusinessCalendar(), version: 0 };
  const made = await Promise.all(Array.from({ length: 4 }, () => stored({ state: 'PENDING' })));

  /** A note on an application as it is now. */
  async function noteOn(one: { _id: (typeof made)[number]['_id'] } | undefined): Promise<Desk> {
    const found = one && (await store.byId(one._id));
    if (!found) throw new Error('The case is not stored.');
    const desk = new Desk(found, {
      actor: { subject: 'officer-1', role: 'OFFICER', unitId, citizenId: null },
      now: new Date(),
      calendar: () => calendar,
      units: {} as UnitProjection, // a note does not use the unit tree
    });
    desk.addEntry({ event: 'NOTE_ADDED', public: false }, { unitId, note: 'Not.' });
    desk.finish();
    return desk;
  }

  const desks = await Promise.all(made.map(noteOn));
  const again = await noteOn(made[3]);
  await store.commit(await noteOn(made[1])); // another change comes first

  let settled: PromiseSettledResult<void>[] = [];
  const transactions = await transactionsOf(async () => {
    settled = await Promise.allSettled([...desks, again].map((desk) => store.commit(desk)));
  });

  expect(settled.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'rejected', // of two moves of one application the later one
  ]);
  for (const one of settled) {
    if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StaleCaseError);
  }
  expect(transactions).toBe(1);
  const versions = await Promise.all(
    made.map(async ({ _id }) => (await store.byId(_id))?.application.version),
  );
  expect(versions).toEqual([2, 2, 2, 2]);
});

it('concurrent supplements are added, except one with an upload that nobody owns', async () => {
  const waiting = await Promise.all(
    Array.from({ length: 6 }, () => stored({ state: 'AWAITING_CITIZEN' })),
  );
  const token = await graph.token({ role: 'CITIZEN', citizenId: applicant.id });
  const burst = createBurst(`${graph.url}/graphql`);
  const query = `mutation ($number: String!, $text: String!, $attachmentIds: [ID!]!) {
    supplementApplication(number: $number, text: $text, attachmentIds: $attachmentIds) { stage } }`;

  const answers = await burst.sendAll(
    waiting.map(({ number }, index) => ({
      query,
      token,
      variables: {
        number,
        text: 'Lambalar üç haftadır yanmıyor.',
        attachmentIds: index === 2 ? [newId('attachment')] : [],
      },
    })),
  );
  burst.stop();

  const stages = answers.map(
    (answer) =>
      (answer as { data: { supplementApplication: Pick<Standing, 'stage'> | null } }).data
        .supplementApplication?.stage ?? null,
  );
  expect(stages).toEqual(waiting.map((_, index) => (index === 2 ? null : 'IN_PROGRESS')));
  expect(answers[2]).toMatchObject({
    errors: [{ extensions: wrongField('attachmentIds[0]', 'UNKNOWN') }],
  });
  const contents = await database
    .collection<{ _id: (typeof waiting)[number]['_id']; supplements: unknown[] }>('contents')
    .find({ _id: { $in: waiting.map(({ _id }) => _id) } })
    .toArray();
  const counts = new Map(contents.map(({ _id, supplements }) => [String(_id), supplements.length]));
  expect(waiting.map(({ _id }) => counts.get(String(_id)))).toEqual([1, 1, 0, 1, 1, 1]);
});
