import type { Connection, mongo, Types } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { atOneMoment, type OneMoment } from '../../../lib/mongodb/reads.ts';
import {
  type AppealDocument,
  appealModel,
  type ApplicationDocument,
  applicationModel,
  type ReferralDocument,
  referralModel,
  type TimelineDocument,
  timelineModel,
} from '../record/index.ts';
import type { FactRecord } from './facts-of.ts';

/** The applications to read: all, or some, in the order of their ids. */
export interface Wanted {
  filter: mongo.Filter<mongo.Document>;
  limit: number;
}

/** Texts, names and keys do not leave MongoDB. */
const without = {
  application: {
    applicantHash: 0,
    attachments: 0,
    claimedBy: 0,
    idempotencyKey: 0,
    number: 0,
    tracking: 0,
  },
  referral: {
    assignedTo: 0,
    draft: 0,
    fileNumber: 0,
    reason: 0,
    'replies.approvedBy': 0,
    'replies.draftedBy': 0,
    'replies.text': 0,
    scopeIds: 0,
  },
  timeline: { 'entries.note': 0, 'entries.officer': 0 },
  appeal: { text: 0, redactedText: 0, decisionText: 0, decidedBy: 0 },
} as const;

type Id = Types.ObjectId;

/**
 * Reads applications with everything from which facts are computed, all of it as it is at one moment, which is later than
 * every change that a stream has shown before the call.
 */
export const readRecords = (connection: Connection, wanted: Wanted): Promise<FactRecord[]> =>
  atOneMoment(connection, async (moment) => {
    const applications = await applicationModel(connection)
      .collection.find<ApplicationDocument>(wanted.filter, optionsOf(moment, without.application))
      .sort({ _id: 1 })
      .limit(wanted.limit)
      .toArray();
    const ids = applications.map(({ _id }) => _id);
    if (ids.length === 0) return [];
    // One after the other: a session runs one command at a time.
    const referrals = await referralModel(connection)
      .collection.find<ReferralDocument>(
        { applicationId: { $in: ids } },
        optionsOf(moment, without.referral),
      )
      .toArray();
    const timelines = await timelineModel(connection)
      .collection.find<TimelineDocument>({ _id: { $in: ids } }, optionsOf(moment, without.timeline))
      .toArray();
    const appeals = await appealModel(connection)
      .collection.find<AppealDocument>(
        { applicationId: { $in: ids } },
        optionsOf(moment, without.appeal),
      )
      .toArray();
    return together({ applications, referrals, timelines, appeals });
  });

const optionsOf = (moment: OneMoment, projection: Readonly<Record<string, 0>>) => ({
  ...moment,
  projection,
  comment: background,
});

interface Documents {
  applications: readonly ApplicationDocument[];
  referrals: readonly ReferralDocument[];
  timelines: readonly TimelineDocument[];
  appeals: readonly AppealDocument[];
}

function together({ applications, referrals, timelines, appeals }: Documents): FactRecord[] {
  const referralsOf = Map.groupBy(referrals, (referral) => hex(referral.applicationId));
  const appealsOf = Map.groupBy(appeals, (appeal) => hex(appeal.applicationId));
  const entriesOf = new Map(timelines.map(({ _id, entries }) => [hex(_id), entries]));
  return applications.map((application) => {
    const id = hex(application._id);
    return {
      application,
      referrals: referralsOf.get(id) ?? [],
      entries: entriesOf.get(id) ?? [],
      appeals: appealsOf.get(id) ?? [],
    };
  });
}

const hex = (id: Id) => id.toHexString();
