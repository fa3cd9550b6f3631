import { type Transferable, Worker } from 'node:worker_threads';

/**
 * Threads for work that may take too much: each does one task at a time, whose time and memory are limited. The thread
 * sends `ready` once, and then one answer to each request.
 */

/** The message of a thread that is ready for requests. */
export const ready = 'ready';

/** A task took more than it may. Unless it was memory, for which Node ends the thread, the thread has to be terminated. */
export class ThreadLimitError extends Error {
  override readonly name = 'ThreadLimitError';
  readonly reason: 'time' | 'memory';

  constructor(reason: 'time' | 'memory', message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The thread was terminated, or has exited unexpectedly. */
export class ThreadEndedError extends Error {
  override readonly name = 'ThreadEndedError';
  override readonly message = 'The thread has ended.';
}

interface ThreadOptions {
  /** The maximum sizes of the generations of the thread's heap, in MiB. */
  readonly heapMb: { readonly old: number; readonly young: number };
  readonly data?: unknown;
  /** A module to load first. */
  readonly preload?: string;
}

/** A thread that may not be ready yet: `ready` rejects if it never will be. */
export function startThread(
  file: URL,
  { heapMb, data, preload }: ThreadOptions,
): { worker: Worker; ready: Promise<unknown> } {
  const worker = new Worker(file, {
    workerData: data,
    // The process's flags and hooks do not apply to this thread.
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      ...(preload === undefined ? [] : ['--import', preload]),
    ],
    resourceLimits: { maxOldGenerationSizeMb: heapMb.old, maxYoungGenerationSizeMb: heapMb.young },
  });
  worker.on('error', () => {}); // the error rejects the promise of the caller
  return { worker, ready: messageOf(worker, () => {}) };
}

interface TaskLimits {
  /** The CPU time that the task may take, in milliseconds. */
  readonly cpuMs: number;
  /** The maximum ratio of elapsed time to CPU time, on a machine that is busy with other work. */
  readonly timePerCpu: number;
  /** The interval at which the cost is measured. */
  readonly checkMs: number;
}

/** What a thread is asked from one moment on, until `end`. */
export interface ThreadTask<Request, Answer> {
  /** @throws ThreadLimitError; ThreadEndedError; any error that ended the thread. */
  ask(request: Request, transferred?: readonly Transferable[]): Promise<Answer>;
  /** The CPU time used, in milliseconds: the limit where the thread cannot tell. */
  usedMs(): Promise<number>;
  /** Ends the supervision, not the thread. */
  end(): void;
}

/** Begins a task of a thread that is ready and has no other. */
export async function beginTask<Request, Answer>(
  worker: Worker,
  { cpuMs, timePerCpu, checkMs }: TaskLimits,
): Promise<ThreadTask<Request, Answer>> {
  const { promise: exceeded, reject } = Promise.withResolvers<never>();
  exceeded.catch(() => {}); // it may come after the last answer
  const before = await worker.cpuUsage().catch(() => undefined);
  const deadline = performance.now() + timePerCpu * cpuMs;
  const usedMs = async () => {
    const { user, system } = await worker.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const check = async () => {
    if (performance.now() > deadline) reject(new ThreadLimitError('time', 'took too long'));
    else if ((await usedMs()) > cpuMs)
      reject(new ThreadLimitError('time', 'took too much CPU time'));
  };
  const timer = setInterval(() => void check().catch(() => {}), Math.min(checkMs, cpuMs));
  return {
    ask: (request, transferred = []) =>
      Promise.race([
        messageOf<Answer>(worker, () => worker.postMessage(request, transferred)),
        exceeded,
      ]),
    usedMs: async () => (isOver(worker) ? cpuMs : usedMs().catch(() => cpuMs)),
    end: () => clearInterval(timer),
  };
}

/** A terminated thread has no valid id and emits no further events. */
const isOver = ({ threadId }: Worker) => threadId < 0;

/** The next message of the thread, after `cause` has triggered it. */
function messageOf<Message>(worker: Worker, cause: () => void): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const fail = (error: NodeJS.ErrnoException) =>
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? new ThreadLimitError('memory', 'took too much memory')
        : error,
    );
  const exit = () => reject(new ThreadEndedError());
  worker.once('message', resolve).once('error', fail).once('exit', exit);
  if (isOver(worker)) exit();
  else cause();
  promise.catch(() => {}); // an interrupted caller does not wait for it
  return promise.finally(() => {
    worker.off('message', resolve).off('error', fail).off('exit', exit);
  });
}
