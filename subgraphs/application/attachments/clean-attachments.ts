import { type Connection, type QueryFilter, Types, type UpdateQuery } from 'mongoose';
import type { Logger } from 'pino';
import { background } from '../../../lib/kit/background.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { type AttachmentDocument, attachmentModel, type CleanedRecord } from '../record/index.ts';
import { UncleanableError } from './cleaning/cleaning.ts';
import { cleaningRules } from './cleaning/clean-file.ts';
import {
  type CleaningHooks,
  type CleaningThread,
  createCleaningThread,
  ThreadCrashError,
} from './cleaning/cleaning-thread.ts';
import { CleaningOrder } from './cleaning-order.ts';

interface AttachmentCleaningDependencies {
  connection: Connection;
  files: AttachmentFiles;
  copies: AttachmentFiles;
  logger: Logger;
  /** The order in which citizens are served. */
  order?: CleaningOrder;
}

/** Longer than cleaning takes: an expired lease means that its process has died. */
const leaseMs = 5 * 60_000;

/** The delay before a failed file is retried, which doubles up to the longest; other files do not wait for it. */
const retries = { firstMs: 60_000, longestMs: 60 * 60_000 } as const;

/** How many times the thread or the process may end while it has a file, before the file is given up. */
const mostCrashes = 5;

/** The time after which an idle thread ends: most files come in bursts, and a thread is slow to start. */
const idleMs = 60_000;

interface AttachmentCleaning {
  /**
   * Makes the copies for units of all files that have none by the present rules, one after the other: files that were
   * never cleaned first, and those of different citizens in turn. Files of citizens who have used up their allowance
   * are left to a later run. Safe to run in several processes and to be killed at any point: an incomplete copy is made
   * again after the lease has expired. A file is given up if the thread or the process ended five times while the thread
   * had it; after any other failure it is retried without end.
   */
  run(signal: AbortSignal): Promise<void>;
  /** Ends the thread. May be called twice. */
  stop(): Promise<void>;
}

export function createAttachmentCleaning(
  dependencies: AttachmentCleaningDependencies,
): AttachmentCleaning {
  return new CleaningJob(dependencies);
}

class CleaningJob implements AttachmentCleaning {
  readonly #dependencies: AttachmentCleaningDependencies & { order: CleaningOrder };
  readonly #thread = createCleaningThread();
  #idle: NodeJS.Timeout | undefined;
  /** How the last attempt has failed, until that is stored. */
  #failure: FailedAttempt | null = null;

  constructor({ order = new CleaningOrder(), ...dependencies }: AttachmentCleaningDependencies) {
    this.#dependencies = { ...dependencies, order };
  }

  async run(signal: AbortSignal): Promise<void> {
    const stop = () => void this.#thread.stop();
    clearTimeout(this.#idle);
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (;;) {
        await this.#storeFailure();
        if (signal.aborted) return;
        const claimed = await claim(this.#dependencies, this.#dependencies.order);
        if (!claimed) return;
        const run = { ...this.#dependencies, thread: this.#thread, signal };
        this.#failure = await clean(claimed, run);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#idle = setTimeout(stop, idleMs).unref();
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#thread.stop();
  }

  /** If MongoDB does not take it now, the next run begins with it: until then the attempt looks like a crash. */
  async #storeFailure(): Promise<void> {
    if (this.#failure)
      await attachmentModel(this.#dependencies.connection).updateOne(...this.#failure);
    this.#failure = null;
  }
}

type Claimed = AttachmentDocument & { cleaning: NonNullable<AttachmentDocument['cleaning']> };

/** Leases a file that no process is cleaning, of the next citizen in the order. Null when there is none. */
async function claim(
  { connection }: AttachmentCleaningDependencies,
  order: CleaningOrder,
): Promise<Claimed | null> {
  const { last } = order;
  const waiting = order.waiting();
  for (let cleanedBy = 0; cleanedBy < cleaningRules; cleanedBy += 1) {
    for (const after of last === '' ? [''] : [last, '']) {
      const citizenId = { $gt: after, $nin: waiting };
      const claimed = await claimOf(connection, { cleanedBy, citizenId });
      if (claimed) {
        order.serve(claimed.citizenId);
        return claimed;
      }
    }
  }
  order.restart();
  return null;
}

interface ClaimedBy {
  cleanedBy: number;
  citizenId: { $gt: string; $nin: readonly string[] };
}

/** Reads the index in its order, from the first citizen that the filter allows. */
function claimOf(connection: Connection, filter: ClaimedBy): Promise<Claimed | null> {
  const now = Date.now();
  const cleaning = { copyId: new Types.ObjectId(), until: new Date(now + leaseMs) };
  return attachmentModel(connection)
    .findOneAndUpdate(
      {
        state: 'STORED',
        ...filter,
        $or: [{ cleaning: null }, { 'cleaning.until': { $lt: new Date(now) } }],
      },
      {
        $set: { cleaning },
        // Recorded before its first byte is written, so that no copy can be orphaned.
        $push: { copyIds: cleaning.copyId },
      },
      { returnDocument: 'after', sort: { citizenId: 1 } },
    )
    .comment(background)
    .lean<Claimed>()
    .exec();
}

interface CleaningRun extends AttachmentCleaningDependencies {
  thread: CleaningThread;
  order: CleaningOrder;
  signal: AbortSignal;
}

/** The change of the file's document after a failed attempt. */
type FailedAttempt = [
  filter: QueryFilter<AttachmentDocument>,
  change: UpdateQuery<AttachmentDocument>,
];

/** Never rejects. @returns how the attempt has failed, to be stored; null if it has not. */
async function clean(claimed: Claimed, dependencies: CleaningRun): Promise<FailedAttempt | null> {
  const { connection, copies, logger } = dependencies;
  const { _id, publicId, cleaning, copyIds, cleaned: before } = claimed;
  const kept = [cleaning.copyId, ...(before?.copy ? [before.copy.id] : [])];
  try {
    await remove(
      claimed,
      copyIds.filter((id) => !kept.some((one) => one.equals(id))),
      dependencies,
    );
    const cleaned = await copyOf(claimed, dependencies);
    if (cleaned.refusal) {
      logger.warn(
        { attachment: publicId, reason: cleaned.refusal },
        'an attachment cannot be cleaned',
      );
      await copies.remove(cleaning.copyId);
    }
    const { matchedCount } = await attachmentModel(connection).updateOne(leaseOf(claimed), {
      $set: { cleaned, cleanedBy: cleaningRules, cleaning: null, cleaningAttempts: 0 },
      $unset: { cleaningFailures: '' },
    });
    // Discarded meanwhile, or taken over by another process.
    const unused = matchedCount === 0 ? [cleaning.copyId] : before?.copy ? [before.copy.id] : [];
    await remove({ _id }, unused, dependencies);
    return null;
  } catch (error) {
    return failureOf(claimed, error, dependencies);
  }
}

/** The file, as long as this attempt has the lease. */
const leaseOf = ({ _id, cleaning }: Claimed) => ({
  _id,
  state: 'STORED' as const,
  'cleaning.copyId': cleaning.copyId,
});

/** Removes copies of a file, and then their ids. */
async function remove(
  { _id }: Pick<AttachmentDocument, '_id'>,
  copyIds: readonly Types.ObjectId[],
  { connection, copies }: AttachmentCleaningDependencies,
): Promise<void> {
  if (copyIds.length === 0) return;
  for (const copyId of copyIds) await copies.remove(copyId);
  await attachmentModel(connection).updateOne({ _id }, { $pull: { copyIds: { $in: copyIds } } });
}

/** An attempt counts if the thread has died with the file; one that the end of this process interrupts is none. */
function failureOf(
  claimed: Claimed,
  error: unknown,
  { logger, signal }: CleaningRun,
): FailedAttempt {
  const { publicId, cleaningAttempts, cleaningFailures = 0 } = claimed;
  const lease = leaseOf(claimed);
  if (signal.aborted) return [lease, { $set: { cleaning: null, cleaningAttempts } }];
  logger.error({ err: error, attachment: publicId }, 'an attachment was not cleaned; will retry');
  const pauseMs = Math.min(retries.firstMs * 2 ** cleaningFailures, retries.longestMs);
  const later = { 'cleaning.until': new Date(Date.now() + pauseMs) };
  if (error instanceof ThreadCrashError) return [lease, { $set: later }];
  return [lease, { $set: { ...later, cleaningAttempts }, $inc: { cleaningFailures: 1 } }];
}

/** Makes the copy, and stores it meanwhile. */
async function copyOf(
  claimed: Claimed,
  { connection, files, copies, thread, order }: CleaningRun,
): Promise<CleanedRecord> {
  const { _id, publicId, citizenId, bytes, contentType, cleaningAttempts } = claimed;
  const { copyId: id } = claimed.cleaning;
  if (cleaningAttempts >= mostCrashes) return { copy: null, refusal: 'TOO_LARGE', warnings: [] };
  if (bytes === null || contentType === null) throw new Error('a stored attachment has a size');
  const file = await wholeOf(files.read(_id, bytes, { publicId }), bytes);
  const cleaned: CleanedRecord = { copy: null, refusal: null, warnings: [] };
  const hooks: CleaningHooks = {
    async begins() {
      const $set = { cleaningAttempts: cleaningAttempts + 1 };
      await attachmentModel(connection).updateOne(leaseOf(claimed), { $set });
    },
    used: (cpuMs) => order.charge(citizenId, cpuMs),
  };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    cleaned.warnings = [...(yield* thread.clean(file, contentType ?? '', hooks))];
  }
  try {
    return {
      ...cleaned,
      copy: { id, bytes: await copies.write(id, pieces()) },
      warnings: cleaned.warnings,
    };
  } catch (error) {
    if (!(error instanceof UncleanableError)) throw error;
    return { copy: null, refusal: error.reason, warnings: [] };
  }
}

/** The whole file in a buffer of its own, which can be transferred. */
async function wholeOf(content: AsyncIterable<Uint8Array>, bytes: number): Promise<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for await (const piece of content) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}
