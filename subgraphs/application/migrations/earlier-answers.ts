import type { ClientSession, Connection, mongo, Types } from 'mongoose';
import { localDateOf } from '../../../lib/kit/local-date.ts';
import { inTransaction } from '../../../lib/mongodb/transaction.ts';
import { CalendarRangeError, type HeldCalendar } from '../calendar/index.ts';
import { calendarNow } from './calendar-now.ts';
import { alarmDayOf, appealDateOf, clocksRunFrom, datesOf, overdueDayOf } from './frozen-clocks.ts';
import type {
  Appeal,
  Application,
  EarlierAnswer,
  Referral,
  Timeline,
  TimelineEntry,
} from './frozen-documents.ts';

const batchSize = 100;

/** Gives stored appeals the day by which they are, or were, to be decided. Idempotent. */
export async function dateAppeals(connection: Connection): Promise<void> {
  const { calendar, version: calendarVersion } = await calendarNow(connection);
  const appeals = connection.collection('appeals');
  const undated = { targetDate: { $exists: false } };
  const projection = { kind: 1, appealedAt: 1 };
  for (;;) {
    const batch = await appeals.find<Appeal>(undated, { projection, limit: batchSize }).toArray();
    if (batch.length === 0) return;
    await appeals.bulkWrite(
      batch.map(({ _id, kind, appealedAt }): mongo.AnyBulkWriteOperation => {
        const targetDate = appealDateOf(kind, appealedAt, calendar);
        return updating({ _id, ...undated }, { targetDate, calendarVersion });
      }),
    );
  }
}

type Upheld = Pick<Appeal, '_id' | 'applicationId' | 'appealedAt'> & { decidedAt: Date };

/**
 * For appeals that were upheld when the clocks still ran on from the filing: sets the contested answers apart, as the
 * timeline shows them, and dates the answers after them from the day of the decision. The dates of the contested ones
 * follow the present calendar. Idempotent. Safe to run beside moves: each batch is read and written in one snapshot.
 * Applications whose dates the calendar does not know stay as they are.
 */
export async function setEarlierAnswersApart(connection: Connection): Promise<void> {
  const held = await calendarNow(connection);
  const upheld = connection
    .collection('appeals')
    .find<Upheld>({ state: 'UPHELD' }, { projection: { applicationId: 1 }, batchSize });
  let batch: Types.ObjectId[] = [];
  for await (const { applicationId } of upheld) {
    batch.push(applicationId);
    if (batch.length < batchSize) continue;
    await setApartBatch(connection, batch, held);
    batch = [];
  }
  if (batch.length > 0) await setApartBatch(connection, batch, held);
}

const setApartBatch = (
  connection: Connection,
  ids: readonly Types.ObjectId[],
  held: HeldCalendar,
): Promise<void> =>
  inTransaction(connection, async (session) => {
    const histories = await readHistories(connection, ids, session);
    const changes = histories.flatMap((history) => setApart(history, held) ?? []);
    if (changes.length === 0) return;
    const applications = connection.collection('applications');
    const referrals = connection.collection('referrals');
    await applications.bulkWrite(changes.map(applicationUpdate), { session });
    await referrals.bulkWrite(changes.flatMap(referralUpdates), { session });
  });

interface History {
  application: Application;
  referrals: readonly Referral[];
  entries: readonly TimelineEntry[];
  /** In the order of the decisions. */
  upheld: readonly Upheld[];
}

async function readHistories(
  connection: Connection,
  ids: readonly Types.ObjectId[],
  session: ClientSession,
): Promise<History[]> {
  const options = { session };
  const [ofIt, itself] = [{ applicationId: { $in: [...ids] } }, { _id: { $in: [...ids] } }];
  const applications = await connection
    .collection('applications')
    .find<Application>(itself, options)
    .toArray();
  const timelines = await connection
    .collection('timelines')
    .find<Timeline>(itself, options)
    .toArray();
  const referrals = await connection
    .collection('referrals')
    .find<Referral>(ofIt, options)
    .toArray();
  const appeals = await connection
    .collection('appeals')
    .find<Upheld>({ ...ofIt, state: 'UPHELD' }, options)
    .sort({ decidedAt: 1 })
    .toArray();
  return applications.map((application) => {
    const isOfIt = (one: { applicationId: Types.ObjectId }) =>
      one.applicationId.equals(application._id);
    return {
      application,
      referrals: referrals.filter(isOfIt),
      entries: timelines.find(({ _id }) => _id.equals(application._id))?.entries ?? [],
      upheld: appeals.filter(isOfIt),
    };
  });
}

type Dated = Pick<History, 'application' | 'referrals'>;

/** Copies with the fields to write; null if there is nothing to set apart, or no date is known. */
function setApart({ application, referrals, entries, upheld }: History, held: HeldCalendar) {
  const latest = application.earlierAnswers?.at(-1)?.reopenedAt ?? application.filedAt;
  const missing = upheld.filter(({ decidedAt }) => decidedAt > latest);
  if (missing.length === 0) return null;
  const dated: Dated = {
    application: { ...application },
    referrals: referrals.map((referral) => ({ ...referral })),
  };
  try {
    for (const appeal of missing) setAnswerApart(dated.application, appeal, entries, held);
    if (application.open) project(dated, held);
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
  return dated;
}

/** Sets the dates of an open application and its referrals, and the fields that follow from the dates. */
function project({ application, referrals }: Dated, { calendar, version }: HeldCalendar): void {
  const { type, pauses, extendedOn } = application;
  const history = { pauses, extended: extendedOn !== null };
  Object.assign(application, datesOf(type, clocksRunFrom(application), calendar, history));
  application.calendarVersion = version;
  application.alarmOn = alarmDayOf(application);
  const fallsOverdue = overdueDayOf(application) !== null;
  for (const referral of referrals) {
    referral.statutoryDate = application.statutoryDate;
    referral.fallsOverdue = referral.open && fallsOverdue;
  }
}

/** The events after which an application may be answered. */
const closings: ReadonlySet<string> = new Set(['REPLIED', 'CANCELLED']);

function setAnswerApart(
  application: Application,
  { _id: appealId, appealedAt, decidedAt: reopenedAt }: Upheld,
  entries: readonly TimelineEntry[],
  { calendar, version }: HeldCalendar,
): void {
  const { type, pauses, interimRepliedOn, earlierAnswers = [] } = application;
  const from = clocksRunFrom(application);
  const reopenedOn = localDateOf(reopenedAt);
  const before = entries.filter(({ at }) => at >= from && at < reopenedAt);
  const after = entries.filter(({ at }) => at > reopenedAt);
  const closing = before.findLastIndex(({ event, at }) => closings.has(event) && at <= appealedAt);
  const answeredAt = before[closing]?.at ?? appealedAt;
  const dayOf = (event: string, among: readonly TimelineEntry[]) => {
    const at = among.find((entry) => entry.event === event)?.at;
    return at ? localDateOf(at) : null;
  };
  const earlier = {
    pauses: pauses.filter((pause) => pause.from < reopenedOn),
    extendedOn: dayOf('EXTENDED', before),
    interimRepliedOn:
      interimRepliedOn !== null && interimRepliedOn <= reopenedOn ? interimRepliedOn : null,
  };
  const history = { pauses: earlier.pauses, extended: earlier.extendedOn !== null };
  const dates = datesOf(type, from, calendar, history);
  const overdueFrom = overdueDayOf({ type, awaitingCitizenSince: null, ...earlier, ...dates });
  const answer: EarlierAnswer = {
    appealId,
    answeredAt,
    ...dates,
    ...earlier,
    overdue: overdueFrom !== null && overdueFrom <= localDateOf(answeredAt),
    targetPassedTold: dayOf('TARGET_PASSED', before) !== null,
    statutoryPassedTold: dayOf('STATUTORY_PASSED', before) !== null,
    rating: ratingIn(before.slice(closing + 1)),
    reopenedAt,
  };
  const { rating } = application;
  Object.assign(application, {
    interimRepliedOn: null,
    targetPassedTold: false,
    statutoryPassedTold: false,
    earlierAnswers: [...earlierAnswers, answer],
    pauses: pauses.filter((pause) => pause.from >= reopenedOn),
    extendedOn: dayOf('EXTENDED', after),
    rating: rating && rating.ratedAt > reopenedAt ? rating : null,
    calendarVersion: version,
  });
  dateAnew(application, dayOf('INTERIM_REPLIED', after), calendar);
}

/** The dates of an answer whose clocks have just been set, with the interim reply of that day, if any. */
function dateAnew(
  application: Application,
  repliedOn: string | null,
  calendar: HeldCalendar['calendar'],
): void {
  const { type, pauses, extendedOn } = application;
  const history = { pauses, extended: extendedOn !== null };
  Object.assign(application, datesOf(type, clocksRunFrom(application), calendar, history));
  // A late interim reply has no effect.
  if (repliedOn !== null && repliedOn <= application.statutoryDate) {
    application.interimRepliedOn = repliedOn;
  }
}

/** The last rating among entries: the timeline has them as texts (`acts/rate.ts`). */
function ratingIn(entries: readonly TimelineEntry[]): EarlierAnswer['rating'] {
  const rated = entries.findLast(({ event }) => event === 'RATED');
  const [, score, solved] = /^([1-5])\/5, (çözüldü|çözülmedi)$/.exec(rated?.note ?? '') ?? [];
  if (!rated || score === undefined) return null;
  return { score: Number(score), solved: solved === 'çözüldü', ratedAt: rated.at };
}

function applicationUpdate({ application }: Dated): mongo.AnyBulkWriteOperation {
  const { _id, earlierAnswers, rating, alarmOn, calendarVersion } = application;
  const { targetDate, statutoryDate, pauses, extendedOn, interimRepliedOn } = application;
  const { targetPassedTold, statutoryPassedTold } = application;
  const dates = { targetDate, statutoryDate, alarmOn, calendarVersion };
  const clocks = { pauses, extendedOn, interimRepliedOn, targetPassedTold, statutoryPassedTold };
  return updating({ _id }, { earlierAnswers, rating, ...dates, ...clocks });
}

const referralUpdates = ({ application, referrals }: Dated): mongo.AnyBulkWriteOperation[] =>
  referrals.map(({ _id, fallsOverdue }) =>
    updating({ _id }, { statutoryDate: application.statutoryDate, fallsOverdue }),
  );

const updating = (filter: object, $set: object): mongo.AnyBulkWriteOperation => ({
  updateOne: { filter, update: { $set } },
});
