import { median } from '../median.ts';
import type { BesideResult } from './measure-beside.ts';
import { type Baseline, isOfCleaning, type MeasuredOperation } from './measure-corpus.ts';

/** The maximum cost of an operation, in status queries. */
const mostStatusQueries = 500;
/**
 * The maximum cost of a file, with its cleaning. It is charged to its citizen, who has a hundredth
 * of a core in the long run: see docs/decisions/0045-what-cleaning-may-cost.md.
 */
const mostStatusQueriesOfCleaning = 10_000;
/** The share of their throughput that citizens keep beside an attack. */
const leastThroughput = 0.8;
/** The maximum growth of memory when the corpus was sent once more. */
const mostGrowth = 0.05;

interface AttackResults {
  readonly baseline: Baseline;
  readonly operations: readonly MeasuredOperation[];
  readonly beside: readonly BesideResult[];
  /** Resident memory after a collection: before, after the corpus, and after it was sent again. */
  readonly residentMb: readonly [before: number, once: number, twice: number];
}

const expectationOf = ({ operation: { expected } }: MeasuredOperation) =>
  typeof expected === 'string' ? expected : expected.refused;

const isAsExpected = (measured: MeasuredOperation) =>
  measured.became.every((outcome) => outcome === expectationOf(measured));

const surprisesIn = ({ operations }: AttackResults) =>
  operations.filter((measured) => !isAsExpected(measured));

const timesStatusQuery = ({ cpuMs }: MeasuredOperation, { crowdedStatusCpuMs }: Baseline) =>
  cpuMs / crowdedStatusCpuMs;

type Target = [title: string, wanted: string, measured: string, met: boolean];

function targetsOf(results: AttackResults): Target[] {
  const { baseline, operations, beside, residentMb } = results;
  const [, once, twice] = residentMb;
  const mostOf = (some: readonly MeasuredOperation[]) =>
    Math.max(0, ...some.map((one) => timesStatusQuery(one, baseline)));
  const ofCleaning = operations.filter(({ operation }) => isOfCleaning(operation));
  const most = mostOf(operations.filter(({ operation }) => !isOfCleaning(operation)));
  const mostOfCleaning = mostOf(ofCleaning);
  const { length: surprises } = surprisesIn(results);
  const failures = beside.reduce((sum, one) => sum + one.failures, 0);
  const growth = twice / once - 1;
  return [
    [
      'CPU of a hostile operation, in status queries',
      `at most ${mostStatusQueries}`,
      most.toFixed(0),
      most <= mostStatusQueries,
    ],
    [
      'CPU of a file that is expensive to clean, in status queries',
      `at most ${mostStatusQueriesOfCleaning}`,
      mostOfCleaning.toFixed(0),
      mostOfCleaning <= mostStatusQueriesOfCleaning,
    ],
    ['operations that became something else than they must', '0', `${surprises}`, surprises === 0],
    ...beside.map(({ title, ratio }): Target => [
      `throughput beside ${title}`,
      `at least ${leastThroughput}`,
      ratio.toFixed(2),
      ratio >= leastThroughput,
    ]),
    ['status queries not answered beside attacks', '0', `${failures}`, failures === 0],
    [
      'growth of resident memory when all is sent once more',
      `at most ${100 * mostGrowth} %`,
      `${(100 * growth).toFixed(1)} %`,
      growth <= mostGrowth,
    ],
  ];
}

/** The tables in Markdown, which targets were met, and whether all were. */
export function reportOfAttacks(results: AttackResults): { text: string; met: boolean } {
  const { baseline, operations, beside, residentMb } = results;
  const [before, once, twice] = residentMb;
  const mostExpensive = operations.toSorted((one, other) => other.cpuMs - one.cpuMs);
  const perPoint = operations.flatMap(({ cpuMs, cost }) =>
    cost && cost.actual >= 50 ? [(1_000 * cpuMs) / cost.actual] : [],
  );
  const surprises = surprisesIn(results);
  const targets = targetsOf(results);
  const text = [
    '| kind | by | operation | becomes | cost, at most | cost | CPU, ms | in status queries | longest turn, ms | kB |',
    '| --- | --- | --- | --- | --: | --: | --: | --: | --: | --: |',
    ...mostExpensive.map((measured) => lineOf(measured, timesStatusQuery(measured, baseline))),
    '',
    `A status query takes ${baseline.crowdedStatusCpuMs.toFixed(2)} ms of CPU where many ask at once, which is what is compared with, and ${baseline.statusCpuMs.toFixed(2)} ms where one asks after the other, as the operations above are asked. When nobody asks, the longest turn of the event loop was ${baseline.idleLongestTurnMs.toFixed(0)} ms, and graph and MongoDB took ${baseline.idleCpuMs.toFixed(0)} ms in a second. A point of the actual cost took ${median(perPoint).toFixed(0)} µs in the median of the operations of 50 or more, and ${Math.max(...perPoint).toFixed(0)} at most. Resident memory after a collection, MB: ${before} before, ${once} after, ${twice} when all was sent once more.`,
    '',
    '| beside | status queries/s | without | ratio, lowest–highest | share of CPU | answers to the attacker | its CPU |',
    '| --- | --: | --: | --: | --: | --- | --: |',
    ...beside.map(besideLine),
    '',
    '| target | wanted | measured | |',
    '| --- | --: | --: | --- |',
    ...targets.map(
      ([title, wanted, measured, met]) =>
        `| ${title} | ${wanted} | ${measured} | ${met ? 'met' : 'missed'} |`,
    ),
    ...surprises.map(
      (one) =>
        `\n${one.operation.name} became ${one.became.join(' and ')} instead of ${expectationOf(one)}.`,
    ),
  ].join('\n');
  return { text, met: targets.every(([, , , met]) => met) };
}

function lineOf(measured: MeasuredOperation, times: number): string {
  const { operation, became, cost, cpuMs, longestTurnMs, answerBytes } = measured;
  const cells = [
    operation.kind,
    operation.by,
    operation.name,
    became.map((outcome) => (isRefusal(outcome) ? `refused: ${outcome}` : outcome)).join(', '),
    cost?.requested ?? '–',
    cost?.actual ?? '–',
    cpuMs.toFixed(1),
    times.toFixed(0),
    longestTurnMs.toFixed(0),
    (answerBytes / 1_000).toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

const isRefusal = (outcome: MeasuredOperation['became'][number]) =>
  outcome !== 'answered' && outcome !== 'nothing';

function besideLine(result: BesideResult): string {
  const { title, attacked, unattacked, statuses, attackerCpuShare } = result;
  const ratios = attacked.map((rate, round) => rate / (unattacked[round] ?? Number.NaN));
  const cells = [
    title,
    median(attacked).toFixed(0),
    median(unattacked).toFixed(0),
    `${result.ratio.toFixed(2)}, ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
    result.cpuShare.toFixed(2),
    Object.entries(statuses)
      .map(([status, count]) => `${count} × ${status === '0' ? 'not awaited' : status}`)
      .join(', '),
    `${(100 * attackerCpuShare).toFixed(0)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}
