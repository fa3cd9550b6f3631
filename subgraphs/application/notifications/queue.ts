import { Types } from 'mongoose';
import { background } from '../../../lib/kit/background.ts';
import { inBatches } from '../../../lib/kit/in-batches.ts';
import type { AnswerChannel } from '../schema-types.ts';
import type { NotificationDocument, NotificationModel } from './notification.model.ts';

/** Messages that this process alone may send, until `until`. */
export interface Lease {
  readonly id: Types.ObjectId;
  readonly until: Date;
  /** Of one application each, in the order of its steps. */
  readonly series: readonly Series[];
}

export interface Series {
  /** Whom all of them are for. */
  readonly citizenId: string;
  readonly messages: readonly NotificationDocument[];
}

export interface QueueOptions {
  notifications: NotificationModel;
  channel: AnswerChannel;
}

/** Longer than several attempts take, and than the clocks of processes differ. */
export const leaseMs = 120_000;
/** After which a message that came before its turn is looked at again. */
const orderWaitMs = 1_000;
/** Messages marked as sent in one command. */
const marks = { most: 100, maxWaitMs: 1_000 };

/** A message that was sent, by whom, and when. */
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
 * The messages of one channel that wait. Several processes take from it and none gets what another
 * has; what a process had that died is taken again once its lease has run out. Whatever is stored of a
 * message is stored only by the process that has it.
 */
export function createNotificationQueue({ notifications, channel }: QueueOptions) {
  const waiting = { state: 'PENDING', channel } as const;

  /** @returns whether the process still had it. */
  const whileLeased = async (
    { _id }: Pick<NotificationDocument, '_id'>,
    { id: lease }: Pick<Lease, 'id'>,
    { $set, ...others }: { $set: Partial<NotificationDocument>; $inc?: { attempts: 1 } },
  ): Promise<boolean> => {
    const update = { $set: { ...$set, lease: null }, ...others };
    const { matchedCount } = await notifications.updateOne({ _id, ...waiting, lease }, update);
    return matchedCount === 1;
  };

  /** What somebody else has taken over since stays as it is. */
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

  /** Gives a message up without having tried to send it. */
  const putBack = (
    message: Pick<NotificationDocument, '_id'>,
    lease: Pick<Lease, 'id'>,
    dueAt: Date,
  ) => whileLeased(message, lease, { $set: { dueAt } });

  /**
   * Takes up to `most` messages that are due, each only together with all that is to be told of its
   * application before: nothing is sent past what another process has, or what has to wait. Null when
   * none is due; where others were faster, a lease of nothing.
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
      // What is being sent is soon done; what has failed has its time.
      const soon = now.getTime() + orderWaitMs;
      const dueAt = new Date(blocker.lease ? soon : Math.max(soon, blocker.dueAt.getTime()));
      for (const message of early) await putBack(message, { id }, dueAt);
    }
    return { id, until, series };
  }

  return {
    take,
    putBack,

    /** After one that went well; several at once cost one command. */
    async sent({ _id: messageId }: NotificationDocument, { id: leaseId }: Lease, at: Date) {
      await marking.load({ messageId, leaseId, at });
    },

    /** After an attempt that failed. */
    retry: (message: NotificationDocument, lease: Lease, dueAt: Date, failure: Failure) =>
      whileLeased(message, lease, { $set: { dueAt, ...failure }, $inc: { attempts: 1 } }),

    /** After one that was the last. */
    fail: (message: NotificationDocument, lease: Lease, failure: Failure) =>
      whileLeased(message, lease, {
        $set: { state: 'FAILED', settledAt: failure.lastFailedAt, ...failure },
        $inc: { attempts: 1 },
      }),
  };
}

/** Of one application's messages, in order: our own before the first that is not, and those after it. */
function inOrder(ofOne: readonly NotificationDocument[], lease: Types.ObjectId) {
  const isMine = (message: NotificationDocument) => message.lease?.equals(lease) ?? false;
  const at = ofOne.findIndex((message) => !isMine(message));
  if (at === -1) return { mine: [...ofOne], blocker: undefined, early: [] };
  return { mine: ofOne.slice(0, at), blocker: ofOne[at], early: ofOne.slice(at).filter(isMine) };
}
