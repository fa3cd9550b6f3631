import { parentPort, workerData } from 'node:worker_threads';
import { isDatabaseAway } from '../lib/mongodb/database-away.ts';
import { createLogger } from '../lib/platform/process/logger.ts';
import { seed } from './seed.ts';
import type { SeedMessage, SeedTask } from './seed-in-worker.ts';

/** The thread that `seedInWorker` starts. */
const task = workerData as SeedTask; // its creator passes it
const post = (message: SeedMessage) => parentPort?.postMessage(message);

try {
  await seed({
    ...task,
    logger: createLogger({ level: 'warn', name: 'seed' }),
    say: (line) => post({ line }),
  });
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  post({ error: { name, message, away: isDatabaseAway(error) } });
}
