import { type Connection, Types } from 'mongoose';
import type { Logger } from 'pino';
import { background } from '../../../lib/kit/background.ts';
import type { AttachmentFiles } from './attachment-files.ts';
import { type AttachmentDocument, attachmentModel, type CleanedRecord } from '../record/index.ts';
import { UncleanableError } from './cleaning/cleaning.ts';
import { cleaningRules } from './cleaning/clean-file.ts';
import { type CleaningThread, createCleaningThread } from './cleaning/cleaning-thread.ts';
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

/** The delay before a failed file is retried; other files do not wait for it. */
const retryMs = 60_000;

/** The maximum number of attempts, including those that ended the process. */
const mostAttempts = 5;

/** The time after which an idle thread ends: most files come in bursts, and a thread is slow to start. */
const idleMs = 60_000;

interface AttachmentCleaning {
  /**
   * Makes the copies for units of all files that have none by the present rules, one after the other: files that were
   * never cleaned first, and those of different citizens in turn. Files of citizens who have used up their allowance
   * are left to a later run. Safe to run in several processes and to be killed at any point: an incomplete copy is made
   * again after the lease has expired.
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

  constructor({ order = new CleaningOrder(), ...dependencies }: AttachmentCleaningDependencies) {
    this.#dependencies = { ...dependencies, order };
  }

  async run(signal: AbortSignal): Promise<void> {
    const stop = () => void this.#thread.stop();
    clearTimeout(this.#idle);
    signal.addEventListener('abort', stop, { once: true });
    try {
      while (!signal.aborted) {
        const claimed = await claim(this.#dependencies, this.#dependencies.order);
        if (!claimed) return;
        await clean(claimed, { ...this.#dependencies, thread: this.#thread, signal });
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
        $inc: { cleaningAttempts: 1 },
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

async function clean(claimed: Claimed, dependencies: CleaningRun): Promise<void> {
  const { connection, copies, logger, signal } = dependencies;
  const attachments = attachmentModel(connection);
  const { _id, publicId, cleaning, copyIds, cleaned: before } = claimed;
  const kept = [cleaning.copyId, ...(before?.copy ? [before.copy.id] : [])];
  const leftOver = copyIds.filter((id) => !kept.some((one) => one.equals(id)));
  try {
    for (const copyId of leftOver) await copies.remove(copyId);
    const cleaned = await copyOf(claimed, dependencies);
    if (cleaned.refusal) {
      logger.warn(
        { attachment: publicId, reason: cleaned.refusal },
        'an attachment cannot be cleaned',
      );
      await copies.remove(cleaning.copyId);
    }
    const { matchedCount } = await attachments.updateOne(
      { _id, state: 'STORED', 'cleaning.copyId': cleaning.copyId },
      {
        $set: { cleaned, cleanedBy: cleaningRules, cleaning: null, cleaningAttempts: 0 },
        $pull: { copyIds: { $in: leftOver } },
      },
    );
    // Discarded meanwhile, or taken over by another process.
    const unused = matchedCount === 0 ? [cleaning.copyId] : before?.copy ? [before.copy.id] : [];
    for (const copyId of unused) await copies.remove(copyId);
    await attachments.updateOne({ _id }, { $pull: { copyIds: { $in: unused } } });
  } catch (error) {
    if (!signal.aborted) {
      logger.error(
        { err: error, attachment: publicId },
        'an attachment was not cleaned; will retry',
      );
    }
    const later = { 'cleaning.until': new Date(Date.now() + retryMs) };
    // A process that ends releases its lease, so that nobody waits for it to expire.
    const change = signal.aborted
      ? { $set: { cleaning: null }, $inc: { cleaningAttempts: -1 } }
      : { $set: later };
    await attachments.updateOne({ _id, 'cleaning.copyId': cleaning.copyId }, change);
  }
}

/** Makes the copy, and stores it meanwhile. */
async function copyOf(
  claimed: Claimed,
  { files, copies, thread, order }: CleaningRun,
): Promise<CleanedRecord> {
  const { _id, publicId, citizenId, bytes, contentType, cleaningAttempts } = claimed;
  const { copyId: id } = claimed.cleaning;
  if (cleaningAttempts > mostAttempts) return { copy: null, refusal: 'TOO_LARGE', warnings: [] };
  if (bytes === null || contentType === null) throw new Error('a stored attachment has a size');
  const file = await wholeOf(files.read(_id, bytes, { publicId }), bytes);
  const cleaned: CleanedRecord = { copy: null, refusal: null, warnings: [] };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const used = (cpuMs: number) => order.charge(citizenId, cpuMs);
    cleaned.warnings = [...(yield* thread.clean(file, contentType ?? '', used))];
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
