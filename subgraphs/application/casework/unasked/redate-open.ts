import type { ClientSession, Connection, mongo, Types } from 'mongoose';
import type { Logger } from 'pino';
import { BusyError, inTransaction } from '../../../../lib/mongodb/transaction.ts';
import { background } from '../../../../lib/kit/background.ts';
import {
  type ApplicationDocument,
  applicationModel,
  projectDates,
  type ReferralDocument,
  referralModel,
} from '../../record/index.ts';
import { CalendarRangeError, type HeldCalendar } from '../../calendar/index.ts';

export interface RedateOpenOptions {
  connection: Connection;
  calendar(): HeldCalendar;
  logger: Logger;
}

/** Applications in one transaction: what a move that meets it has to wait for. */
const batchSize = 100;
/** A batch that somebody else holds on to is left for the next run. */
const timeoutMs = 1_000;
const mostLeft = 1_000;

/**
 * Makes the job that dates anew what is open and bears dates of an earlier calendar: after a day of leave
 * has come or gone, and what a process filed or moved that had not heard of it yet. It is the calendar
 * that has changed, not the application: nothing but dates and what follows from them is written, neither
 * an entry nor a new version, and `calendarVersion` tells which days of leave they were counted by.
 *
 * A batch is read and written in one snapshot, so that whatever changes it meanwhile, another process
 * with the same job included, makes it begin anew. A move that was made on the dates before and is stored
 * after bears the version of the calendar that it knew, and is dated again if need be. Killed at any
 * moment, the job goes on where it was.
 */
export function createRedating(options: RedateOpenOptions) {
  return (signal: AbortSignal) => redateOpen(options, signal);
}

async function redateOpen(options: RedateOpenOptions, signal: AbortSignal): Promise<void> {
  const { connection, calendar, logger } = options;
  const impossible: Types.ObjectId[] = [];
  /** What the next run looks at again. */
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
  if (count > 0) logger.info({ applications: count }, 'open applications follow the calendar');
  if (impossible.length > 0) {
    throw new CalendarRangeError(
      `The dates of open applications lie outside the calendar: ${impossible.join(', ')}`,
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

/** @returns those whose dates the calendar cannot tell. */
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
      return impossible;
    },
    { timeoutMs },
  );

/** Those that are still behind. */
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

/** What to write; null where the calendar cannot tell the dates. */
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
    application: setting(_id, { targetDate, statutoryDate, calendarVersion, alarmOn }),
    referrals: datedReferrals.map(({ _id, statutoryDate, fallsOverdue }) =>
      setting(_id, { statutoryDate, fallsOverdue }),
    ),
  };
}

const setting = (_id: Types.ObjectId, $set: object): mongo.AnyBulkWriteOperation => ({
  updateOne: { filter: { _id }, update: { $set } },
});
