import { expect } from '@jest/globals';
import type { mongo, Types } from 'mongoose';
import { localDateOf } from '../../lib/kit/local-date.ts';
import type {
  AppealDocument,
  ApplicationDocument,
  ReferralDocument,
  TimelineDocument,
  TimelineEntryRecord,
} from '../../subgraphs/application/record/index.ts';
import { replay, stageOf } from './replay.ts';

/** The public entries of which applicants are notified. */
const notifiedSteps = [
  'FILED',
  'REFERRED',
  'REFUSED',
  'FORWARDED',
  'TAKEN_OVER',
  'CLARIFICATION_REQUESTED',
  'CLARIFICATION_ENDED',
  'INTERIM_REPLIED',
  'REPLIED',
  'CANCELLED',
  'EXTENDED',
  'CORRECTED',
  'APPEAL_UPHELD',
  'APPEAL_DISMISSED',
];

/** The entries that end a unit's part. */
const endings = ['FORWARDED', 'RETURNED', 'CANCELLED'];

/** The stored documents of an application, without events and messages. */
interface StoredCase {
  application: ApplicationDocument;
  /** In any order, as are the appeals: both are identified by their ids. */
  referrals: readonly ReferralDocument[];
  appeals: readonly AppealDocument[];
  entries: readonly TimelineEntryRecord[];
}

/**
 * Checks that a case is consistent: the timeline replays to the stored states, and no draft was
 * approved twice or by its drafter.
 */
export function checkCase({ application, entries, ...made }: StoredCase): void {
  const referrals = made.referrals.toSorted(byId);
  const stored = made.appeals.toSorted(byId);
  const { stage, states, appeals } = replay(entries);
  expect(application.stage).toBe(stage);
  expect(Object.fromEntries(referrals.map((one) => [one._id.toHexString(), one.state]))).toEqual(
    Object.fromEntries(states),
  );
  expect(
    Object.fromEntries(application.referrals.map(({ id, state }) => [id.toHexString(), state])),
  ).toEqual(Object.fromEntries(states));

  expect(stored.map(({ state }) => state)).toEqual(appeals);
  // One for each answer.
  expect(new Set(stored.map(({ referralId }) => referralId.toHexString())).size).toBe(
    stored.length,
  );

  // Each upheld appeal has set the answer that it contests apart, and started the clocks of the next one.
  const upheld = made.appeals
    .filter(({ state }) => state === 'UPHELD')
    .toSorted((one, other) => Number(one.decidedAt) - Number(other.decidedAt));
  const { earlierAnswers = [] } = application;
  expect(earlierAnswers.map(({ appealId, reopenedAt }) => ({ appealId, reopenedAt }))).toEqual(
    upheld.map(({ _id, decidedAt }) => ({ appealId: _id, reopenedAt: decidedAt })),
  );
  for (const { answeredAt, reopenedAt, pauses } of earlierAnswers) {
    expect(answeredAt <= reopenedAt).toBe(true);
    expect(pauses.filter(({ to }) => to > localDateOf(answeredAt))).toEqual([]);
  }

  // Each draft was approved once at most, by an officer other than its drafter.
  const drafts = referrals.flatMap(({ replies }) => replies.map(({ draftId }) => String(draftId)));
  expect(new Set(drafts).size).toBe(drafts.length);
  const replied = entries.filter(({ event }) => ['REPLIED', 'INTERIM_REPLIED'].includes(event));
  expect(replied).toHaveLength(drafts.length);
  const origins = new Map(referrals.map((one) => [one._id.toHexString(), one.forwardedFrom]));
  for (const approval of replied) {
    // A draft may have been taken over from the previous unit.
    const ids: string[] = [];
    for (let id = approval.referralId; id; id = origins.get(id.toHexString()) ?? null) {
      ids.push(id.toHexString());
    }
    const draft = entries
      .slice(0, entries.indexOf(approval))
      .findLast((one) => one.event === 'REPLY_DRAFTED' && ids.includes(String(one.referralId)));
    expect(draft?.officer).toEqual(expect.any(String));
    expect(draft?.officer).not.toBe(approval.officer);
  }
}

const byId = (one: { _id: Types.ObjectId }, other: { _id: Types.ObjectId }) =>
  one._id.toHexString() < other._id.toHexString() ? -1 : 1;

/**
 * The same for a case in the database. Each entry also has its event, and each public move its
 * message.
 */
export async function checkStored(database: mongo.Db, number: string): Promise<void> {
  const application = await database
    .collection<ApplicationDocument>('applications')
    .findOne({ number });
  if (!application) throw new Error(`${number} is lost`);
  const { _id } = application;
  const timeline = await database.collection<TimelineDocument>('timelines').findOne({ _id });
  const referrals = await database
    .collection<ReferralDocument>('referrals')
    .find({ applicationId: _id })
    .toArray();
  const appeals = await database
    .collection<AppealDocument>('appeals')
    .find({ applicationId: _id })
    .toArray();
  const entries = timeline?.entries ?? [];
  checkCase({ application, referrals, appeals, entries });

  // Every entry has its event, each move its version, and each move with a public entry one
  // message.
  const events = await database
    .collection('events')
    .find({ applicationId: _id })
    .sort({ _id: 1 })
    .toArray();
  expect(events.map(({ event }) => event as unknown)).toEqual(entries.map(({ event }) => event));
  expect(new Set(events.map(({ version }) => version as unknown)).size).toBe(application.version);
  // What a unit that has passed it on still sees was recorded by that move, and is stored in both
  // places.
  for (const { _id: id, passedOn } of referrals) {
    const ending = events.find(
      ({ event, referralId }) =>
        endings.includes(event as string) && id.equals(referralId as never),
    );
    expect(passedOn?.version).toBe(ending?.['version']);
    const summary = application.referrals.find((one) => one.id.equals(id));
    expect(summary?.passedOn).toEqual(passedOn);
  }
  const reported = new Set(
    events
      .filter((one) => one['public'] && notifiedSteps.includes(one['event'] as string))
      .map(({ version }) => version as number),
  );
  const messages = await database
    .collection('notifications')
    .find({ applicationId: _id })
    .sort({ version: 1 })
    .toArray();
  expect(messages.map(({ version }) => version as number)).toEqual([...reported]);
}

/**
 * Each application has the state that its own copy of its referrals implies, also while others are
 * acted on.
 */
export async function checkStages(database: mongo.Db, numbers: readonly string[]): Promise<void> {
  const applications = await database
    .collection<ApplicationDocument>('applications')
    .find({ number: { $in: [...numbers] } })
    .toArray();
  expect(applications).toHaveLength(numbers.length);
  for (const { stage, referrals, withdrawnAt, refusalReason, claimedAt } of applications) {
    const facts = {
      withdrawn: withdrawnAt !== null,
      refused: refusalReason !== null,
      claimed: claimedAt !== null,
    };
    const states = referrals.map(({ state }) => state);
    expect({ states, stage }).toEqual({ states, stage: stageOf(facts, states) });
  }
}
