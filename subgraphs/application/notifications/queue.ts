import { Types } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import type { AnswerChannel, TimelineEvent } from '../schema-types.ts';
import type {
  NotificationDocument,
  NotificationModel,
  UndeliveredRecord,
} from './notification.model.ts';

/** Messages that only this process may send, until `until`. */
export interface Lease {
  readonly id: Types.ObjectId;
  readonly until: Date;
  /** Each series belongs to one application, in the order of its steps. */
  readonly series: readonly Series[];
}

export interface Series {
  /** The recipient of all of them. */
  readonly citizenId: string;
  readonly messages: readonly NotificationDocument[];
}

interface QueueOptions {
  notifications: NotificationModel;
  channel: AnswerChannel;
}

/** Longer than several attempts take, and than the difference between the clocks of processes. */
export const leaseMs = 120_000;
/** Delay before a message that is not next in its order is examined again. */
const orderWaitMs = 1_000;
/** Messages marked as sent in one command. */
const marks = { most: 100, maxWaitMs: 1_000 };

/** A sent message, the lease under which it was sent, and when. */
interface Mark {
  messageId: Types.ObjectId;
  leaseId: Types.ObjectId;
  at: Date;
  outdated: readonly TimelineEvent[];
}

/** When a message was sent, and which of its steps it did not report because later ones had undone them. */
type SentRecord = Pick<Mark, 'at' | 'outdated'>;

/** Why and when a message was not sent. */
interface DroppedRecord {
  state: 'SKIPPED' | 'OUTDATED';
  at: Date;
}

/** Why and when an attempt failed. */
type Failure = Pick<NotificationDocument, 'lastError' | 'lastFailedAt'>;

const noFailure: Failure = { lastError: null, lastFailedAt: null };

/**
 * The pending messages of one channel. Several processes take from it and none gets a message that another has;
 * the messages of a process that died are taken again once its lease has expired. Only the process that holds a
 * message updates it.
 */
export interface NotificationQueue {
  /**
   * Takes up to `most` due messages, each only together with all earlier messages of its application: nothing
   * overtakes a message that another process holds or that has to wait. Null when none is due; an empty lease
   * where other processes were faster.
   */
  take(most: number, now: Date): Promise<Lease | null>;
  /**
   * Releases a message without an attempt to send it: until it is due, further steps join it again, unless an earlier
   * process may have sent it. @returns whether the process still held the lease.
   */
  putBack(message: NotificationDocument, lease: Lease, dueAt: Date): Promise<boolean>;
  /** After a successful attempt, with the steps that were not reported; several at once cost one command. */
  sent(message: NotificationDocument, lease: Lease, by: SentRecord): Promise<void>;
  /** Ends a message that has nothing to report to the applicant. @returns whether the process still held the lease. */
  drop(message: NotificationDocument, lease: Lease, by: DroppedRecord): Promise<boolean>;
  /** After a failed attempt. @returns whether the process still held the lease. */
  retry(
    message: NotificationDocument,
    lease: Lease,
    dueAt: Date,
    failure: Failure,
  ): Promise<boolean>;
  /**
   * After the last failed attempt by one channel: it is due by the other one, with attempts of its own.
   * @returns whether the process still held the lease.
   */
  divert(
    message: NotificationDocument,
    lease: Lease,
    by: UndeliveredRecord,
    failure: Failure,
  ): Promise<boolean>;
  /** After the last failed attempt by every channel. @returns whether the process still held the lease. */
  fail(
    message: NotificationDocument,
    lease: Lease,
    by: UndeliveredRecord,
    failure: Failure,
  ): Promise<boolean>;
}

export function createNotificationQueue(options: QueueOptions): NotificationQueue {
  const marking = inBatches((sent: readonly Mark[]) => markAsSent(options, sent), marks);
  return {
    take: (most, now) => take(options, most, now),
    putBack: (message, lease, dueAt) => putBack(options, message, lease, dueAt),
    async sent({ _id: messageId }, { id: leaseId }, by) {
      await marking.load({ messageId, leaseId, ...by });
    },
    drop: (message, lease, { state, at: settledAt }) =>
      whileLeased(options, message, lease, { $set: { state, settledAt } }),
    retry: (message, lease, dueAt, failure) =>
      whileLeased(options, message, lease, {
        $set: { dueAt, ...failure },
        $inc: { attempts: 1 },
      }),
    divert: (message, lease, by, failure) =>
      whileLeased(options, message, lease, {
        $set: { dueAt: by.at, undeliveredAt: by.at, ...failure },
        $inc: { attempts: 1 },
        $push: { undelivered: by },
      }),
    fail: (message, lease, by, failure) =>
      whileLeased(options, message, lease, {
        $set: { state: 'FAILED', settledAt: by.at, undeliveredAt: by.at, ...failure },
        $inc: { attempts: 1 },
        $push: { undelivered: by },
      }),
  };
}

const waitingIn = ({ channel }: QueueOptions) => ({ state: 'PENDING', channel }) as const;

async function take(queue: QueueOptions, most: number, now: Date): Promise<Lease | null> {
  const id = new Types.ObjectId();
  const until = new Date(now.getTime() + leaseMs);
  const applicationIds = await leaseDue(queue, { most, now, id, until });
  if (!applicationIds) return null;
  const series: Series[] = [];
  for (const ofOne of await pendingOf(queue, applicationIds)) {
    const { mine, blocker, early } = inOrder(ofOne, id);
    const [first] = mine;
    if (first) series.push({ citizenId: first.citizenId, messages: mine });
    if (!blocker) continue;
    // A message that is being sent is soon done; a failed one has its own due time.
    const soon = now.getTime() + orderWaitMs;
    const dueAt = new Date(blocker.lease ? soon : Math.max(soon, blocker.dueAt.getTime()));
    for (const message of early) await putBack(queue, message, { id }, dueAt);
  }
  return { id, until, series };
}

interface Taking {
  most: number;
  now: Date;
  id: Types.ObjectId;
  until: Date;
}

/** Leases the due messages that nobody holds. @returns their applications, or null if none is due. */
async function leaseDue(
  queue: QueueOptions,
  { most, now, id, until }: Taking,
): Promise<Types.ObjectId[] | null> {
  const { notifications } = queue;
  const isDue = { ...waitingIn(queue), dueAt: { $lte: now } };
  const due = await notifications
    .find(isDue, { applicationId: 1 })
    .sort({ dueAt: 1 })
    .limit(most)
    .comment(background)
    .lean<Pick<NotificationDocument, '_id' | 'applicationId'>[]>();
  if (due.length === 0) return null;
  await notifications.updateMany(
    { ...isDue, _id: { $in: due.map(({ _id }) => _id) } },
    // While it is leased no step joins it. One that had a lease may have been received, and never changes again.
    [
      {
        $set: { lease: id, dueAt: until, mergesUntil: { $cond: ['$lease', null, '$mergesUntil'] } },
      },
    ],
    { hint: { _id: 1 }, updatePipeline: true },
  );
  return due.map(({ applicationId }) => applicationId);
}

/** The pending messages of these applications, each in its order. */
async function pendingOf(
  queue: QueueOptions,
  applicationIds: readonly Types.ObjectId[],
): Promise<Iterable<NotificationDocument[]>> {
  const pending = await queue.notifications
    .find({ applicationId: { $in: applicationIds }, ...waitingIn(queue) })
    .sort({ applicationId: 1, version: 1, position: 1 })
    .hint({ applicationId: 1, version: 1, position: 1 })
    .lean<NotificationDocument[]>();
  return Map.groupBy(pending, ({ applicationId }) => applicationId.toHexString()).values();
}

const putBack = (
  queue: QueueOptions,
  message: Pick<NotificationDocument, '_id' | 'mergesUntil'>,
  lease: Pick<Lease, 'id'>,
  dueAt: Date,
): Promise<boolean> =>
  whileLeased(queue, message, lease, {
    $set: { dueAt, ...(message.mergesUntil && { mergesUntil: dueAt }) },
  });

interface LeasedUpdate {
  $set: Partial<NotificationDocument>;
  $inc?: { attempts: 1 };
  $push?: { undelivered: UndeliveredRecord };
}

/** @returns whether the process still held the lease. */
async function whileLeased(
  queue: QueueOptions,
  { _id }: Pick<NotificationDocument, '_id'>,
  { id: lease }: Pick<Lease, 'id'>,
  { $set, ...others }: LeasedUpdate,
): Promise<boolean> {
  const update = { $set: { ...$set, lease: null }, ...others };
  const { matchedCount } = await queue.notifications.updateOne(
    { _id, ...waitingIn(queue), lease },
    update,
  );
  return matchedCount === 1;
}

/** A message that another process has taken over since stays as it is. */
async function markAsSent(queue: QueueOptions, sent: readonly Mark[]): Promise<null[]> {
  const settledAt = new Date(Math.max(...sent.map(({ at }) => at.getTime())));
  const $set = { state: 'SENT', settledAt, ...noFailure, lease: null } as const;
  const marking = (marks: readonly Mark[], $set: Partial<NotificationDocument>) => ({
    updateMany: {
      filter: {
        _id: { $in: marks.map(({ messageId }) => messageId) },
        ...waitingIn(queue),
        lease: { $in: marks.map(({ leaseId }) => leaseId) },
      },
      update: { $set, $inc: { attempts: 1 } },
      hint: { _id: 1 },
    },
  });
  const inFull = sent.filter(({ outdated }) => outdated.length === 0);
  const inPart = sent.filter(({ outdated }) => outdated.length > 0);
  await queue.notifications.bulkWrite([
    ...(inFull.length > 0 ? [marking(inFull, $set)] : []),
    ...inPart.map((mark) => marking([mark], { ...$set, outdated: [...mark.outdated] })),
  ]);
  return sent.map(() => null);
}

/** Of one application's messages, in order: those of this lease before the first that is not, and those after it. */
function inOrder(ofOne: readonly NotificationDocument[], lease: Types.ObjectId) {
  const isMine = (message: NotificationDocument) => message.lease?.equals(lease) ?? false;
  const at = ofOne.findIndex((message) => !isMine(message));
  if (at === -1) return { mine: [...ofOne], blocker: undefined, early: [] };
  return { mine: ofOne.slice(0, at), blocker: ofOne[at], early: ofOne.slice(at).filter(isMine) };
}
