import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from '../load.ts';
import { median } from '../median.ts';
import type { Attacker } from './hostile-operation.ts';
import type { BesideReport, BesideTask } from './load-beside.ts';
import type { AttackedGraph } from './target.ts';

const run = promisify(execFile);

/** The attackers while citizens query the status of their applications. */
interface AttackLoad {
  readonly title: string;
  task(graph: AttackedGraph): Promise<BesideTask>;
}

const oneAddress = '192.0.2.1';
const connectionsOfOne = 64;
const signedIn = 20;

const many = (by: Attacker, who: string): AttackLoad => ({
  title: `${signedIn} ${who}, as fast as their buckets restore`,
  task: async ({ url, subjects, tokens }) => ({
    kind: 'paced',
    url,
    subjects,
    by,
    tokens: await tokens(by, signedIn),
  }),
});

const attackLoads: readonly AttackLoad[] = [
  {
    title: `one address over ${connectionsOfOne} connections, as fast as it is answered`,
    task: async ({ url, subjects }) => ({
      kind: 'flood',
      url,
      connections: connectionsOfOne,
      subjects,
      address: oneAddress,
    }),
  },
  many('CITIZEN', 'citizens'),
  many('OFFICER', 'officers'),
  many('EVALUATOR', 'evaluators'),
];

export interface BesideResult {
  readonly title: string;
  /**
   * Status queries per second: beside the attack, and beside a process that burns as much CPU time.
   */
  readonly attacked: readonly number[];
  readonly unattacked: readonly number[];
  /** The median of the ratios of each round. */
  readonly ratio: number;
  /**
   * The share of the CPU time of graph and MongoDB that the citizens kept: the same without the
   * noise of the machine.
   */
  readonly cpuShare: number;
  /** Of the responses to the attacker, by status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** The attacker's own CPU time, in cores. */
  readonly attackerCpuShare: number;
  /** Status queries without a response. */
  readonly failures: number;
}

const leadInSeconds = 2;
/**
 * On a machine where the graph gets less CPU time than a bucket restores, no attacker is ever
 * throttled.
 */
const throttleTimeoutMs = 30_000;

/**
 * In each round citizens send queries beside the attack, and then beside a process that burns as
 * much CPU time as the attacker's own has used: on a shared machine, the attacker's own CPU time is
 * not the graph's. Every other round runs in the reverse order, with the share of the previous
 * round.
 */
export async function measureBeside(
  graph: AttackedGraph,
  { rounds, seconds, say }: { rounds: number; seconds: number; say: (line: string) => void },
): Promise<BesideResult[]> {
  const results: BesideResult[] = [];
  for (const { title, task } of attackLoads) {
    const attack = await task(graph);
    const attacked: number[] = [];
    const unattacked: number[] = [];
    const statuses: Record<number, number> = {};
    const shares: number[] = [];
    const cpuAttacked: number[] = [];
    const cpuUnattacked: number[] = [];
    let failures = 0;

    const measureAttacked = async () => {
      const { measured, report, cpuMsEach } = await statusBeside(graph, attack, seconds);
      cpuAttacked.push(cpuMsEach);
      attacked.push(measured.requestsPerSecond);
      shares.push(report.cpuShare);
      failures += measured.failures;
      for (const [status, count] of Object.entries(report.statuses)) {
        statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
      }
    };
    const measureUnattacked = async () => {
      const share = shares.at(-1) ?? 0;
      const task = { kind: 'burn', share } as const;
      const { measured, cpuMsEach } = await statusBeside(graph, task, seconds);
      cpuUnattacked.push(cpuMsEach);
      unattacked.push(measured.requestsPerSecond);
      failures += measured.failures;
    };
    for (let round = 0; round < rounds; round += 1) {
      if (round % 2 === 0) {
        await measureAttacked();
        await measureUnattacked();
      } else {
        await measureUnattacked();
        await measureAttacked();
      }
      say(
        `${title}: ${attacked.at(-1)?.toFixed(0)}/s attacked, ${unattacked.at(-1)?.toFixed(0)}/s not, ${cpuAttacked.at(-1)?.toFixed(2)} and ${cpuUnattacked.at(-1)?.toFixed(2)} ms of CPU each`,
      );
    }
    results.push({
      title,
      attacked,
      unattacked,
      cpuShare: median(cpuUnattacked) / median(cpuAttacked),
      ratio: median(attacked.map((rate, round) => rate / (unattacked[round] ?? Number.NaN))),
      statuses,
      attackerCpuShare: median(shares),
      failures,
    });
  }
  return results;
}

interface Measurement {
  readonly measured: Measured;
  readonly report: BesideReport;
  /** Of the graph and MongoDB, for each answered status query, with all other work. */
  readonly cpuMsEach: number;
}

async function statusBeside(
  graph: AttackedGraph,
  beside: BesideTask,
  seconds: number,
): Promise<Measurement> {
  const { url, data } = graph;
  const attacking = run(process.execPath, [
    resolve(import.meta.dirname, 'load-beside.ts'),
    JSON.stringify(beside),
  ]);
  await untilThrottled(attacking.child);
  const load = { url, load: 'status', asksFile: data.asksFile, leadInSeconds, seconds };
  const before = await graph.cpuSeconds();
  const { stdout } = await run(process.execPath, [
    resolve(import.meta.dirname, '../load.ts'),
    JSON.stringify(load),
  ]);
  const used = (await graph.cpuSeconds()) - before;
  attacking.child.kill('SIGTERM');
  const { stdout: reported } = await attacking;
  // Printed by load.ts and by load-beside.ts, whose first line says that its buckets are empty.
  const measured = JSON.parse(stdout) as Measured;
  const report = JSON.parse(reported.slice(reported.indexOf('{'))) as BesideReport;
  return { measured, report, cpuMsEach: (1_000 * used) / measured.answersInAll };
}

/**
 * Buckets are full at first. The burst that an attacker can send at once does not affect
 * throughput.
 */
async function untilThrottled({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new Error('It prints what it does.');
  const over = new AbortController();
  const timeout = delay(throttleTimeoutMs, undefined, { signal: over.signal });
  await Promise.race([once(stdout, 'data'), timeout]);
  over.abort();
  await timeout.catch(() => {}); // it was ended
}
