import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Types } from 'mongoose';
import {
  type ApplicationDocument,
  type PassedOnRecord,
  datesOf,
  type ReferralDocument,
} from '../../subgraphs/application/record/index.ts';
import { createBusinessCalendar, localDateOf } from '../../subgraphs/application/calendar/index.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestCitizen } from '../support/data.ts';
import { filingInput } from '../support/filing.ts';
import { startGraph, type TestGraph } from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { draftOf } from '../workflow/drafts.ts';
import { operations, type Standing } from '../workflow/operations.ts';
import { checkStored } from '../workflow/stored.ts';

/** What a unit that has passed an application on goes on seeing of it: nothing of what comes after. */

let graph: TestGraph;
let applicant: TestCitizen;
let citizen: Person;
let evaluator: Person;
/** Of the unit that passes it on. */
let officer: Person;
/** Of the unit that it is passed on to, and another one there. */
let next: Person;
let approver: Person;
let unit: UnitRecord;
let other: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  applicant = await graph.data.citizen();
  unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  other = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
  citizen = await personOf(graph, { role: 'CITIZEN', citizenId: applicant.id });
  evaluator = await personOf(graph, { role: 'EVALUATOR', subject: 'evaluator' });
  const inUnit = (of: UnitRecord, subject: string) =>
    personOf(graph, { role: 'OFFICER', unitId: of._id, subject });
  officer = await inUnit(unit, 'officer-1');
  next = await inUnit(other, 'officer-2');
  approver = await inUnit(other, 'officer-3');
});

afterAll(() => graph?.stop());

const fields = /* GraphQL */ `
  fragment Clock on Application {
    stage
    version
    targetDate
    statutoryDate
    overdue
    remainingBusinessDays
    responsibleUnit {
      id
    }
    responsibleUnits {
      id
    }
  }
`;
const byNumber = `query ($number: String!) { application(number: $number) { ...Clock } } ${fields}`;
const byReferral = `query ($id: ID) { referral(id: $id) {
  state targetDate statutoryDate overdue application { ...Clock } } } ${fields}`;

interface Clock {
  stage: string;
  version: number;
  targetDate: string;
  statutoryDate: string;
  overdue: boolean;
  remainingBusinessDays: number | null;
  responsibleUnit: { id: string } | null;
  responsibleUnits: { id: string }[];
}

const clockFor = (person: Person, number: string) => person.do<Clock>(byNumber, { number });

/** All that tells the time or who has it. */
const frozen = ({ stage: _stage, ...clock }: Clock) => clock;

const nobody = { responsibleUnit: null, responsibleUnits: [] };

/** An information request, whose time can be extended, that the unit works on. */
async function referred(): Promise<{ number: string; referralId: string }> {
  const input = filingInput(graph, { type: 'INFORMATION_REQUEST' });
  const { number } = await citizen.do<Standing>(operations.file, { input });
  const { referrals } = await evaluator.do<Standing>(operations.refer, {
    number,
    unitIds: [unit._id],
  });
  return { number, referralId: referrals[0]?.id ?? '' };
}

const reason = 'Görev alanımızda değildir.';

/** Passes a referral on. @returns the id of the one that comes of it. */
async function forward(by: Person, number: string, referralId: string, to: UnitRecord) {
  await by.do(operations.forward, { referralId, unitId: to._id, reason });
  const { referrals } = await evaluator.do<Standing>(operations.standing, { number });
  return (
    referrals.find(({ unit: { id }, state }) => id === to._id && state === 'PENDING')?.id ?? ''
  );
}

/** What the unit that has it does to it, each of which changes version, dates or stage. */
async function goOn(number: string, referralId: string): Promise<void> {
  await next.do(operations.accept, { referralId });
  await next.do(operations.extend, { referralId, reason: 'Belgeler başka yerde.' });
  await next.do(operations.draft, {
    referralId,
    kind: 'FINAL',
    outcome: 'GRANTED',
    text: 'Talebiniz yerine getirilmiştir.',
  });
  await approver.do(operations.approve, await draftOf(approver, number, referralId));
}

const database = () => graph.data.database('application');
const stored = (number: string) =>
  database().collection<ApplicationDocument>('applications').findOne({ number });

describe('who has passed it on', () => {
  test('sees version and dates as they were then, nobody responsible, and the stage as it is', async () => {
    const { number, referralId } = await referred();
    const before = await clockFor(officer, number);
    expect(before.responsibleUnits).toEqual([{ id: unit._id }]);

    const nextId = await forward(officer, number, referralId, other);
    const then = await clockFor(officer, number);
    const live = await clockFor(evaluator, number);
    expect(then).toEqual({ ...live, ...nobody });
    expect(then).toEqual({ ...before, ...nobody, version: before.version + 1 });
    await goOn(number, nextId);

    const after = await clockFor(officer, number);
    const now = await clockFor(evaluator, number);
    expect(after).toEqual({ ...then, stage: 'ANSWERED', remainingBusinessDays: null });
    expect(now.version).toBe(then.version + 4);
    expect(now.statutoryDate > then.statutoryDate).toBe(true);
    expect(now.responsibleUnits).toEqual([{ id: other._id }]);
    expect(await officer.do(byReferral, { id: referralId })).toEqual({
      state: 'FORWARDED',
      targetDate: then.targetDate,
      statutoryDate: then.statutoryDate,
      overdue: false,
      application: after,
    });
    await checkStored(database(), number);
  });

  test('sees what is now again when it comes back, and afterwards what was then', async () => {
    const { number, referralId } = await referred();
    const nextId = await forward(officer, number, referralId, other);
    const first = await clockFor(officer, number);
    const back = await forward(next, number, nextId, unit);

    expect(await clockFor(officer, number)).toEqual(await clockFor(evaluator, number));
    const again = await forward(officer, number, back, other);
    const second = await clockFor(officer, number);
    await goOn(number, again);

    expect(second.version).toBe(first.version + 2);
    expect(frozen(await clockFor(officer, number))).toEqual({
      ...frozen(second),
      remainingBusinessDays: null,
    });
    // The unit above both has it all the time.
    const superior = await personOf(graph, { role: 'OFFICER', unitId: other.parentId });
    expect(await clockFor(superior, number)).toEqual(await clockFor(evaluator, number));
  });

  test('sees what was when it returned it, not when that was settled', async () => {
    const { number, referralId } = await referred();
    await officer.do(operations.return, { referralId, reason });
    const then = await clockFor(officer, number);
    await evaluator.do(operations.claim, { number });

    await evaluator.do(operations.refer, { number, unitIds: [other._id] });

    expect(await clockFor(officer, number)).toEqual({ ...then, stage: 'REFERRED' });
    await checkStored(database(), number);
  });

  test('sees what was when it was taken from it', async () => {
    const { number, referralId } = await referred();
    await evaluator.do(operations.claim, { number });
    await evaluator.do(operations.refer, { number, unitIds: [other._id] });
    await evaluator.do(operations.cancel, { referralId, reason });
    const then = await clockFor(officer, number);
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number });

    await goOn(number, referrals[1]?.id ?? '');

    expect(then).toMatchObject({ ...nobody, version: 5 });
    expect(frozen(await clockFor(officer, number))).toEqual({
      ...frozen(then),
      remainingBusinessDays: null,
    });
  });

  test('sees of one that its applicant has withdrawn that it is, and nothing after', async () => {
    const { number } = await referred();

    await citizen.do(operations.withdraw, { number });

    expect(await clockFor(officer, number)).toMatchObject({
      ...nobody,
      stage: 'WITHDRAWN',
      version: 3,
      overdue: false,
      remainingBusinessDays: null,
    });
  });

  test('does not see that it has become overdue since, nor how long it has been', async () => {
    const filedAt = new Date(Date.now() - 60 * 86_400_000);
    const made = await graph.data.application({
      citizen: applicant,
      fields: { filedAt },
      referrals: [{ unit, state: 'FORWARDED' }, { unit: other }],
    });

    expect(await clockFor(evaluator, made.number)).toMatchObject({ overdue: true });
    expect(await clockFor(officer, made.number)).toMatchObject({
      overdue: false,
      remainingBusinessDays: 14,
    });
  });

  test('goes on seeing that it was overdue, whatever comes of it', async () => {
    const filedAt = new Date(Date.now() - 60 * 86_400_000);
    const made = await graph.data.application({
      citizen: applicant,
      fields: { filedAt, type: 'INFORMATION_REQUEST' },
      referrals: [{ unit, state: 'PENDING' }],
    });
    const { number } = made;
    const referralId = made.referralIds[0] ?? '';
    const { remainingBusinessDays } = await clockFor(officer, number);
    const nextId = await forward(officer, number, referralId, other);
    const then = await clockFor(officer, number);
    await next.do(operations.accept, { referralId: nextId });
    const draft = { kind: 'FINAL', outcome: 'GRANTED', text: 'Talebiniz yerine getirilmiştir.' };
    await next.do(operations.draft, { referralId: nextId, ...draft });
    await approver.do(operations.approve, await draftOf(approver, number, nextId));

    expect(then).toMatchObject({ overdue: true, remainingBusinessDays });
    expect(await clockFor(evaluator, number)).toMatchObject({ stage: 'ANSWERED', overdue: false });
    expect(await clockFor(officer, number)).toMatchObject({ stage: 'ANSWERED', overdue: true });
  });

  test('finds it in no list of what there is to do', async () => {
    const { number, referralId } = await referred();
    const nextId = await forward(officer, number, referralId, other);
    await goOn(number, nextId);
    await citizen.do(operations.appeal, {
      number,
      text: 'Verilen cevabı kabul etmiyorum, itiraz ederim.',
    });
    const lists = `query ($unitId: ID!) {
      inbox: unitInbox(unitId: $unitId, first: 100) { nodes { id } counts { count } }
      overdue: unitInbox(unitId: $unitId, first: 100, filter: { dueBefore: "2032-01-01" }) { nodes { id } }
      unitAppeals(unitId: $unitId, states: [PENDING, UPHELD, DISMISSED]) { nodes { id } }
    }`;
    const ofOfficer = await officer.ask(lists, { unitId: unit._id });

    expect(ofOfficer.errors).toEqual([]);
    expect(JSON.stringify(ofOfficer.data)).not.toContain(referralId);
    expect(ofOfficer.data).toMatchObject({ unitAppeals: { nodes: [] } });
  });
});

describe('what is refused to who has passed it on', () => {
  /** All that such an officer may try, with whatever version. */
  async function refusals(referralId: string, versions: readonly unknown[]) {
    const note = `mutation ($referralId: ID!, $expectedVersion: Int) {
      addNote(referralId: $referralId, text: "Not.", expectedVersion: $expectedVersion) { id } }`;
    const decide = `mutation ($referralId: ID!, $expectedVersion: Int) {
      decideAppeal(referralId: $referralId, decision: UPHELD, text: "Verilen cevap yerinde değildir.",
        expectedVersion: $expectedVersion) { version } }`;
    const accept = `mutation ($referralIds: [ID!]!) { acceptReferrals(referralIds: $referralIds) {
      error { code message state availableActions version requirement } } }`;
    const answers = [];
    for (const operation of [note, decide]) {
      for (const expectedVersion of versions) {
        const { data, errors } = await officer.ask(operation, { referralId, expectedVersion });
        answers.push({ data, errors });
      }
    }
    const { data, errors } = await officer.ask(accept, { referralIds: [referralId] });
    return [...answers, { data, errors }];
  }

  test('names the version of then, and is the same whatever comes of it', async () => {
    const { number, referralId } = await referred();
    const nextId = await forward(officer, number, referralId, other);
    const { version } = await clockFor(officer, number);
    const versions = [null, version - 1, version, ...[1, 2, 3, 4].map((more) => version + more)];

    const before = await refusals(referralId, versions);
    await goOn(number, nextId);
    const after = await refusals(referralId, versions);

    expect(after).toEqual(before);
    const conflict = { code: 'CONFLICT', state: 'FORWARDED', availableActions: [], version };
    expect(before[0]).toMatchObject({ errors: [{ extensions: conflict }] });
    expect(before[1]).toMatchObject({
      errors: [{ message: `The application now has version ${version}.`, extensions: conflict }],
    });
    expect(before.at(-1)).toMatchObject({ data: { acceptReferrals: [{ error: conflict }] } });
  });
});

describe('what was passed on before it was recorded what was then', () => {
  const migrate = async () => {
    const migration = migrations.find(({ name }) => name.endsWith('-earlier-passings'));
    await migration?.up(graph.data.databases.application.connection, graph.keys);
  };

  const recordsOf = async (number: string) => {
    const application = await stored(number);
    const referrals = await database()
      .collection<ReferralDocument>('referrals')
      .find({ applicationId: application?._id as Types.ObjectId })
      .toArray();
    const byId = new Map(referrals.map(({ _id, passedOn }) => [String(_id), passedOn]));
    for (const { id, passedOn } of application?.referrals ?? []) {
      expect(byId.get(String(id))).toEqual(passedOn);
    }
    return (application?.referrals ?? []).map(({ passedOn }) => passedOn);
  };

  /** Stores it as it was stored then. */
  async function forget(number: string): Promise<void> {
    const application = await stored(number);
    if (!application) throw new Error(`${number} is lost`);
    const { _id } = application;
    await database()
      .collection('applications')
      .updateOne({ _id }, { $unset: { 'referrals.$[].passedOn': 1 } });
    await database()
      .collection('referrals')
      .updateMany({ applicationId: _id }, { $unset: { passedOn: 1 } });
  }

  test('is not seen by its unit without a record, and as it was once the migration has run', async () => {
    const { number, referralId } = await referred();
    const nextId = await forward(officer, number, referralId, other);
    await goOn(number, nextId);
    const [recorded, seen] = [await recordsOf(number), await clockFor(officer, number)];
    await forget(number);
    expect(await officer.refused(byNumber, { number })).toEqual({ code: 'NOT_FOUND' });
    expect(await officer.refused(byReferral, { id: referralId })).toEqual({ code: 'NOT_FOUND' });
    expect(await clockFor(next, number)).toMatchObject({ stage: 'ANSWERED' });

    await migrate();
    const migrated = await recordsOf(number);
    await migrate();

    expect(migrated).toEqual(recorded);
    expect(await recordsOf(number)).toEqual(recorded);
    expect(await clockFor(officer, number)).toEqual(seen);
  });

  test('is what every way of passing it on would have recorded', async () => {
    const { number, referralId } = await referred();
    await officer.do(operations.accept, { referralId });
    const question = { referralId, question: 'Hangi belgeler isteniyor?' };
    await officer.do(operations.requestClarification, question);
    const nextId = await forward(officer, number, referralId, other);
    await next.do(operations.extend, { referralId: nextId, reason: 'Belgeler başka yerde.' });
    const back = await forward(next, number, nextId, unit);
    await officer.do(operations.return, { referralId: back, reason });
    await evaluator.do(operations.refer, { number, unitIds: [unit._id, other._id] });
    await citizen.do(operations.withdraw, { number });
    const recorded = await recordsOf(number);
    await forget(number);

    await migrate();

    expect(recorded.map((record) => record?.version)).toEqual([5, 7, 8, 10, 10]);
    expect(await recordsOf(number)).toEqual(recorded);
  });

  const day = (date: string) => new Date(`${date}T09:00:00Z`);
  const calendar = createBusinessCalendar();

  /** Passed on on 5 November 2026, with what else is stored of it. */
  async function passedOn(
    given: Partial<ApplicationDocument>,
    { timeline = true, closed = true } = {},
  ): Promise<string> {
    const entry = (on: string, event: string, unitId: string | null = null) =>
      ({ at: day(on), event, unitId, actor: 'OFFICER' }) as const;
    const { number, _id, referrals } = await graph.data.application({
      citizen: applicant,
      fields: { filedAt: day('2026-11-02'), version: 7, ...given },
      referrals: [{ unit, state: 'FORWARDED', closedAt: day('2026-11-05') }, { unit: other }],
      timeline: [],
    });
    const entries = [
      entry('2026-11-02', 'FILED'),
      entry('2026-11-03', 'REFERRED', unit._id),
      { ...entry('2026-11-05', 'FORWARDED', unit._id), referralId: referrals[0]?.id },
      { ...entry('2026-11-05', 'REFERRED', other._id), referralId: referrals[1]?.id },
      entry('2026-11-06', 'EXTENDED', other._id),
      entry('2026-11-09', 'INTERIM_REPLIED', other._id),
    ];
    if (timeline) {
      await database().collection('timelines').updateOne({ _id }, { $set: { entries } });
    }
    if (!closed) {
      await database()
        .collection('referrals')
        .updateMany({ applicationId: _id }, { $set: { closedAt: null } });
    }
    await forget(number);
    return number;
  }

  const migrated = async (number: string): Promise<PassedOnRecord | undefined> => {
    await migrate();
    return (await recordsOf(number))[0];
  };

  test('has the dates of then, without the pauses and the extension that came after', async () => {
    const earlier = { from: '2026-11-03', to: '2026-11-04' };
    const later = { from: '2026-11-10', to: '2026-11-13' };
    const filedAt = day('2026-11-02');
    const number = await passedOn({
      type: 'INFORMATION_REQUEST',
      pauses: [earlier, later],
      extendedOn: '2026-11-06',
      targetDate: '2026-11-26',
      statutoryDate: '2026-12-21',
    });

    const history = { pauses: [earlier], extended: false };
    expect(await migrated(number)).toEqual({
      ...datesOf('INFORMATION_REQUEST', filedAt, calendar, history),
      version: 3,
      overdue: false,
      on: '2026-11-05',
    });
  });

  test('has the dates that are stored where nothing has moved them since', async () => {
    const dates = { targetDate: '2026-11-27', statutoryDate: '2026-11-04' };
    const number = await passedOn({ ...dates, interimRepliedOn: '2026-11-09' });

    const record = { ...dates, version: 3, overdue: true, on: '2026-11-05' };
    expect(await migrated(number)).toEqual(record);
  });

  test('has the day on which the clock rested', async () => {
    const number = await passedOn({ pauses: [{ from: '2026-11-04', to: '2026-11-12' }] });

    expect(await migrated(number)).toMatchObject({ on: '2026-11-04' });
  });

  test('has the version of the filing where nothing else is told', async () => {
    const number = await passedOn({}, { timeline: false });

    expect(await migrated(number)).toMatchObject({ version: 1, on: '2026-11-05' });
  });

  test('is not recorded, nor seen by its unit, where the moment or the dates are not known', async () => {
    const momentless = await passedOn({}, { timeline: false, closed: false });
    const dateless = await passedOn({ pauses: [{ from: '2026-11-10', to: '2026-11-13' }] });
    // Before the first year whose holidays are known.
    await database()
      .collection('applications')
      .updateOne({ number: dateless }, { $set: { filedAt: day('2023-11-02') } });

    for (const number of [momentless, dateless]) {
      expect(await migrated(number)).toBeUndefined();
      expect(await officer.refused(byNumber, { number })).toEqual({ code: 'NOT_FOUND' });
    }
    // Nor when it goes on: that is a later moment.
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number: momentless });
    const note = { referralId: referrals[1]?.id, text: 'Dosya arşivde.' };
    await next.do(operations.note, note);
    expect((await recordsOf(momentless))[0]).toBeUndefined();
    expect(await officer.refused(byNumber, { number: momentless })).toEqual({ code: 'NOT_FOUND' });
  });

  test('is today what its clock shows when it is passed on today', async () => {
    const { number, referralId } = await referred();
    await forward(officer, number, referralId, other);

    expect(await recordsOf(number)).toEqual([
      expect.objectContaining({ on: localDateOf(new Date()), version: 3 }),
      undefined,
    ]);
  });
});
