import type { Worker } from 'node:worker_threads';
import {
  beginTask,
  startThread,
  ThreadLimitError,
  type ThreadTask,
} from '../../../../lib/platform/process/supervised-thread.ts';
import type { AttachmentWarning, UncleanableReason } from '../../record/index.ts';
import { UncleanableError } from './cleaning.ts';

export type CleaningRequest = { contentType: string; file: ArrayBuffer } | 'next';

export type CleaningAnswer =
  | { piece: Uint8Array<ArrayBuffer> }
  | { warnings: AttachmentWarning[] }
  | { reason: UncleanableReason; message: string };

/** What the caller does while a file is cleaned. */
export interface CleaningHooks {
  /** Called once the thread is ready for the file, which it gets when this has resolved. */
  begins?(): Promise<void>;
  /** Called once, when the file is finished with, with the CPU time that it took in milliseconds. */
  used?(cpuMs: number): void;
}

/** The thread has ended while it had a file, without having exceeded a limit. */
export class ThreadCrashError extends Error {
  override readonly name = 'ThreadCrashError';
}

export interface CleaningThread {
  /**
   * The copy of a file, piece by piece: the next one is made when it is requested. The file is transferred to the
   * thread. Returns what the file contains.
   * @throws UncleanableError, also for a file that exceeds the limits of time or memory; ThreadCrashError; other errors
   * if the thread does not start.
   */
  clean(
    file: ArrayBuffer,
    contentType: string,
    hooks?: CleaningHooks,
  ): AsyncGenerator<Uint8Array, readonly AttachmentWarning[]>;
  /** May be called twice, and while a file is cleaned, which then fails. */
  stop(): Promise<void>;
}

interface CleaningThreadOptions {
  /** The CPU time that a file of this size may take, in milliseconds. */
  cpuMsFor?: (bytes: number) => number;
}

/**
 * Several times the CPU time that the limit of work in `cleaning.ts` allows for small files. A real document of 10 MB
 * takes a second.
 */
const cpuMsOfSize = (bytes: number) => 1_000 + bytes / 2_000;

/** Beyond the CPU time of a file. */
const supervision = { timePerCpu: 30, checkMs: 100 } as const;

/** The sizes of the thread's heap, in MiB. */
const heapMb = { old: 256, young: 32 } as const;

/**
 * A thread that cleans one file at a time, beside the event loop and below its priority. It is started on demand, and
 * restarted after it was terminated for a file that exceeded a limit.
 */
export function createCleaningThread({
  cpuMsFor = cpuMsOfSize,
}: CleaningThreadOptions = {}): CleaningThread {
  return new OneThread(cpuMsFor);
}

class OneThread implements CleaningThread {
  readonly #cpuMsFor: (bytes: number) => number;
  #worker: Worker | null = null;
  #ready: Promise<unknown> = Promise.resolve();

  constructor(cpuMsFor: (bytes: number) => number) {
    this.#cpuMsFor = cpuMsFor;
  }

  async *clean(
    file: ArrayBuffer,
    contentType: string,
    { begins, used }: CleaningHooks = {},
  ): AsyncGenerator<Uint8Array, readonly AttachmentWarning[]> {
    const worker = await this.#started();
    await begins?.();
    const cpuMs = this.#cpuMsFor(file.byteLength);
    const task = await beginTask<CleaningRequest, CleaningAnswer>(worker, {
      ...supervision,
      cpuMs,
    });
    let isTooLarge = false;
    try {
      let answer = await ask(task, { contentType, file });
      while ('piece' in answer) {
        yield answer.piece;
        answer = await ask(task, 'next');
      }
      return 'warnings' in answer ? answer.warnings : [];
    } catch (error) {
      isTooLarge = error instanceof UncleanableError && error.reason === 'TOO_LARGE';
      throw error;
    } finally {
      task.end();
      used?.(await task.usedMs());
      if (isTooLarge) await this.stop();
    }
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #started(): Promise<Worker> {
    if (!this.#worker) {
      const { worker, ready } = startThread(new URL('cleaning-worker.ts', import.meta.url), {
        heapMb,
      });
      // An idle thread does not keep the process alive.
      worker.unref();
      worker.on('exit', () => {
        if (this.#worker === worker) this.#worker = null;
      });
      this.#worker = worker;
      this.#ready = ready;
    }
    const worker = this.#worker;
    await this.#ready;
    return worker;
  }
}

async function ask(
  task: ThreadTask<CleaningRequest, CleaningAnswer>,
  request: CleaningRequest,
): Promise<CleaningAnswer> {
  const transferred = request === 'next' ? [] : [request.file];
  const answer = await task.ask(request, transferred).catch((error: unknown) => {
    throw error instanceof ThreadLimitError
      ? new UncleanableError('TOO_LARGE', error.message)
      : new ThreadCrashError('The thread has ended while it had the file.', { cause: error });
  });
  if ('reason' in answer) throw new UncleanableError(answer.reason, answer.message);
  return answer;
}
