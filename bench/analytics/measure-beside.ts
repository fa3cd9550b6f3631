import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { DataSet } from '../data.ts';
import type { Measured } from '../load.ts';
import { median } from '../median.ts';
import type { AnalystsReport, AnalystsTask } from './analysts.ts';

const run = promisify(execFile);

/** Status queries alone and beside analysts: one value for each round. */
export interface BesideResult {
  readonly saturated: Sides<readonly number[]>;
  /** Status queries per second of the fixed rate: half of what is answered alone. */
  readonly rate: number;
  readonly p99Ms: Sides<readonly number[]>;
  /** Questions that analysts had answered in all rounds, and those that failed. */
  readonly questions: number;
  readonly failedQuestions: number;
  /** For how long analysts asked. */
  readonly seconds: number;
  /** Status queries that were not answered. */
  readonly failures: number;
}

interface Sides<Value> {
  readonly alone: Value;
  readonly beside: Value;
}

interface Options {
  url: string;
  data: DataSet;
  analysts: AnalystsTask;
  rounds: number;
  seconds: number;
  say: (line: string) => void;
}

const leadInSeconds = 2;

/** Alternates loads alone and beside analysts, every other round in the reverse order. */
export async function measureBeside(options: Options): Promise<BesideResult> {
  const { rounds, say } = options;
  const rates = { alone: [] as number[], beside: [] as number[] };
  const p99Ms = { alone: [] as number[], beside: [] as number[] };
  const counts = { questions: 0, failedQuestions: 0, seconds: 0, failures: 0 };

  const alone = (rate?: number) => loadWithStatus(options, rate);
  const beside = async (rate?: number) => {
    const { measured, report } = await besideAnalysts(options, () => loadWithStatus(options, rate));
    counts.questions += report.completed;
    counts.failedQuestions += report.failures;
    counts.seconds += report.seconds;
    return measured;
  };
  const alternate = async (
    round: number,
    rate: number | undefined,
    keep: (side: 'alone' | 'beside', measured: Measured) => void,
  ) => {
    const sides = [['alone', alone] as const, ['beside', beside] as const];
    for (const [side, load] of round % 2 === 0 ? sides : sides.toReversed()) {
      const measured = await load(rate);
      counts.failures += measured.failures;
      keep(side, measured);
    }
  };

  await alone(); // warms up
  for (let round = 0; round < rounds; round += 1) {
    await alternate(round, undefined, (side, { requestsPerSecond }) =>
      rates[side].push(requestsPerSecond),
    );
    say(
      `status: ${rates.alone.at(-1)?.toFixed(0)}/s alone, ${rates.beside.at(-1)?.toFixed(0)}/s beside`,
    );
  }
  const rate = Math.round(median(rates.alone) / 2);
  for (let round = 0; round < rounds; round += 1) {
    await alternate(round, rate, (side, measured) => p99Ms[side].push(measured.p99Ms));
    say(`at ${rate}/s: p99 ${p99Ms.alone.at(-1)} ms alone, ${p99Ms.beside.at(-1)} ms beside`);
  }
  return { saturated: rates, rate, p99Ms, ...counts };
}

async function loadWithStatus(
  { url, data, seconds }: Options,
  rate: number | undefined,
): Promise<Measured> {
  const task = { url, load: 'status', asksFile: data.asksFile, leadInSeconds, seconds, rate };
  const file = resolve(import.meta.dirname, '../load.ts');
  const { stdout } = await run(process.execPath, [file, JSON.stringify(task)]);
  return JSON.parse(stdout) as Measured; // printed by load.ts
}

async function besideAnalysts(
  { analysts }: Options,
  work: () => Promise<Measured>,
): Promise<{ measured: Measured; report: AnalystsReport }> {
  const asking = run(process.execPath, [
    resolve(import.meta.dirname, 'analysts.ts'),
    JSON.stringify(analysts),
  ]);
  const { stdout } = asking.child;
  if (!stdout) throw new Error('It prints what it does.');
  await once(stdout, 'data'); // the first answer
  const measured = await work();
  asking.child.kill('SIGTERM');
  const { stdout: printed } = await asking;
  // After a line that it has begun.
  const report = JSON.parse(printed.slice(printed.indexOf('{'))) as AnalystsReport;
  return { measured, report };
}
