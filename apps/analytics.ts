import { setTimeout as sleep } from 'node:timers/promises';
import { readArguments } from '../lib/platform/process/read-options.ts';
import { runMain, stopRequested } from '../lib/platform/process/run.ts';
import { ConfigurationError } from '../lib/platform/process/setting.ts';
import {
  leaveRequest,
  type Progress,
  readProgress,
  type Verification,
  withdrawRequest,
} from '../subgraphs/analytics/copy/index.ts';
import { copyPath } from '../subgraphs/analytics/settings.ts';
import { configure } from './shared/configure.ts';

const usage = `Usage: npm run analytics -- rebuild
       npm run analytics -- verify
  rebuild  has the copy of analytics built anew, from the stored documents
  verify   compares it with them; exits with 1 if anything differs
  --help   print this
Analytics must be running on this machine, with the same settings.`;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** How long the process of analytics may take to notice a request. */
const noticeMs = 15_000;
const pollMs = 200;
const mostShown = 20;

/** `npm run analytics`: asks the process that has the copy to do something with it. */
await runMain(usage, async () => {
  const [kind, ...others] = readArguments({}, usage).positionals;
  if ((kind !== 'rebuild' && kind !== 'verify') || others.length > 0) {
    throw new ConfigurationError(usage);
  }
  const configuration = configure();
  const path = copyPath(configuration, { databasePrefix: configuration.DATABASE_PREFIX });
  await leaveRequest(path, { kind });
  const done = await untilDone(path);
  if (done.state === 'failed') throw new Error(done.message);
  if (done.result) return reportVerification(done.result);
  say('The copy was built anew.');
});

type Done = Exclude<Progress, { state: 'running' }>;

async function untilDone(path: string): Promise<Done> {
  const began = performance.now();
  let said = 0;
  for (;;) {
    stopRequested.throwIfAborted();
    const progress = await readProgress(path);
    if (progress && progress.state !== 'running') return progress;
    if (!progress && performance.now() - began > noticeMs) {
      await withdrawRequest(path);
      throw new Error(`No process of analytics answers for ${path}: start the graph.`);
    }
    if (progress && progress.applications >= said + 100_000) {
      said = progress.applications;
      say(`Compared ${said} applications …`);
    }
    await sleep(pollMs);
  }
}

function reportVerification({ applications, differences }: Verification): void {
  if (differences.length === 0) {
    return say(`The copy agrees with the documents of ${applications} applications.`);
  }
  for (const { table, of } of differences.slice(0, mostShown)) say(`${table} differs: ${of}`);
  say(`${differences.length} differences; \`npm run analytics -- rebuild\` removes them.`);
  process.exitCode = 1;
}
