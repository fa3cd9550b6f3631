import { availableParallelism, totalmem } from 'node:os';
import { median } from './median.ts';
import type { MeasuredRow, Result } from './measure.ts';
import { loads } from './query.ts';
import { type RowName, titles } from './rows.ts';

/** The targets of the graph, as ratios of medians within one run. */
const targets: readonly { of: RowName; to: RowName; atLeast: number }[] = [
  { of: 'in-process', to: 'hello', atLeast: 0.5 },
  { of: 'in-process', to: 'apollo-over-stock', atLeast: 8 },
  { of: 'in-process', to: 'hive-over-stock', atLeast: 8 },
  { of: 'in-process', to: 'raw-driver', atLeast: 2.5 },
  { of: 'over-http', to: 'apollo-over-ours', atLeast: 1.8 },
  { of: 'large', to: 'small', atLeast: 0.85 },
  { of: 'filing', to: 'filing-raw-driver', atLeast: 0.5 },
];

const peakResidentLimitMb = 450;

/**
 * Returns the table in Markdown, and which targets were met. `peaksMb`: the peak memory of each process that is the
 * whole graph; null if unknown.
 */
export function reportOf(results: readonly Result[], peaksMb: readonly (number | null)[]): string {
  const rates = new Map(
    results.map(({ row, rounds }) => [
      row.name,
      median(rounds.map((round) => round.requestsPerSecond)),
    ]),
  );
  const rateOf = (name: RowName) => rates.get(name) ?? Number.NaN;
  /** Filing cannot be compared with reading: each is compared with the first of its kind. */
  const firstLike = ({ row: { load } }: Result) =>
    results.find(({ row }) => (row.load === 'filing') === (load === 'filing'))?.row.name;
  const measuredTargets = targets
    .map((target) => ({ ...target, ratio: rateOf(target.of) / rateOf(target.to) }))
    .filter(({ ratio }) => !Number.isNaN(ratio));
  return [
    '| row | requests/s | ratio | lowest–highest | p50 ms | p99 ms | server CPU, µs a request | load CPU |',
    '| --- | --: | --: | --: | --: | --: | --: | --: |',
    ...results.map((result) => lineOf(result, rateOf(firstLike(result) ?? result.row.name))),
    '',
    '| target | at least | measured | |',
    '| --- | --: | --: | --- |',
    ...measuredTargets.map(({ of, to, atLeast, ratio }) => {
      const met = ratio >= atLeast ? 'met' : 'missed';
      return `| ${titles[of]} : ${titles[to]} | ${atLeast} | ${ratio.toFixed(2)} | ${met} |`;
    }),
    ...memoryLines(peaksMb.filter((peak) => peak !== null)),
    '',
    conditions(results[0]?.rounds.length ?? 0),
  ].join('\n');
}

function lineOf({ row: { title }, rounds }: Result, first: number): string {
  const of = (pick: (round: MeasuredRow) => number) => median(rounds.map(pick));
  const rates = rounds.map((round) => round.requestsPerSecond);
  const failures = rounds.reduce((sum, round) => sum + round.failures, 0);
  const cells = [
    failures > 0 ? `${title}: FAILED, ${failures} requests were not answered` : title,
    median(rates).toFixed(0),
    (median(rates) / first).toFixed(2),
    `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`,
    of((round) => round.p50Ms),
    of((round) => round.p99Ms),
    of((round) => round.serverCpuMicroseconds ?? Number.NaN).toFixed(0),
    `${(100 * of((round) => round.generatorCpuShare)).toFixed(0)} %`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function memoryLines(peaksMb: readonly number[]): string[] {
  if (peaksMb.length === 0) return [];
  const most = Math.max(...peaksMb);
  const met = most < peakResidentLimitMb ? 'met' : 'missed';
  const title = `peak memory of the graph in one process, the most of ${peaksMb.length}, MB`;
  return [`| ${title} | below ${peakResidentLimitMb} | ${most} | ${met} |`];
}

function conditions(rounds: number): string {
  const day = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${day}, Node ${process.versions.node}, ${availableParallelism()} cores, ${gigabytes} GiB; the load generator and MongoDB on the same machine; medians of ${rounds} rounds, ${loads.status.connections} connections, ${loads.filing.connections} where it is filed.`;
}
