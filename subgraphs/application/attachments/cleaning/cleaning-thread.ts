import { Worker } from 'node:worker_threads';
import type { AttachmentWarning, UncleanableReason } from '../../record/index.ts';
import { UncleanableError } from './cleaning.ts';

export type CleaningRequest = { contentType: string; file: ArrayBuffer } | 'next';

export type CleaningAnswer =
  | { piece: Uint8Array<ArrayBuffer> }
  | { warnings: AttachmentWarning[] }
  | { reason: UncleanableReason; message: string };

/** The message of a thread that is ready for requests. */
export const ready = 'ready';

export interface CleaningThread {
  /**
   * The copy of a file, piece by piece: the next one is made when it is requested. The file is transferred to the
   * thread. Returns what the file contains.
   * @param used is called once, when the file is finished with, with the CPU time that it took in milliseconds.
   * @throws UncleanableError, also for a file that exceeds the limits of time or memory.
   */
  clean(
    file: ArrayBuffer,
    contentType: string,
    used?: (cpuMs: number) => void,
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

/** The maximum ratio of elapsed time to CPU time, on a machine that is busy with other work. */
const timePerCpu = 30;

/** The sizes of the thread's heap, in MiB. */
const heapMb = { old: 256, young: 32 } as const;

/** The interval at which the cost of a file is measured. */
const checkMs = 100;

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
    used: (cpuMs: number) => void = () => {},
  ): AsyncGenerator<Uint8Array, readonly AttachmentWarning[]> {
    const worker = await this.#started();
    const watch = await watchCost(worker, this.#cpuMsFor(file.byteLength));
    let isTooLarge = false;
    try {
      let answer = await ask(worker, watch, { contentType, file });
      while ('piece' in answer) {
        yield answer.piece;
        answer = await ask(worker, watch, 'next');
      }
      return 'warnings' in answer ? answer.warnings : [];
    } catch (error) {
      isTooLarge = error instanceof UncleanableError && error.reason === 'TOO_LARGE';
      throw error;
    } finally {
      used(await watch.end());
      if (isTooLarge) await this.stop();
    }
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #started(): Promise<Worker> {
    if (!this.#worker) {
      const worker = startWorker();
      worker.on('exit', () => {
        if (this.#worker === worker) this.#worker = null;
      });
      this.#worker = worker;
      this.#ready = messageOf(worker, () => {});
    }
    const worker = this.#worker;
    await this.#ready;
    return worker;
  }
}

function startWorker(): Worker {
  const worker = new Worker(new URL('cleaning-worker.ts', import.meta.url), {
    // The process's flags and hooks do not apply to this thread.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: heapMb.old, maxYoungGenerationSizeMb: heapMb.young },
  });
  worker.on('error', () => {}); // the error rejects the promise of the caller
  // An idle thread does not keep the process alive.
  worker.unref();
  return worker;
}

async function ask(
  worker: Worker,
  { exceeded }: Watch,
  request: CleaningRequest,
): Promise<CleaningAnswer> {
  const transferred = request === 'next' ? [] : [request.file];
  const asked = messageOf<CleaningAnswer>(worker, () => worker.postMessage(request, transferred));
  const answer = await Promise.race([asked, exceeded]);
  if ('reason' in answer) throw new UncleanableError(answer.reason, answer.message);
  return answer;
}

const tooMuch = (message: string) => new UncleanableError('TOO_LARGE', message);

interface Watch {
  /** Rejects once the thread has used the CPU time of a file, or far more elapsed time. */
  readonly exceeded: Promise<never>;
  /** @returns the CPU time used, in milliseconds: the limit where the thread cannot tell. */
  end(): Promise<number>;
}

async function watchCost(worker: Worker, cpuMs: number): Promise<Watch> {
  const { promise: exceeded, reject } = Promise.withResolvers<never>();
  exceeded.catch(() => {}); // it may come after the last answer
  const before = await worker.cpuUsage().catch(() => undefined);
  const deadline = performance.now() + timePerCpu * cpuMs;
  const usedMs = async () => {
    const { user, system } = await worker.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const check = async () => {
    if (performance.now() > deadline) return reject(tooMuch('took too long'));
    if ((await usedMs()) > cpuMs) reject(tooMuch('took too much CPU time'));
  };
  const timer = setInterval(() => void check().catch(() => {}), Math.min(checkMs, cpuMs));
  return {
    exceeded,
    async end() {
      clearInterval(timer);
      return isOver(worker) ? cpuMs : usedMs().catch(() => cpuMs);
    },
  };
}

/** A terminated thread has no valid id and emits no further events. */
const isOver = ({ threadId }: Worker) => threadId < 0;

/** The next message of the thread, after `cause` has triggered it. */
function messageOf<Message>(worker: Worker, cause: () => void): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const fail = (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('too much memory') : error);
  const exit = () => reject(new Error('the thread was stopped'));
  worker.once('message', resolve).once('error', fail).once('exit', exit);
  if (isOver(worker)) exit();
  else cause();
  promise.catch(() => {}); // an interrupted caller does not wait for it
  return promise.finally(() => {
    worker.off('message', resolve).off('error', fail).off('exit', exit);
  });
}
