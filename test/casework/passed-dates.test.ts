import { afterAll, beforeAll, expect } from '@jest/globals';
import { addDays } from '../../lib/kit/local-date.ts';
import { type ApplicationDocument, datesOf } from '../../subgraphs/application/record/index.ts';
import type { UnitRecord } from '../../subgraphs/institution-directory/units/index.ts';
import type { TestApplication, TestCitizen } from '../support/data.ts';
import {
  type AnotherGraph,
  startGraph,
  type TestGraph,
  testOnceInTheSuite as test,
} from '../support/graph.ts';
import { type Person, personOf } from '../support/person.ts';
import { daysAgo } from '../support/days.ts';
import { earlierAnswer } from '../support/earlier-answer.ts';
import { until } from '../support/wait.ts';
import { operations } from './operations.ts';
import { calendar, today } from '../calendar/operations.ts';

/** Two processes of each kind run, as in production. */
let graph: TestGraph;
let other: AnotherGraph;
let applicant: TestCitizen;
let evaluator: Person;
let unit: UnitRecord;
let second: UnitRecord;

beforeAll(async () => {
  graph = await startGraph();
  other = await graph.another();
  applicant = await graph.data.citizen();
  evaluator = await personOf(graph, { role: 'EVALUATOR' });
  unit = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '34' });
  second = graph.data.unit({ kind: 'DISTRICT_DIRECTORATE', provinceCode: '54' });
});

afterAll(() => graph?.stop());

const noonOf = (date: string) => new Date(`${date}T09:00:00Z`);
const unreported = { targetPassedTold: false, statutoryPassedTold: false } as const;

/** Target date 2026-03-31, statutory date 2026-04-09: both have passed. */
const longAgo = noonOf('2026-03-10');
/** Filed so that the target date has passed and the statutory date has not. */
const lately = Array.from({ length: 40 }, (_, n) => noonOf(addDays(today, -n))).find((filedAt) => {
  const { targetDate, statutoryDate } = datesOf('REQUEST', filedAt, calendar);
  return targetDate < today && statutoryDate >= today;
});

const made = (
  fields: Partial<ApplicationDocument> = {},
  referrals: TestApplication['referrals'] = [{ unit }],
) =>
  graph.data.application({
    citizen: applicant,
    fields: { filedAt: longAgo, ...unreported, ...fields },
    referrals,
    timeline: [{}],
  });

const story = /* GraphQL */ `
  query ($number: String!) {
    application(number: $number) {
      version
      overdue
      timeline {
        event
        actor
        unit {
          id
        }
      }
      referrals {
        raisedTo {
          id
        }
      }
    }
  }
`;

interface Story {
  version: number;
  overdue: boolean;
  timeline: { event: string; actor: string | null; unit: { id: string } | null }[];
  referrals: { raisedTo: { id: string } | null }[];
}

const storyOf = (number: string, person = evaluator) => person.do<Story>(story, { number });
const eventsOf = ({ timeline }: Story) => timeline.map(({ event }) => event);

/** What subscribers read. */
const published = async ({ _id }: ApplicationDocument) =>
  (
    await graph.data
      .database('application')
      .collection('events')
      .find({ applicationId: _id })
      .sort({ _id: 1 })
      .toArray()
  ).map(({ event, unitId, public: isPublic }) => ({
    event: event as string,
    unitId: unitId as string | null,
    public: isPublic as boolean,
  }));

/** Resolves when the jobs have examined everything that was stored before. */
async function untilExamined(): Promise<void> {
  const { number } = await made();
  await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );
}

const reported = (event: string, unitId: string | undefined | null) => ({
  event,
  actor: null,
  unit: unitId == null ? null : { id: unitId },
});
const filed = { event: 'FILED', actor: 'CITIZEN', unit: null };

test('each passed date is reported once for each application, whichever process finds it first', async () => {
  const applications = graph.data.database('application').collection('applications');
  const all = [];
  for (let count = 0; count < 30; count += 1) all.push(await made({ alarmOn: null }));
  const numbers = all.map(({ number }) => number);

  // All of them at the same moment, so that the processes compete.
  await applications.updateMany({ number: { $in: numbers } }, { $set: { alarmOn: '2026-04-01' } });
  await until(
    () => applications.countDocuments({ number: { $in: numbers }, version: 1 }),
    (left) => left === 0,
  );
  await untilExamined();

  for (const application of all) {
    expect(await storyOf(application.number)).toEqual({
      version: 2,
      overdue: true,
      timeline: [
        filed,
        reported('TARGET_PASSED', unit.parentId),
        reported('STATUTORY_PASSED', unit.parentId),
      ],
      referrals: [{ raisedTo: { id: unit.parentId } }],
    });
    expect(await published(application)).toEqual([
      { event: 'TARGET_PASSED', unitId: unit.parentId, public: false },
      { event: 'STATUTORY_PASSED', unitId: unit.parentId, public: false },
    ]);
  }
});

test('the statutory date is reported when it passes, and the target date is not reported again', async () => {
  const application = await made({ filedAt: lately ?? longAgo });
  const { number } = application;
  const first = await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );

  // Moves the dates instead of the clock.
  const moved = { filedAt: longAgo, ...datesOf('REQUEST', longAgo, calendar) };
  await graph.data
    .database('application')
    .collection('applications')
    .updateOne({ number }, { $set: { ...moved, alarmOn: addDays(moved.statutoryDate, 1) } });
  const next = await until(
    () => storyOf(number),
    ({ version }) => version > 2,
  );
  await untilExamined();

  expect(eventsOf(first)).toEqual(['FILED', 'TARGET_PASSED']);
  expect(eventsOf(next)).toEqual(['FILED', 'TARGET_PASSED', 'STATUTORY_PASSED']);
  expect(await storyOf(number)).toEqual(next);
  expect(await published(application)).toHaveLength(2);
});

test('each unit that holds an overdue application has it raised to the unit above; the entry names that of the lead', async () => {
  const application = await made({}, [
    { unit, state: 'PENDING' },
    { unit: second, state: 'IN_PROGRESS' },
    { unit: second, state: 'FORWARDED', closedAt: longAgo },
  ]);

  const seen = await until(
    () => storyOf(application.number),
    ({ version }) => version > 1,
  );

  expect(seen.referrals).toEqual([
    { raisedTo: { id: unit.parentId } },
    { raisedTo: { id: second.parentId } },
    { raisedTo: null },
  ]);
  expect(seen.timeline).toEqual([
    filed,
    reported('TARGET_PASSED', unit.parentId),
    reported('STATUTORY_PASSED', unit.parentId),
  ]);
  expect(await published(application)).toEqual(
    expect.arrayContaining(
      ['TARGET_PASSED', 'STATUTORY_PASSED'].flatMap((event) =>
        [unit, second].map(({ parentId }) => ({ event, unitId: parentId, public: false })),
      ),
    ),
  );
  expect(await published(application)).toHaveLength(4);
});

test('the next unit has it raised to its unit above as well, and nothing is reported again', async () => {
  const { number, referralIds } = await made();
  await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );
  const officer = await personOf(graph, { role: 'OFFICER', unitId: unit._id });

  await officer.do(operations.forward, {
    referralId: referralIds[0],
    unitId: second._id,
    reason: 'Görev alanımızda değildir.',
  });
  await untilExamined();

  const seen = await storyOf(number);
  expect(seen.referrals).toEqual([
    { raisedTo: { id: unit.parentId } },
    { raisedTo: { id: second.parentId } },
  ]);
  expect(eventsOf(seen)).toEqual([
    'FILED',
    'TARGET_PASSED',
    'STATUTORY_PASSED',
    'FORWARDED',
    'REFERRED',
  ]);
});

test('a unit without a unit above keeps it', async () => {
  const root = graph.data.unit({ _id: '85316115' });
  const { number } = await made({}, [{ unit: root }]);

  const seen = await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );

  expect(seen.referrals).toEqual([{ raisedTo: { id: root._id } }]);
});

test('an overdue application without a unit has one entry for the whole application', async () => {
  const { number } = await made({}, []);

  const seen = await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );

  expect(seen.timeline).toEqual([
    filed,
    reported('TARGET_PASSED', null),
    reported('STATUTORY_PASSED', null),
  ]);
});

test('the unit above and the centre see the entry, the unit itself and the citizen do not', async () => {
  const { number } = await made();
  await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );
  const seenBy = async (viewer: Parameters<typeof personOf>[1]) =>
    eventsOf(await storyOf(number, await personOf(graph, viewer)));

  const whole = ['FILED', 'TARGET_PASSED', 'STATUTORY_PASSED'];
  expect(await seenBy({ role: 'EVALUATOR' })).toEqual(whole);
  expect(await seenBy({ role: 'OFFICER', unitId: unit.parentId })).toEqual(whole);
  expect(await seenBy({ role: 'OFFICER', unitId: unit._id })).toEqual(['FILED']);
  expect(await seenBy({ role: 'CITIZEN', citizenId: applicant.id })).toEqual(['FILED']);
  // The referral shows the unit that it was raised, and to which unit.
  const raisedFor = async (viewer: Parameters<typeof personOf>[1]) =>
    (await storyOf(number, await personOf(graph, viewer))).referrals;
  const raised = [{ raisedTo: { id: unit.parentId } }];
  expect(await raisedFor({ role: 'OFFICER', unitId: unit._id })).toEqual(raised);
  expect(await raisedFor({ role: 'CITIZEN', citizenId: applicant.id })).toEqual([
    { raisedTo: null },
  ]);
  const notifications = graph.data.database('application').collection('notifications');
  expect(await notifications.countDocuments({ number })).toBe(0);
});

test('nothing is reported for closed applications, while the clock is paused, or before a date has passed', async () => {
  const quiet = [
    await made({}, [{ unit, state: 'ANSWERED', closedAt: longAgo }]),
    await made({ withdrawnAt: longAgo, stage: 'WITHDRAWN', open: false }),
    await made({}, [{ unit, state: 'AWAITING_CITIZEN' }]),
    await made({ filedAt: new Date() }),
  ];
  await untilExamined();

  for (const { number } of quiet) {
    expect({ number, events: eventsOf(await storyOf(number)) }).toEqual({
      number,
      events: ['FILED'],
    });
  }
});

test('dates that passed before the clock was paused are reported, later ones are not', async () => {
  const { number } = await made({ awaitingCitizenSince: '2026-04-03', alarmOn: '2026-04-01' }, [
    { unit, state: 'AWAITING_CITIZEN' },
  ]);

  const seen = await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );

  expect({ events: eventsOf(seen), overdue: seen.overdue }).toEqual({
    events: ['FILED', 'TARGET_PASSED'],
    overdue: false,
  });
});

test.each([
  ['REQUEST', '2026-04-09', ['FILED', 'TARGET_PASSED'], false],
  ['REQUEST', '2026-04-10', ['FILED', 'TARGET_PASSED', 'STATUTORY_PASSED'], true],
  ['INFORMATION_REQUEST', '2026-03-20', ['FILED', 'TARGET_PASSED', 'STATUTORY_PASSED'], true],
] as const)(
  'the passed dates of a %s with an interim reply on %s are reported as %j',
  async (type, interimRepliedOn, events, overdue) => {
    const { number } = await made({ type, interimRepliedOn });

    const seen = await until(
      () => storyOf(number),
      ({ version }) => version > 1,
    );
    await untilExamined();

    expect({ events: eventsOf(await storyOf(number)), overdue: seen.overdue }).toEqual({
      events,
      overdue,
    });
  },
);

/** Its dates had been reported, or met by an interim reply. */
const replaced = (reopenedAt: Date) =>
  earlierAnswer({
    ...datesOf('REQUEST', longAgo, calendar),
    interimRepliedOn: '2026-04-09',
    targetPassedTold: true,
    reopenedAt,
  });

test('the dates of a new answer are reported, and an interim reply before the appeal does not meet them', async () => {
  const reopenedAt = daysAgo(60);
  const { number } = await made({ earlierAnswers: [replaced(reopenedAt)] }, [
    { unit, state: 'ANSWERED', closedAt: reopenedAt },
    { unit },
  ]);

  const seen = await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );

  expect({ events: eventsOf(seen), overdue: seen.overdue, referrals: seen.referrals }).toEqual({
    events: ['FILED', 'TARGET_PASSED', 'STATUTORY_PASSED'],
    overdue: true,
    referrals: [{ raisedTo: null }, { raisedTo: { id: unit.parentId } }],
  });
});

test('nothing is reported while the dates of a new answer are still to come', async () => {
  const { number } = await made({ earlierAnswers: [replaced(new Date())] }, [
    { unit, state: 'ANSWERED', closedAt: longAgo },
    { unit },
  ]);
  await untilExamined();

  expect(eventsOf(await storyOf(number))).toEqual(['FILED']);
});

test('one process continues to report after the others have stopped', async () => {
  await other.stop();

  const { number } = await made();

  const seen = await until(
    () => storyOf(number),
    ({ version }) => version > 1,
  );
  expect(eventsOf(seen)).toEqual(['FILED', 'TARGET_PASSED', 'STATUTORY_PASSED']);
});
