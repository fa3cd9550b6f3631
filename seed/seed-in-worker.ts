import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Keys } from '../platform/keys.ts';
import { createLogger } from '../platform/logger.ts';
import { needsSeed } from './needs-seed.ts';

/** What can be handed to a thread of its own. */
export interface SeedTask {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  applications: number;
  seed: number;
  /** Whether to delete what is there. */
  drop: boolean;
  /** Whether to do nothing unless the databases are empty or a run was cut short. */
  onlyWhenEmpty: boolean;
}

/** What the thread tells: lines for people, and at last what went wrong, if anything did. */
export type SeedMessage = { line: string } | { error: { name: string; message: string } };

/**
 * Left alone the engine lets garbage pile up to gigabytes before it collects. Much of what is made for
 * a batch dies young, so there is more room for the young than usual and little for the rest.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 150 };

/**
 * Seeds in a thread of its own: its memory is bounded, and given back when it is done. What was cut short
 * goes on with the next call.
 * @throws the signal's reason when it is aborted: nothing is written any more then.
 */
export async function seedInWorker(
  task: SeedTask,
  { say, signal }: { say: (line: string) => void; signal?: AbortSignal },
): Promise<void> {
  const logger = createLogger({ level: 'warn', name: 'seed' });
  // Here, since what a thread loads before it finds nothing to do costs every start most of a second.
  if (task.onlyWhenEmpty && !(await needsSeed({ ...task, logger }))) return;
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits,
  });
  const failures: Error[] = [];
  worker.on('message', (message: SeedMessage) => {
    if ('line' in message) say(message.line);
    else
      failures.push(Object.assign(new Error(message.error.message), { name: message.error.name }));
  });
  const end = () => void worker.terminate();
  signal?.addEventListener('abort', end);
  await once(worker, 'exit'); // rejects when the thread itself fails
  signal?.removeEventListener('abort', end);
  signal?.throwIfAborted();
  const [failure] = failures;
  if (failure) throw failure;
}
