import { setTimeout as delay } from 'node:timers/promises';
import { bodyOf, isRight, loadNamed } from '../query.ts';
import { corpus } from './corpus.ts';
import type { HostileOperation, Refusal } from './hostile-operation.ts';
import { type Outcome, send, sendAtOnce, type Sent } from './send.ts';
import type { AttackedGraph } from './target.ts';

export interface MeasuredOperation {
  readonly operation: HostileOperation;
  readonly times: number;
  /** Of the graph and MongoDB, for each request that is admitted, without their idle load. */
  readonly cpuMs: number;
  readonly longestTurnMs: number;
  /** Its outcomes; more than one only if they differ between requests. */
  readonly became: readonly (Refusal | 'otherwise' | 'answered' | 'nothing')[];
  /** Costs as reported by the graph. */
  readonly cost: { requested: number; actual: number } | null;
  readonly answerBytes: number;
}

export interface Baseline {
  /** Of the graph and MongoDB in each second without requests. */
  readonly idleCpuMs: number;
  readonly idleLongestTurnMs: number;
  /** Of a status query, sent like the hostile operations: one after the other. */
  readonly statusCpuMs: number;
  /** The same with many concurrent ones. */
  readonly crowdedStatusCpuMs: number;
}

const idleMs = 20_000;
/** An operation that takes longer is compared with the idle load after it, which differs from that at the beginning. */
const longMs = 10_000;
const statusQueries = 2_000;
const crowd = 32;

/** Each is sent for this time to be measured, within this minimum and maximum number. */
const measuredMs = 700;
/** Work for a client that does not wait continues for a moment. */
const afterMs = 500;
const leastTimes = 5;
const mostTimes = 40;

export async function measureBaseline(graph: AttackedGraph): Promise<Baseline> {
  const load = loadNamed('status');
  const { asks } = graph;
  async function askFor(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const ask = asks[index % asks.length];
      if (!ask) return;
      const request = { body: bodyOf(load, ask) };
      const { outcome } = await send({ url: graph.url, token: ask.token }, request, 'whole');
      if (outcome && isRight(load, outcome.body)) continue;
      throw new Error(`A status query is answered with ${outcome?.body}.`);
    }
  }
  await askFor(statusQueries);
  await graph.inspected.longestTurnMs();
  const idleCpuMs = await idleCpuMsOver(graph, idleMs);
  const idleLongestTurnMs = await graph.inspected.longestTurnMs();
  const one = await usedBy(graph, () => askFor(statusQueries));
  const statusCpuMs = withoutIdle(one, idleCpuMs);
  const many = await usedBy(graph, async () => {
    await Promise.all(Array.from({ length: crowd }, () => askFor(statusQueries / 8)));
  });
  const crowdedStatusCpuMs = withoutIdle(many, idleCpuMs);
  return {
    idleCpuMs,
    idleLongestTurnMs,
    statusCpuMs: statusCpuMs / statusQueries,
    crowdedStatusCpuMs: crowdedStatusCpuMs / ((statusQueries / 8) * crowd),
  };
}

interface Used {
  readonly cpuMs: number;
  readonly elapsedMs: number;
}

/** What graph and MongoDB use during `work`. */
async function usedBy(graph: AttackedGraph, work: () => Promise<unknown>): Promise<Used> {
  const before = await graph.cpuSeconds();
  const begun = performance.now();
  await work();
  const cpuMs = 1_000 * ((await graph.cpuSeconds()) - before);
  return { cpuMs, elapsedMs: performance.now() - begun };
}

/** @returns the idle load in each second of this time. */
async function idleCpuMsOver(graph: AttackedGraph, ms: number): Promise<number> {
  const { cpuMs, elapsedMs } = await usedBy(graph, () => delay(ms));
  return (1_000 * cpuMs) / elapsedMs;
}

const withoutIdle = ({ cpuMs, elapsedMs }: Used, idleCpuMs: number): number =>
  Math.max(0, cpuMs - (idleCpuMs * elapsedMs) / 1_000);

/** Sends each operation of the corpus a few times. */
export async function sendCorpus(graph: AttackedGraph, baseline: Baseline): Promise<void> {
  for (const operation of corpus) await measureOperation(graph, baseline, operation, 0);
}

/** Sends each operation of the corpus repeatedly, each time as a viewer with a full bucket. */
export async function measureCorpus(
  graph: AttackedGraph,
  baseline: Baseline,
  say: (line: string) => void,
): Promise<MeasuredOperation[]> {
  const results: MeasuredOperation[] = [];
  for (const operation of corpus) {
    const result = await measureOperation(graph, baseline, operation, measuredMs);
    results.push(result);
    const { name, by, kind } = operation;
    say(
      `${kind}: ${name} (${by}): ${result.became.join(', ')}, ${result.cpuMs.toFixed(1)} ms, turn ${result.longestTurnMs.toFixed(0)} ms, cost ${result.cost?.requested ?? '–'} / ${result.cost?.actual ?? '–'}, ${result.times} times`,
    );
  }
  return results;
}

export const isOfCleaning = ({ kind }: Pick<HostileOperation, 'kind'>) => kind === 'cleaning';

/** A number that no earlier run has used. */
let lastNumber = Math.floor(Date.now() / 1_000) % 1_000_000;

const becameOf = (outcome: Outcome | null) =>
  outcome ? (outcome.refused ?? 'answered') : 'nothing';

const isRefusedAsExpected = ({ expected }: HostileOperation, outcome: Outcome | null) =>
  typeof expected === 'object' && outcome?.refused === expected.refused;

async function measureOperation(
  graph: AttackedGraph,
  { idleCpuMs }: Baseline,
  operation: HostileOperation,
  forMs: number,
): Promise<MeasuredOperation> {
  const became = new Set<MeasuredOperation['became'][number]>();
  const open: Sent[] = [];
  let cost: MeasuredOperation['cost'] = null;
  let answerBytes = 0;
  let times = 0;
  await graph.inspected.longestTurnMs();
  const used = await usedBy(graph, async () => {
    const until = performance.now() + forMs;
    while (times < leastTimes || (performance.now() < until && times < mostTimes)) {
      const target = await (isOfCleaning(operation)
        ? graph.uploader()
        : graph.newcomer(operation.by));
      const sent = await sendAtOnce(target, operation, {
        subjects: graph.subjects,
        nextNumber: () => (lastNumber += 1),
      });
      times += 1;
      open.push(...sent);
      const admitted = sent.filter(({ outcome }) => !isRefusedAsExpected(operation, outcome));
      // Of many concurrent ones some may be admitted.
      const { expected } = operation;
      const mayBe = typeof expected === 'object' ? (expected.butFor ?? 0) : 0;
      if (typeof expected === 'object' && admitted.length <= mayBe) became.add(expected.refused);
      else for (const { outcome } of admitted) became.add(becameOf(outcome));
      for (const { outcome } of sent) {
        if (outcome?.cost) ({ cost } = outcome);
        answerBytes = Math.max(answerBytes, outcome?.bytes ?? 0);
      }
    }
    if (operation.manner !== 'whole') await delay(afterMs);
    // It begins after the response.
    if (isOfCleaning(operation)) await graph.untilCleaned();
  });
  const longestTurnMs = await graph.inspected.longestTurnMs();
  for (const sent of open) sent.close();
  // Only a few may run at once.
  if (operation.kind === 'exports') await graph.untilExported();
  const isLong = forMs > 0 && used.elapsedMs > longMs;
  const idle = isLong ? await idleCpuMsOver(graph, used.elapsedMs / 2) : idleCpuMs;
  return {
    operation,
    times,
    cpuMs: withoutIdle(used, idle) / (times * operation.admitted),
    longestTurnMs,
    became: [...became],
    cost,
    answerBytes,
  };
}
