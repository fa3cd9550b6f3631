import { expect, test } from '@jest/globals';
import type { Types } from 'mongoose';
import { localDateOf } from '../../lib/kit/local-date.ts';
import {
  type ApplicationDocument,
  type PassedOnRecord,
  datesOf,
  type ReferralDocument,
} from '../../subgraphs/application/record/index.ts';
import { createBusinessCalendar } from '../../subgraphs/application/calendar/index.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import { operations, type Standing } from '../casework/operations.ts';
import {
  applicant,
  byNumber,
  byReferral,
  citizen,
  clockFor,
  database,
  evaluator,
  forward,
  goOn,
  graph,
  next,
  officer,
  other,
  reason,
  referred,
  stored,
  unit,
} from '../reading/passed-on-scene.ts';
import { earlierAnswer } from '../support/earlier-answer.ts';
import { onceInTheSuite } from '../support/graph.ts';

/**
 * The migration that records, for referrals passed on earlier, what the unit saw at that moment.
 */

onceInTheSuite('a referral that was passed on before that moment was recorded', () => {
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

  test('is hidden from its unit without a record, and shown as it was after the migration has run', async () => {
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

  test('gets the record that every way of passing it on would have written', async () => {
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

  /** Passed on on 5 November 2026, with the other stored documents. */
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

  test('has the dates of that moment, without later pauses and extensions', async () => {
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

  test('has the dates of the answer that was awaited then, after an appeal was upheld', async () => {
    const dates = { targetDate: '2026-11-20', statutoryDate: '2026-12-02' };
    const answeredAt = day('2026-11-09');
    const earlier = earlierAnswer({ ...dates, answeredAt, reopenedAt: day('2026-12-10') });
    const number = await passedOn({
      targetDate: '2026-12-31',
      statutoryDate: '2027-01-11',
      interimRepliedOn: '2026-11-05',
      earlierAnswers: [earlier],
    });

    const record = { ...dates, version: 3, overdue: false, on: '2026-11-05' };
    expect(await migrated(number)).toEqual(record);
  });

  test('has the stored dates if nothing has moved them since', async () => {
    const dates = { targetDate: '2026-11-27', statutoryDate: '2026-11-04' };
    const number = await passedOn({ ...dates, interimRepliedOn: '2026-11-09' });

    const record = { ...dates, version: 3, overdue: true, on: '2026-11-05' };
    expect(await migrated(number)).toEqual(record);
  });

  test('has the day on which the clock was paused', async () => {
    const number = await passedOn({ pauses: [{ from: '2026-11-04', to: '2026-11-12' }] });

    expect(await migrated(number)).toMatchObject({ on: '2026-11-04' });
  });

  test('has the version of the filing if there is no later event', async () => {
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
    // Nor when it continues: that is a later moment.
    const { referrals } = await evaluator.do<Standing>(operations.standing, { number: momentless });
    const note = { referralId: referrals[1]?.id, text: 'Dosya arşivde.' };
    await next.do(operations.note, note);
    expect((await recordsOf(momentless))[0]).toBeUndefined();
    expect(await officer.refused(byNumber, { number: momentless })).toEqual({ code: 'NOT_FOUND' });
  });

  test('has today’s clock when it is passed on today', async () => {
    const { number, referralId } = await referred();
    await forward(officer, number, referralId, other);

    expect(await recordsOf(number)).toEqual([
      expect.objectContaining({ on: localDateOf(new Date()), version: 3 }),
      undefined,
    ]);
  });
});
