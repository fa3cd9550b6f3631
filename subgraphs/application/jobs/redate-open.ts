import type { ClientSession, Connection, mongo, Types } from 'mongoose';
import type { Logger } from 'pino';
import { inTransaction } from '../../../database/transaction.ts';
import { background } from '../../shared/background.ts';
import { type ApplicationDocument, applicationModel } from '../application.model.ts';
import { CalendarRangeError } from '../calendar/business-calendar.ts';
import type { HeldCalendar } from '../calendar/held-calendar.ts';
import { projectDates } from '../projection.ts';
import { type ReferralDocument, referralModel } from '../referral.model.ts';

export interface RedateOpenOptions {
  connection: Connection;
  calendar(): HeldCalendar;
  logger: Logger;
}

/** Applications in one transaction: what a move that meets it has to wait for. */
const batchSize = 100;

/**
 * Makes the job that dates anew what is open and bears dates of an earlier calendar: after a day of leave
 * has come or gone, and what a process filed or moved that had not heard of it yet. Nothing but dates,
 * and what follows from them, changes; an application whose dates really move has another version.
 *
 * A batch is read and written in one snapshot, so that whatever changes it meanwhile, another process
 * with the same job included, makes it begin anew. Killed at any moment, it goes on where it was.
 */
export function createRedating({ connection, calendar, logger }: RedateOpenOptions) {
  const applications = applicationModel(connection).collection;
  const referrals = referralModel(connection).collection;

  const behind = ({ version }: HeldCalendar, except: readonly Types.ObjectId[]) => ({
    open: true,
    calendarVersion: { $lt: version },
    _id: { $nin: [...except] },
  });

  async function readBatch(filter: object, session: ClientSession) {
    const found = await applications
      .find<ApplicationDocument>(filter, { session })
      .sort({ calendarVersion: 1, _id: 1 })
      .limit(batchSize)
      .toArray();
    const ids = found.map(({ _id }) => _id);
    const of = await referrals
      .find<ReferralDocument>({ applicationId: { $in: ids } }, { session })
      .toArray();
    const groups = Map.groupBy(of, ({ applicationId }) => applicationId.toHexString());
    return found.map((application) => ({
      application,
      referrals: groups.get(application._id.toHexString()) ?? [],
    }));
  }

  /** @returns how many it was for, and those of them whose dates the calendar cannot tell. */
  const redateBatch = (held: HeldCalendar, except: readonly Types.ObjectId[]) =>
    inTransaction(connection, async (session) => {
      const batch = await readBatch(behind(held, except), session);
      const impossible: Types.ObjectId[] = [];
      const changes = batch.flatMap((dated) => {
        const written = redate(dated, held);
        if (!written) impossible.push(dated.application._id);
        return written ?? [];
      });
      if (changes.length > 0) {
        await applications.bulkWrite(
          changes.map(({ application }) => application),
          { session },
        );
        const ofReferrals = changes.flatMap(({ referrals }) => referrals);
        if (ofReferrals.length > 0) await referrals.bulkWrite(ofReferrals, { session });
      }
      return { count: batch.length, impossible };
    });

  return async function run(signal: AbortSignal): Promise<void> {
    const impossible: Types.ObjectId[] = [];
    let count = 0;
    while (!signal.aborted && impossible.length < batchSize) {
      const held = calendar();
      const next = await applications.findOne(behind(held, impossible), {
        projection: { _id: 1 },
        comment: background,
      });
      if (!next) break;
      const done = await redateBatch(held, impossible);
      impossible.push(...done.impossible);
      count += done.count - done.impossible.length;
    }
    if (count > 0) logger.info({ applications: count }, 'open applications follow the calendar');
    if (impossible.length > 0) {
      throw new CalendarRangeError(
        `The dates of open applications lie outside the calendar: ${impossible.join(', ')}`,
      );
    }
  };
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
  const moves =
    targetDate !== application.targetDate || statutoryDate !== application.statutoryDate;
  const version = application.version + (moves ? 1 : 0);
  return {
    application: setting(_id, { targetDate, statutoryDate, calendarVersion, alarmOn, version }),
    referrals: datedReferrals.map(({ _id, statutoryDate, fallsOverdue }) =>
      setting(_id, { statutoryDate, fallsOverdue }),
    ),
  };
}

const setting = (_id: Types.ObjectId, $set: object): mongo.AnyBulkWriteOperation => ({
  updateOne: { filter: { _id }, update: { $set } },
});
