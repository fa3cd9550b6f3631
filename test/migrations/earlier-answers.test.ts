import { expect, test } from '@jest/globals';
import { Types } from 'mongoose';
import { localDateOf } from '../../lib/kit/local-date.ts';
import { newId } from '../../lib/kit/public-id.ts';
import {
  type AppealDocument,
  type ApplicationDocument,
  datesOf,
  type ReferralDocument,
  type TimelineEntryRecord,
} from '../../subgraphs/application/record/index.ts';
import { migrations } from '../../subgraphs/application/migrations/index.ts';
import type { AppealState, TimelineEvent } from '../../subgraphs/application/schema-types.ts';
import { calendar } from '../calendar/operations.ts';
import { applicant, database, evaluator, graph, stored, unit } from '../reading/passed-on-scene.ts';
import type { TestApplication } from '../support/data.ts';
import { daysAgo } from '../support/days.ts';
import { onceInTheSuite } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/**
 * The migration for applications whose appeal was upheld when the clocks still ran on from the filing: their dates,
 * pauses and reports were those of one answer. What it reads is written in that form.
 */

const migrate = async () => {
  const migration = migrations.find(({ name }) => name.endsWith('-clocks-of-new-answers'));
  await migration?.up(graph.data.databases.application.connection, graph.keys);
};

/** The same instant for the same number of days. */
const now = Date.now();
const ago = (days: number) => daysAgo(days, now);
const dayOf = (days: number) => localDateOf(ago(days));
const text = 'Verilen cevabı kabul etmiyorum.';

/** The events by the number of days ago; a rating has its text. */
type Story = readonly (readonly [days: number, event: TimelineEvent, note?: string])[];

interface Earlier {
  fields: Partial<ApplicationDocument> & Pick<ApplicationDocument, 'type' | 'filedAt'>;
  referrals: NonNullable<TestApplication['referrals']>;
  story: Story;
  /** Against the answer of each referral in turn. */
  appeals?: readonly { state: AppealState; appealedAt: Date; decidedAt: Date | null }[];
}

/** As that release stored it. */
async function earlier({ fields, referrals, story, appeals = [] }: Earlier): Promise<string> {
  const { type, filedAt, pauses = [], extendedOn = null } = fields;
  const dates = datesOf(type, filedAt, calendar, { pauses, extended: extendedOn !== null });
  const timeline = story.map(([days, event, note]): Partial<TimelineEntryRecord> => ({
    at: ago(days),
    event,
    note: note ?? null,
  }));
  const made = await graph.data.application({
    citizen: applicant,
    fields: { ...dates, alarmOn: null, ...fields },
    referrals,
    timeline: [{}, ...timeline],
  });
  for (const [index, appeal] of appeals.entries()) {
    const document: Partial<AppealDocument> = {
      _id: new Types.ObjectId(),
      publicId: newId('appeal'),
      applicationId: made._id,
      referralId: made.referrals[index]?.id ?? made._id,
      kind: 'APPEAL',
      unitId: unit._id,
      text,
      decisionText: appeal.decidedAt && text,
      decidedBy: appeal.decidedAt && 'superior',
      ...appeal,
    };
    await database().collection('appeals').insertOne(document);
  }
  return made.number;
}

const appealsOf = async ({ _id }: Pick<ApplicationDocument, '_id'>) =>
  database()
    .collection<AppealDocument>('appeals')
    .find({ applicationId: _id })
    .sort({ appealedAt: 1 })
    .toArray();

/** Its fields that the migration may write. */
async function clocksOf(number: string) {
  const application = await stored(number);
  if (!application) throw new Error(`${number} is lost`);
  const { earlierAnswers, targetDate, statutoryDate, pauses, extendedOn } = application;
  const { interimRepliedOn, rating, _id } = application;
  const [last] = await database()
    .collection<ReferralDocument>('referrals')
    .find({ applicationId: _id })
    .sort({ _id: -1 })
    .toArray();
  return {
    appealIds: (await appealsOf({ _id })).map((appeal) => appeal._id),
    earlierAnswers,
    clocks: { targetDate, statutoryDate, pauses, extendedOn, interimRepliedOn, rating },
    /** By which inboxes find its last referral. */
    inbox: { statutoryDate: last?.statutoryDate, fallsOverdue: last?.fallsOverdue },
  };
}

const answer = (days: number) => ({ unit, state: 'ANSWERED', closedAt: ago(days) }) as const;

onceInTheSuite('an appeal that was upheld before new answers had clocks of their own', () => {
  /** Met by an interim reply, answered late; upheld, waited for the citizen again, still open. */
  const reopened = () =>
    earlier({
      fields: {
        type: 'REQUEST',
        filedAt: ago(140),
        pauses: [
          { from: dayOf(130), to: dayOf(125) },
          { from: dayOf(50), to: dayOf(47) },
        ],
        interimRepliedOn: dayOf(120),
        rating: { score: 1, solved: false, ratedAt: ago(89) },
        targetPassedTold: true,
        statutoryPassedTold: false,
      },
      referrals: [answer(90), { unit, state: 'IN_PROGRESS' }],
      story: [
        [139, 'REFERRED'],
        [120, 'INTERIM_REPLIED'],
        [110, 'TARGET_PASSED'],
        [90, 'REPLIED'],
        [89, 'RATED', '1/5, çözülmedi'],
        [88, 'APPEALED'],
        [60, 'APPEAL_UPHELD'],
        [60, 'REFERRED'],
        [59, 'ACCEPTED'],
      ],
      appeals: [{ state: 'UPHELD', appealedAt: ago(88), decidedAt: ago(60) }],
    });

  test('leads to dates of its own, and the contested answer keeps what it had', async () => {
    const number = await reopened();

    await migrate();

    const { appealIds, earlierAnswers, clocks, inbox } = await clocksOf(number);
    const [before, after] = [
      { pauses: [{ from: dayOf(130), to: dayOf(125) }], extended: false },
      { pauses: [{ from: dayOf(50), to: dayOf(47) }], extended: false },
    ];
    const dates = datesOf('REQUEST', ago(60), calendar, after);
    expect(earlierAnswers).toEqual([
      {
        appealId: appealIds[0],
        answeredAt: ago(90),
        ...datesOf('REQUEST', ago(140), calendar, before),
        pauses: before.pauses,
        extendedOn: null,
        interimRepliedOn: dayOf(120),
        targetPassedTold: true,
        statutoryPassedTold: false,
        overdue: false,
        rating: { score: 1, solved: false, ratedAt: ago(89) },
        reopenedAt: ago(60),
      },
    ]);
    expect(clocks).toEqual({
      ...dates,
      pauses: after.pauses,
      extendedOn: null,
      interimRepliedOn: null,
      rating: null,
    });
    expect(inbox).toEqual({ statutoryDate: dates.statutoryDate, fallsOverdue: true });
    // The dates of the new answer have passed, which is reported as if nothing had been before.
    const story = `query ($number: String!) { application(number: $number) {
      overdue timeline { event } earlierAnswers { overdue rating { score } appeal { state } } } }`;
    interface Seen {
      timeline: { event: string }[];
    }
    const seen = await until(
      () => evaluator.do<Seen>(story, { number }),
      ({ timeline }) => timeline.length > 10,
    );
    expect(seen).toMatchObject({
      overdue: true,
      earlierAnswers: [{ overdue: false, rating: { score: 1 }, appeal: { state: 'UPHELD' } }],
    });
    const events = ['TARGET_PASSED', 'STATUTORY_PASSED'];
    expect(seen.timeline.slice(10)).toEqual(events.map((event) => ({ event })));
  });

  test('that was answered and upheld again leads to two answers set apart', async () => {
    const number = await earlier({
      fields: {
        type: 'INFORMATION_REQUEST',
        filedAt: ago(200),
        answeredAt: ago(50),
        extendedOn: dayOf(145),
        rating: { score: 4, solved: true, ratedAt: ago(49) },
      },
      referrals: [answer(190), answer(130), answer(50)],
      story: [
        [199, 'REFERRED'],
        [190, 'REPLIED'],
        [189, 'RATED', '2/5, çözülmedi'],
        [188, 'APPEALED'],
        [150, 'APPEAL_UPHELD'],
        [150, 'REFERRED'],
        [145, 'EXTENDED'],
        [130, 'REPLIED'],
        [129, 'APPEALED'],
        [100, 'APPEAL_UPHELD'],
        [100, 'REFERRED'],
        [50, 'REPLIED'],
        [49, 'RATED', '4/5, çözüldü'],
      ],
      appeals: [
        { state: 'UPHELD', appealedAt: ago(188), decidedAt: ago(150) },
        { state: 'UPHELD', appealedAt: ago(129), decidedAt: ago(100) },
      ],
    });

    await migrate();
    const once = await clocksOf(number);
    await migrate();

    expect(await clocksOf(number)).toEqual(once);
    const dates = (days: number, extended = false) =>
      datesOf('INFORMATION_REQUEST', ago(days), calendar, { pauses: [], extended });
    expect(once.earlierAnswers).toMatchObject([
      {
        ...dates(200),
        appealId: once.appealIds[0],
        extendedOn: null,
        overdue: false,
        rating: { score: 2, solved: false },
      },
      {
        ...dates(150, true),
        appealId: once.appealIds[1],
        extendedOn: dayOf(145),
        overdue: false,
        rating: null,
      },
    ]);
    expect(once.clocks).toMatchObject({
      ...dates(100),
      extendedOn: null,
      rating: { score: 4, solved: true },
    });
    expect(once.inbox.statutoryDate).toBe(dates(100).statutoryDate);
  });

  test('leaves applications without one as they are', async () => {
    const number = await earlier({
      fields: { type: 'REQUEST', filedAt: ago(60), answeredAt: ago(50) },
      referrals: [answer(50)],
      story: [
        [59, 'REFERRED'],
        [50, 'REPLIED'],
        [49, 'APPEALED'],
      ],
      appeals: [{ state: 'PENDING', appealedAt: ago(49), decidedAt: null }],
    });
    const before = await stored(number);

    await migrate();

    expect(await stored(number)).toEqual(before);
  });
});

onceInTheSuite('an appeal that was stored without a date', () => {
  test.each(['PENDING', 'DISMISSED'] as const)('gets one, while %s', async (state) => {
    const decidedAt = state === 'PENDING' ? null : ago(1);
    const number = await earlier({
      fields: { type: 'REQUEST', filedAt: ago(60), answeredAt: ago(50) },
      referrals: [answer(50)],
      story: [[50, 'REPLIED']],
      appeals: [{ state, appealedAt: ago(45), decidedAt }],
    });

    await migrate();

    const query = `query ($number: String!) { application(number: $number) {
      appeals { targetDate overdue remainingBusinessDays } } }`;
    const targetDate = calendar.nextBusinessDayFrom(dayOf(15));
    expect(await evaluator.do(query, { number })).toMatchObject({
      appeals: [{ targetDate, overdue: state === 'PENDING' }],
    });
  });
});
