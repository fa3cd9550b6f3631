import type { ClientSession, Connection, mongo, Types } from 'mongoose';
import type { Logger } from 'pino';
import { BusyError, inTransaction } from '../../../../lib/mongodb/transaction.ts';
import { background } from '../../../../lib/kit/background.ts';
import { say } from '../../../../lib/kit/say.ts';
import {
  type ApplicationDocument,
  applicationModel,
  projectDates,
  type ReferralDocument,
  referralModel,
} from '../../record/index.ts';
import { CalendarRangeError, type HeldCalendar } from '../../calendar/index.ts';
import { publishRedated } from '../../events/index.ts';

interface RedateOpenOptions {
  connection: Connection;
  calendar(): HeldCalendar;
  logger: Logger;
}

/** Applications in one transaction; a concurrent move has to wait for that long. */
const batchSize = 100;
/** A batch that another transaction holds is left for the next run. */
const timeoutMs = 1_000;
const mostLeft = 1_000;

/**
 * Creates the job that recomputes the dates of open applications whose dates follow an earlier calendar: after
 * a day of leave was added or removed, and for applications that a process filed or moved before it had read
 * the change. The calendar has changed, not the application: only dates and the fields derived from them are
 * written, without an entry or a new version, and `calendarVersion` records which days of leave they were
 * counted by. An event that nobody is shown goes with them, for copies of the data.
 * A batch is read and written in one snapshot, so any concurrent change, including one by the same job in
 * another process, makes it start again. A move made on the earlier dates and stored afterwards carries the
 * version of the calendar that it used, and is recomputed if needed. The job can be killed at any point and
 * resumes where it was.
 */
export function createRedating(options: RedateOpenOptions) {
  return (signal: AbortSignal) => redateOpen(options, signal);
}

async function redateOpen(options: RedateOpenOptions, signal: AbortSignal): Promise<void> {
  const { connection, calendar, logger } = options;
  const impossible: Types.ObjectId[] = [];
  /** Applications that the next run examines again. */
  const left: Types.ObjectId[] = [];
  let count = 0;
  while (!signal.aborted && left.length < mostLeft) {
    const held = calendar();
    const batch = await idsBehind(connection, held, left);
    if (batch.length === 0) break;
    try {
      const undatable = await redateBatch(connection, batch, held);
      impossible.push(...undatable);
      left.push(...undatable);
      count += batch.length - undatable.length;
    } catch (error) {
      if (!(error instanceof BusyError)) throw error;
      left.push(...batch);
    }
  }
  if (count > 0)
    logger.info({ applications: count }, 'open applications were redated for the calendar');
  if (impossible.length > 0) {
    throw new CalendarRangeError(
      say`The dates of open applications lie outside the calendar: ${impossible.join(', ')}.`,
    );
  }
}

const behind = ({ version }: HeldCalendar) => ({ open: true, calendarVersion: { $lt: version } });

async function idsBehind(
  connection: Connection,
  held: HeldCalendar,
  except: readonly Types.ObjectId[],
) {
  const found = await applicationModel(connection)
    .collection.find<Pick<ApplicationDocument, '_id'>>(
      { ...behind(held), _id: { $nin: [...except] } },
      { projection: { _id: 1 }, comment: background },
    )
    .sort({ calendarVersion: 1, _id: 1 })
    .limit(batchSize)
    .toArray();
  return found.map(({ _id }) => _id);
}

/** @returns the applications whose dates lie outside the calendar. */
const redateBatch = (
  connection: Connection,
  ids: readonly Types.ObjectId[],
  held: HeldCalendar,
): Promise<Types.ObjectId[]> =>
  inTransaction(
    connection,
    async (session) => {
      const impossible: Types.ObjectId[] = [];
      const changes = (await readBatch(connection, ids, held, session)).flatMap((dated) => {
        const written = redate(dated, held);
        if (!written) impossible.push(dated.application._id);
        return written ?? [];
      });
      const ofApplications = changes.map(({ application }) => application);
      const ofReferrals = changes.flatMap(({ referrals }) => referrals);
      const applications = applicationModel(connection).collection;
      const referrals = referralModel(connection).collection;
      if (ofApplications.length > 0) await applications.bulkWrite(ofApplications, { session });
      if (ofReferrals.length > 0) await referrals.bulkWrite(ofReferrals, { session });
      const redated = changes.map(({ applicationId }) => applicationId);
      await publishRedated(connection, redated, session);
      return impossible;
    },
    { timeoutMs },
  );

/** Those that still follow an earlier calendar. */
async function readBatch(
  connection: Connection,
  ids: readonly Types.ObjectId[],
  held: HeldCalendar,
  session: ClientSession,
): Promise<Dated[]> {
  const found = await applicationModel(connection)
    .collection.find<ApplicationDocument>({ ...behind(held), _id: { $in: [...ids] } }, { session })
    .toArray();
  const of = await referralModel(connection)
    .collection.find<ReferralDocument>(
      { applicationId: { $in: found.map(({ _id }) => _id) } },
      { session },
    )
    .toArray();
  const groups = Map.groupBy(of, ({ applicationId }) => applicationId.toHexString());
  return found.map((application) => ({
    application,
    referrals: groups.get(application._id.toHexString()) ?? [],
  }));
}

interface Dated {
  application: ApplicationDocument;
  referrals: readonly ReferralDocument[];
}

/** The fields to write; null if the dates lie outside the calendar. */
function redate({ application, referrals }: Dated, held: HeldCalendar) {
  const dated = { ...application };
  const datedReferrals = referrals.map((referral) => ({ ...referral }));
  try {
    projectDates(dated, datedReferrals, held);
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
  const { _id, targetDate, statutoryDate, calendarVersion, alarmOn } = dated;
  return {
    applicationId: _id,
    application: setting(_id, { targetDate, statutoryDate, calendarVersion, alarmOn }),
    referrals: datedReferrals.map(({ _id, statutoryDate, fallsOverdue }) =>
      setting(_id, { statutoryDate, fallsOverdue }),
    ),
  };
}

const setting = (_id: Types.ObjectId, $set: object): mongo.AnyBulkWriteOperation => ({
  updateOne: { filter: { _id }, update: { $set } },
});
