import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { newId } from '../../lib/kit/public-id.ts';
import {
  type ApplicationDocument,
  applicationModel,
  datesOf,
  newApplication,
  newReferral,
  project,
  type ReferralDocument,
  referralModel,
  type TimelineDocument,
  timelineModel,
} from '../../subgraphs/application/record/index.ts';
import {
  createBusinessCalendar,
  createCalendarStore,
} from '../../subgraphs/application/calendar/index.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { type KillableGraph, openKillableGraph } from '../support/killable-graph.ts';
import { until } from '../support/wait.ts';
import { calendar } from './operations.ts';

const count = 600;
const filedAt = new Date('2026-03-10T09:00:00Z');
const leaveDay = '2026-03-12';
const withLeave = createBusinessCalendar({ leaveDays: [leaveDay] });

let graph: KillableGraph;

beforeAll(async () => {
  graph = await openKillableGraph();
});

afterAll(() => graph?.stop());

const models = () => {
  const { connection } = graph.data.databases.application;
  return {
    applications: applicationModel(connection).collection,
    referrals: referralModel(connection).collection,
    timelines: timelineModel(connection).collection,
  };
};

/** Applications whose dates passed long ago and were computed without the day of leave. */
async function insertApplications(): Promise<void> {
  const held = { calendar, version: 0 };
  const unitId = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' })._id;
  const made = Array.from({ length: count }, (_, n) => {
    const application = newApplication(
      {
        _id: new Types.ObjectId(),
        number: String(n).padStart(10, '0'),
        type: 'INFORMATION_REQUEST',
        topicId: 'x',
        provinceCode: '34',
        citizenId: newId('citizen'),
        applicantHash: '',
        tracking: { keyVersion: 1, counter: 0 },
        filedAt,
      },
      held,
    );
    const _id = new Types.ObjectId();
    const referral = newReferral(
      { _id, unitId, referredAt: filedAt, scopeIds: [unitId], scopeVersion: 0 },
      application,
    );
    project(application, [referral], held, filedAt);
    return { application, referral };
  });
  await models().referrals.insertMany(made.map(({ referral }) => referral));
  await models().timelines.insertMany(
    made.map(({ application: { _id } }) => ({ _id, entries: [] })),
  );
  await models().applications.insertMany(made.map(({ application }) => application));
}

/** Every application with its referral, events and messages, complete as they are stored. */
async function stored() {
  const { applications, referrals, timelines } = models();
  const all = await applications.find<ApplicationDocument>({}).toArray();
  const referralOf = new Map(
    (await referrals.find<ReferralDocument>({}).toArray()).map((referral) => [
      referral.applicationId.toHexString(),
      referral,
    ]),
  );
  const timelineOf = new Map(
    (await timelines.find<TimelineDocument>({}).toArray()).map((timeline) => [
      timeline._id.toHexString(),
      timeline,
    ]),
  );
  return all.map((application) => ({
    application,
    referral: referralOf.get(application._id.toHexString()),
    events: timelineOf.get(application._id.toHexString())?.entries.map(({ event }) => event),
  }));
}

onceInTheSuite(
  'processes that are killed while they redate applications and report passed dates',
  () => {
    test('leave each application complete, and later processes do the rest, once', async () => {
      await insertApplications();
      const store = createCalendarStore(graph.data.databases.application.connection);
      await store.adopt(true);
      await store.add({ date: leaveDay, name: 'İdari izin', by: 'admin' });
      const { applications } = models();
      const unreported = () => applications.countDocuments({ version: 1 });

      for (const share of [1, 0.6]) {
        const running = [graph.launch(), graph.launch()];
        const limit = count * share;
        await until(unreported, (left) => left < limit);
        for (const { kill } of running) await kill();
        expect(await unreported()).toBeGreaterThan(0);
        await expectWhole();
      }
      graph.launch();
      graph.launch();
      await until(unreported, (left) => left === 0);
      await expectWhole();

      const dates = datesOf('INFORMATION_REQUEST', filedAt, withLeave);
      const wrong = (await stored()).filter(
        ({ application: { targetDate, statutoryDate, version }, events }) =>
          targetDate !== dates.targetDate ||
          statutoryDate !== dates.statutoryDate ||
          version !== 2 ||
          events?.join() !== 'TARGET_PASSED,STATUTORY_PASSED',
      );
      expect(wrong).toEqual([]);
    });
  },
);

/** No application is left with half of a change. */
async function expectWhole(): Promise<void> {
  for (const { application, referral, events } of await stored()) {
    const { calendarVersion, targetDate, statutoryDate, version } = application;
    const dates = datesOf(
      'INFORMATION_REQUEST',
      filedAt,
      calendarVersion === 0 ? calendar : withLeave,
    );
    const reported = version > 1;
    expect({
      targetDate,
      statutoryDate,
      ofReferral: referral?.statutoryDate,
      raised: referral?.raisedToUnitId !== null,
      reported: application.statutoryPassedTold,
      events: events?.length,
    }).toEqual({
      ...dates,
      ofReferral: dates.statutoryDate,
      raised: reported,
      reported,
      events: reported ? 2 : 0,
    });
  }
}
