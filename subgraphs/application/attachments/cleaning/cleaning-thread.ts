import { Worker } from 'node:worker_threads';
import type { AttachmentWarning, UncleanableReason } from '../../record/index.ts';
import { UncleanableError } from './cleaning.ts';

export type CleaningRequest = { contentType: string; file: ArrayBuffer } | 'next';

export type CleaningAnswer =
  | { piece: Uint8Array<ArrayBuffer> }
  | { warnings: AttachmentWarning[] }
  | { reason: UncleanableReason; message: string };

export interface CleaningThread {
  /**
   * The copy of a file, piece by piece: the next one is made when it is asked for. The file is given away.
   * Returns what the file holds.
   * @throws UncleanableError, also for what takes too long or needs too much memory.
   */
  clean(
    file: ArrayBuffer,
    contentType: string,
  ): AsyncGenerator<Uint8Array, readonly AttachmentWarning[]>;
  /** May be called twice, and while a file is being cleaned, which then fails. */
  stop(): Promise<void>;
}

/** The limits for one file. An ordinary file of 10 MB takes a second of CPU time. */
const limits = { cpuMs: 30_000, ms: 240_000, oldHeapMb: 256, youngHeapMb: 32 } as const;

/** How often the cost of a file is checked. */
const checkMs = 500;

/**
 * One thread that cleans one file at a time, beside the event loop. It is started when there is something
 * to clean, and again after it was ended because a file exceeded a limit.
 */
export function createCleaningThread({
  cpuMs = limits.cpuMs,
}: { cpuMs?: number } = {}): CleaningThread {
  let worker: Worker | null = null;

  function started(): Worker {
    if (worker) return worker;
    const made = startWorker();
    made.on('exit', () => {
      if (worker === made) worker = null;
    });
    return (worker = made);
  }

  async function stop(): Promise<void> {
    await worker?.terminate();
  }

  return {
    async *clean(file, contentType) {
      const thread = started();
      const watch = await watchCost(thread, cpuMs);
      const ask = async (request: CleaningRequest): Promise<CleaningAnswer> => {
        const answer = await Promise.race([answerOf(thread, request), watch.exceeded]);
        if ('reason' in answer) throw new UncleanableError(answer.reason, answer.message);
        return answer;
      };
      try {
        let answer = await ask({ contentType, file });
        while ('piece' in answer) {
          yield answer.piece;
          answer = await ask('next');
        }
        return 'warnings' in answer ? answer.warnings : [];
      } catch (error) {
        if (error instanceof UncleanableError && error.reason === 'TOO_LARGE') await stop();
        throw error;
      } finally {
        watch.end();
      }
    },

    stop,
  };
}

function startWorker(): Worker {
  const made = new Worker(new URL('cleaning-worker.ts', import.meta.url), {
    // The thread does not inherit the flags and hooks of the process.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: {
      maxOldGenerationSizeMb: limits.oldHeapMb,
      maxYoungGenerationSizeMb: limits.youngHeapMb,
    },
  });
  made.on('error', () => {}); // whoever waits for an answer learns
  // A process that has nothing else to do ends.
  made.unref();
  return made;
}

const tooMuch = (message: string) => new UncleanableError('TOO_LARGE', message);

/** Fails once the thread has used this much CPU time from now on, or far more wall-clock time. */
async function watchCost(thread: Worker, cpuMs: number) {
  const { promise: exceeded, reject } = Promise.withResolvers<never>();
  exceeded.catch(() => {}); // it may come after the last answer
  const before = await thread.cpuUsage().catch(() => undefined);
  const deadline = performance.now() + limits.ms;
  const check = async () => {
    if (performance.now() > deadline) return reject(tooMuch('took too long'));
    const { user, system } = await thread.cpuUsage(before);
    if ((user + system) / 1_000 > cpuMs) reject(tooMuch('took too much of the processor'));
  };
  const timer = setInterval(() => void check().catch(() => {}), Math.min(checkMs, cpuMs));
  return { exceeded, end: () => clearInterval(timer) };
}

/** A thread that has ended has no id and reports nothing. */
const isOver = ({ threadId }: Worker) => threadId < 0;

function answerOf(thread: Worker, request: CleaningRequest): Promise<CleaningAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<CleaningAnswer>();
  const fail = (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('too much memory') : error);
  const exit = () => reject(new Error('the thread was stopped'));
  thread.once('message', resolve).once('error', fail).once('exit', exit);
  if (isOver(thread)) exit();
  thread.postMessage(request, request === 'next' ? [] : [request.file]);
  return promise.finally(() => {
    thread.off('message', resolve).off('error', fail).off('exit', exit);
  });
}
