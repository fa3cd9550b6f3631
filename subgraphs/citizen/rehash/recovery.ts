import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Secrets } from '../../../lib/kit/versioned-keys.ts';
import type { StoredNationalId } from './recover.ts';

/** Recovers identity numbers in a thread of its own, where it delays no request. */
export interface Recovery {
  /** One at a time. @throws the reason of the signal when it is aborted. */
  recover(stored: StoredNationalId, signal: AbortSignal): Promise<string | null>;
  stop(): Promise<void>;
}

export function startRecovery(secrets: Secrets): Recovery {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: secrets });
  return {
    async recover(stored, signal) {
      const recovered = once(worker, 'message', { signal }); // rejects when the thread fails
      worker.postMessage(stored);
      const [nationalId] = (await recovered) as [string | null]; // the message of the thread
      return nationalId;
    },
    async stop() {
      await worker.terminate();
    },
  };
}
