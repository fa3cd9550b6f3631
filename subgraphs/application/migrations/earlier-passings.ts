import type { Connection, mongo, Types } from 'mongoose';
import { localDateOf } from '../../../lib/kit/local-date.ts';
import { type BusinessCalendar, CalendarRangeError } from '../calendar/index.ts';
import { calendarNow } from './calendar-now.ts';
import { clocksRunFrom, datesOf, overdueDayOf } from './frozen-clocks.ts';
import type {
  Application,
  PassedOn,
  Pause,
  Referral,
  ReferralSummary,
  Timeline,
  TimelineEntry,
} from './frozen-documents.ts';

/** Applications read at a time. */
const batchSize = 200;

const projection = {
  type: 1,
  filedAt: 1,
  earlierAnswers: 1,
  targetDate: 1,
  statutoryDate: 1,
  pauses: 1,
  extendedOn: 1,
  interimRepliedOn: 1,
  awaitingCitizenSince: 1,
  withdrawnAt: 1,
  answeredAt: 1,
  referrals: 1,
  version: 1,
} as const satisfies Partial<Record<keyof Application, 1>>;

type Passed = Pick<Application, '_id' | keyof typeof projection>;
type Closing = Pick<Referral, '_id' | 'closedAt'>;

/** A unit whose referral is in one of these states has passed the application on. */
const passedOnStates = ['FORWARDED', 'RETURNED', 'CANCELLED'];

/**
 * The events that end a unit's part; of each referral the first counts, since a returned one is cancelled
 * later.
 */
const endings: ReadonlySet<string> = new Set(['FORWARDED', 'RETURNED', 'CANCELLED']);

/**
 * For referrals that were passed on before version and dates were recorded (`PassedOn`): reconstructs the
 * records from the timelines. A referral whose moment or dates cannot be determined gets no record, and its
 * unit no longer sees the application. Idempotent, and safe to run beside moves, which change none of the
 * fields that it writes.
 */
export async function recordEarlierPassings(connection: Connection): Promise<void> {
  const { calendar } = await calendarNow(connection);
  const found = connection.collection('applications').find<Passed>(
    {
      referrals: {
        $elemMatch: { state: { $in: passedOnStates }, passedOn: { $exists: false } },
      },
    },
    { projection, batchSize },
  );
  let batch: Passed[] = [];
  for await (const application of found) {
    batch.push(application);
    if (batch.length < batchSize) continue;
    await recordBatch(connection, batch, calendar);
    batch = [];
  }
  if (batch.length > 0) await recordBatch(connection, batch, calendar);
}

async function recordBatch(
  connection: Connection,
  applications: readonly Passed[],
  calendar: BusinessCalendar,
): Promise<void> {
  const timelines = connection.collection('timelines');
  const referrals = connection.collection('referrals');
  const passed = applications.flatMap(({ referrals: all }) => all.filter(lacksRecord));
  const [histories, closings] = await Promise.all([
    timelines
      .find<Timeline>({
        _id: { $in: applications.map(({ _id }) => _id) },
      })
      .toArray(),
    referrals
      .find<Closing>({ _id: { $in: passed.map(({ id }) => id) } }, { projection: { closedAt: 1 } })
      .toArray(),
  ]);
  const entriesOf = new Map(histories.map(({ _id, entries }) => [String(_id), entries]));
  const closedAt = new Map(closings.map((closing) => [String(closing._id), closing.closedAt]));

  const records = applications.flatMap((application) => {
    const entries = entriesOf.get(String(application._id)) ?? [];
    return application.referrals.filter(lacksRecord).flatMap(({ id }) => {
      const at = closedAt.get(String(id)) ?? null;
      const passedOn = recordOf(application, { id, closedAt: at }, entries, calendar);
      return passedOn ? { _id: application._id, id, passedOn } : [];
    });
  });
  if (records.length === 0) return;
  await referrals.bulkWrite(
    records.map(({ id, passedOn }): mongo.AnyBulkWriteOperation => ({
      updateOne: {
        filter: { _id: id, passedOn: { $exists: false } },
        update: { $set: { passedOn } },
      },
    })),
  );
  await connection.collection('applications').bulkWrite(
    records.map(({ _id, id, passedOn }): mongo.AnyBulkWriteOperation => ({
      updateOne: {
        filter: { _id },
        update: { $set: { 'referrals.$[one].passedOn': passedOn } },
        arrayFilters: [{ 'one.id': id, 'one.passedOn': { $exists: false } }],
      },
    })),
  );
}

const lacksRecord = ({ state, passedOn }: ReferralSummary) =>
  passedOnStates.includes(state) && !passedOn;

/** The version and clock when a referral was passed on; null if they cannot be determined. */
function recordOf(
  now: Passed,
  { id, closedAt }: { id: Types.ObjectId; closedAt: Date | null },
  entries: readonly TimelineEntry[],
  calendar: BusinessCalendar,
): PassedOn | null {
  const ending = entries.find(
    ({ event, referralId }) => endings.has(event) && String(referralId) === String(id),
  );
  const at = ending?.at ?? closedAt;
  if (!at) return null;
  const before = entries.filter((entry) => entry.at <= at);
  const after = entries.filter((entry) => entry.at > at);
  const application = answerAwaitedAt(now, at);
  const ends = [application.withdrawnAt, application.answeredAt];
  const then = {
    type: application.type,
    open: !ends.some((end) => end !== null && end <= at),
    version: Math.min(versionAfter(before), application.version),
  };
  try {
    return recordAt({ ...then, ...clockAt(application, at, { before, after }, calendar) }, at);
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
}

/** The version and clock of an application at a moment. */
function recordAt(
  application: Parameters<typeof overdueDayOf>[0] &
    Pick<Application, 'targetDate' | 'open' | 'version'>,
  at: Date,
): PassedOn {
  const { version, targetDate, statutoryDate, open, awaitingCitizenSince } = application;
  const today = localDateOf(at);
  const overdueFrom = overdueDayOf(application);
  return {
    version,
    targetDate,
    statutoryDate,
    overdue: open && overdueFrom !== null && overdueFrom <= today,
    on: awaitingCitizenSince ?? today,
  };
}

/** An application with the moment from which the clocks of one of its answers run. */
type Clocked = Passed & { from: Date };

/** The application with the clocks of the answer that was awaited, or had been given, at a moment. */
function answerAwaitedAt(application: Passed, at: Date): Clocked {
  const { earlierAnswers = [], filedAt } = application;
  const replaced = earlierAnswers.filter(({ reopenedAt }) => reopenedAt <= at);
  const from = clocksRunFrom({ earlierAnswers: replaced, filedAt });
  const earlier = earlierAnswers[replaced.length];
  return { ...application, ...(earlier && { ...earlier, awaitingCitizenSince: null }), from };
}

/** Each move has a moment of its own. Without any entry, it is the version of the filing. */
const versionAfter = (entries: readonly TimelineEntry[]) =>
  Math.max(new Set(entries.map(({ at }) => at.getTime())).size, 1);

/**
 * The clock at that moment.
 * @throws CalendarRangeError where the calendar does not know the dates of that time.
 */
function clockAt(
  { type, from, pauses, targetDate, statutoryDate, ...now }: Clocked,
  at: Date,
  { before, after }: Record<'before' | 'after', readonly TimelineEntry[]>,
  calendar: BusinessCalendar,
) {
  const day = localDateOf(at);
  const wasLastOfDay = after.every((entry) => localDateOf(entry.at) > day);
  // A pause that ended on that day may have ended later on that day: it is omitted, since it may
  // reveal later events.
  const isOver = ({ to }: Pause) => to < day || (to === day && wasLastOfDay);
  const over = pauses.filter(isOver);
  const resting = pauses.find((pause) => pause.from <= day && !isOver(pause));
  const waiting = now.awaitingCitizenSince;
  const since = before.filter((entry) => entry.at >= from);
  const extended = since.some(({ event }) => event === 'EXTENDED');
  const replied = now.interimRepliedOn;
  const hasReplied =
    replied !== null &&
    (replied < day || (replied === day && since.some(({ event }) => event === 'INTERIM_REPLIED')));
  const isAsNow = over.length === pauses.length && extended === (now.extendedOn !== null);
  return {
    ...(isAsNow
      ? { targetDate, statutoryDate }
      : datesOf(type, from, calendar, { pauses: over, extended })),
    interimRepliedOn: hasReplied ? replied : null,
    awaitingCitizenSince: resting?.from ?? (waiting !== null && waiting <= day ? waiting : null),
  };
}
