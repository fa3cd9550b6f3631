import { Types } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import type { AnswerChannel } from '../schema-types.ts';
import type { NotificationDocument, NotificationModel } from './notification.model.ts';

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

export interface QueueOptions {
  notifications: NotificationModel;
  channel: AnswerChannel;
}

/** Longer than several attempts take, and than the difference between the clocks of processes. */
export const leaseMs = 120_000;
/** Delay before a message that is not next in its order is examined again. */
const orderWaitMs = 1_000;
/** Messages marked as sent in one command. */
const marks = { most: 100, patienceMs: 1_000 };

/** A sent message, the lease under which it was sent, and when. */
interface Mark {
  messageId: Types.ObjectId;
  leaseId: Types.ObjectId;
  at: Date;
}

/** Why and when an attempt failed. */
type Failure = Pick<NotificationDocument, 'lastError' | 'lastFailedAt'>;

const noFailure: Failure = { lastError: null, lastFailedAt: null };

export type NotificationQueue = ReturnType<typeof createNotificationQueue>;

/**
 * The pending messages of one channel. Several processes take from it and none gets a message that another has;
 * the messages of a process that died are taken again once its lease has expired. Only the process that holds a
 * message updates it.
 */
export function createNotificationQueue({ notifications, channel }: QueueOptions) {
  const waiting = { state: 'PENDING', channel } as const;

  /** @returns whether the process still held the lease. */
  const whileLeased = async (
    { _id }: Pick<NotificationDocument, '_id'>,
    { id: lease }: Pick<Lease, 'id'>,
    { $set, ...others }: { $set: Partial<NotificationDocument>; $inc?: { attempts: 1 } },
  ): Promise<boolean> => {
    const update = { $set: { ...$set, lease: null }, ...others };
    const { matchedCount } = await notifications.updateOne({ _id, ...waiting, lease }, update);
    return matchedCount === 1;
  };

  /** A message that another process has taken over since stays as it is. */
  async function markAsSent(sent: readonly Mark[]): Promise<null[]> {
    const ids = sent.map(({ messageId }) => messageId);
    const leases = sent.map(({ leaseId }) => leaseId);
    const settledAt = new Date(Math.max(...sent.map(({ at }) => at.getTime())));
    await notifications.updateMany(
      { _id: { $in: ids }, ...waiting, lease: { $in: leases } },
      { $set: { state: 'SENT', settledAt, ...noFailure, lease: null }, $inc: { attempts: 1 } },
      { hint: { _id: 1 } },
    );
    return sent.map(() => null);
  }
  const marking = inBatches(markAsSent, marks);

  /** Releases a message without an attempt to send it. */
  const putBack = (
    message: Pick<NotificationDocument, '_id'>,
    lease: Pick<Lease, 'id'>,
    dueAt: Date,
  ) => whileLeased(message, lease, { $set: { dueAt } });

  /**
   * Takes up to `most` due messages, each only together with all earlier messages of its application: nothing
   * overtakes a message that another process holds or that has to wait. Null when none is due; an empty lease
   * where other processes were faster.
   */
  async function take(most: number, now: Date): Promise<Lease | null> {
    const isDue = { ...waiting, dueAt: { $lte: now } };
    const due = await notifications
      .find(isDue, { applicationId: 1 })
      .sort({ dueAt: 1 })
      .limit(most)
      .comment(background)
      .lean<Pick<NotificationDocument, '_id' | 'applicationId'>[]>();
    if (due.length === 0) return null;

    const id = new Types.ObjectId();
    const until = new Date(now.getTime() + leaseMs);
    await notifications.updateMany(
      { ...isDue, _id: { $in: due.map(({ _id }) => _id) } },
      { $set: { lease: id, dueAt: until } },
      { hint: { _id: 1 } },
    );
    const pending = await notifications
      .find({ applicationId: { $in: due.map(({ applicationId }) => applicationId) }, ...waiting })
      .sort({ applicationId: 1, version: 1, position: 1 })
      .hint({ applicationId: 1, version: 1, position: 1 })
      .lean<NotificationDocument[]>();
    const series: Series[] = [];
    for (const ofOne of Map.groupBy(pending, ({ applicationId }) =>
      applicationId.toHexString(),
    ).values()) {
      const { mine, blocker, early } = inOrder(ofOne, id);
      const [first] = mine;
      if (first) series.push({ citizenId: first.citizenId, messages: mine });
      if (!blocker) continue;
      // A message that is being sent is soon done; a failed one has its own due time.
      const soon = now.getTime() + orderWaitMs;
      const dueAt = new Date(blocker.lease ? soon : Math.max(soon, blocker.dueAt.getTime()));
      for (const message of early) await putBack(message, { id }, dueAt);
    }
    return { id, until, series };
  }

  return {
    take,
    putBack,

    /** After a successful attempt; several at once cost one command. */
    async sent({ _id: messageId }: NotificationDocument, { id: leaseId }: Lease, at: Date) {
      await marking.load({ messageId, leaseId, at });
    },

    /** After a failed attempt. */
    retry: (message: NotificationDocument, lease: Lease, dueAt: Date, failure: Failure) =>
      whileLeased(message, lease, { $set: { dueAt, ...failure }, $inc: { attempts: 1 } }),

    /** After the last failed attempt. */
    fail: (message: NotificationDocument, lease: Lease, failure: Failure) =>
      whileLeased(message, lease, {
        $set: { state: 'FAILED', settledAt: failure.lastFailedAt, ...failure },
        $inc: { attempts: 1 },
      }),
  };
}

/**
 * Of one application's messages, in order: those of this lease before the first that is not, and those after
 * it.
 */
function inOrder(ofOne: readonly NotificationDocument[], lease: Types.ObjectId) {
  const isMine = (message: NotificationDocument) => message.lease?.equals(lease) ?? false;
  const at = ofOne.findIndex((message) => !isMine(message));
  if (at === -1) return { mine: [...ofOne], blocker: undefined, early: [] };
  return { mine: ofOne.slice(0, at), blocker: ofOne[at], early: ofOne.slice(at).filter(isMine) };
}
