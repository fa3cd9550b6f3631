import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { isDatabaseAway } from '../lib/mongodb/database-away.ts';
import type { Keys } from '../lib/platform/identity/keys.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { needsSeed } from './needs-seed.ts';

/** The parameters that can be passed to a separate thread. */
export interface SeedTask {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  applications: number;
  seed: number;
  provinceCodes: readonly string[];
  /** Whether to delete existing data first, and if it may be other data than the seed's. */
  drop?: 'seeded' | 'everything' | undefined;
  /** Whether to do nothing unless the databases are empty or a run was interrupted. */
  onlyWhenEmpty: boolean;
}

/** The messages of the thread: progress lines, and finally the error, if any. */
export type SeedMessage =
  { line: string } | { error: { name: string; message: string; away: boolean } };

/** MongoDB was lost. Written data stays; the next call continues from there. */
class SeedingInterruptedError extends Error {
  override readonly name = 'SeedingInterruptedError';
  override readonly message =
    'MongoDB was lost while seeding. Seed again: it continues from there.';
}

/** Each call waits for MongoDB by itself. */
const againAfterMs = 500;

/**
 * By default the engine accumulates gigabytes of garbage before it collects. Most objects of a
 * batch die young, so the young generation is larger than usual and the rest small.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 150 };

/**
 * Seeds in a separate thread: its memory is bounded, and freed when it has ended. The next call
 * continues an interrupted run. @throws SeedingInterruptedError when MongoDB was lost; the signal's
 * reason when it is aborted: nothing is written after that.
 */
export async function seedInWorker(
  task: SeedTask,
  { say, signal }: { say: (line: string) => void; signal?: AbortSignal },
): Promise<void> {
  // Checked here, since loading the modules of the thread only to find nothing to do would cost
  // every start most of a second.
  if (task.onlyWhenEmpty && !(await lacksSeed(task))) return;
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits,
  });
  const failures: Error[] = [];
  worker.on('message', (message: SeedMessage) => {
    if ('line' in message) return say(message.line);
    const { away, name, message: words } = message.error;
    failures.push(away ? new SeedingInterruptedError() : Object.assign(new Error(words), { name }));
  });
  const end = () => void worker.terminate();
  signal?.addEventListener('abort', end);
  await once(worker, 'exit'); // rejects when the thread itself fails
  signal?.removeEventListener('abort', end);
  signal?.throwIfAborted();
  const [failure] = failures;
  if (failure) throw failure;
}

async function lacksSeed(task: SeedTask): Promise<boolean> {
  try {
    return await needsSeed({ ...task, logger: createLogger({ level: 'warn', name: 'seed' }) });
  } catch (error) {
    throw isDatabaseAway(error) ? new SeedingInterruptedError() : error;
  }
}

/**
 * The same, retried until it is done: MongoDB may become available late, and may be lost in
 * between.
 */
export async function seedUntilDone(
  task: SeedTask,
  { say, signal }: { say: (line: string) => void; signal: AbortSignal },
): Promise<void> {
  for (;;) {
    try {
      return await seedInWorker(task, { say, signal });
    } catch (error) {
      if (!(error instanceof SeedingInterruptedError)) throw error;
      say('MongoDB was lost while seeding, which continues when it is back.');
      await sleep(againAfterMs, undefined, { signal });
    }
  }
}
