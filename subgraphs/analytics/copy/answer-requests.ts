import type { Logger } from 'pino';
import type { Peers } from '../../../lib/federation/peers.ts';
import type { JobRuns } from '../../../lib/kit/job-runs.ts';
import { periodically, type PeriodicJob } from '../../../lib/kit/periodically.ts';
import type { Copy } from './copy.ts';
import { endLeftOver, report, takeRequest } from './requests.ts';
import { verifyCopy } from './verify.ts';

interface AnswerOptions {
  copy: Copy;
  /** The path of the copy. */
  path: string;
  peers: Peers;
  after: Promise<unknown>;
  logger: Logger;
  runs: JobRuns;
}

const everyMs = 500;

/** Does what `npm run analytics` asks for: only this process can read and write the copy. */
export function answerRequests(options: AnswerOptions): PeriodicJob {
  const { after, logger, path, runs } = options;
  let leftOver: Promise<void> | null = null;
  return periodically({
    name: 'requests about the copy of facts',
    everyMs,
    after,
    logger,
    runs,
    async run(signal) {
      await (leftOver ??= endLeftOver(path));
      await answerRequest(options, signal);
    },
  });
}

async function answerRequest(options: AnswerOptions, signal: AbortSignal): Promise<void> {
  const { copy, path, peers } = options;
  const request = await takeRequest(path);
  if (!request) return;
  try {
    if (request.kind === 'rebuild') {
      copy.rebuild('a command asks for it');
      await copy.caughtUp(signal);
      return await report(path, { state: 'done', result: null });
    }
    const onProgress = (applications: number) => report(path, { state: 'running', applications });
    const result = await verifyCopy({ copy, peers, signal, onProgress });
    await report(path, { state: 'done', result });
  } catch (error) {
    await report(path, { state: 'failed', message: String(error) });
    throw error;
  }
}
