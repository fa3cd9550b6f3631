import { parentPort, workerData } from 'node:worker_threads';
import type { Secrets } from '../../../lib/kit/versioned-keys.ts';
import { nationalIdHash } from '../citizens/index.ts';
import { recoverNationalId, type StoredNationalId } from './recover.ts';

/** A thread of its own that recovers one identity number after the other. */
const hash = nationalIdHash({ secrets: workerData as Secrets }); // passed by `startRecovery`

parentPort?.on('message', (stored: StoredNationalId) => {
  parentPort?.postMessage(recoverNationalId(stored, hash));
});
