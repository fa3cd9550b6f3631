import { availableParallelism, totalmem } from 'node:os';
import { median } from '../median.ts';
import type { Needs } from './analytics-graph.ts';
import type { BesideResult } from './measure-beside.ts';
import type { MeasuredQuestion } from './measure-questions.ts';
import type { VisibleResult } from './measure-visible.ts';

/** What was measured on facts of a number of applications. */
export interface SizeResult {
  readonly applications: number;
  /** How long the graph took to start and to build the copy from the documents; null for generated facts. */
  readonly buildSeconds: number | null;
  readonly questions: readonly MeasuredQuestion[];
  readonly needs: Needs;
}

interface AnalyticsResults {
  /** The first has documents in MongoDB. */
  readonly sizes: readonly SizeResult[];
  readonly beside: BesideResult;
  readonly visible: VisibleResult;
}

const targets = {
  medianRatio: 20,
  leastRatio: 5,
  timesForTen: 15,
  residentMb: 800,
  throughput: 0.9,
  p99Times: 2,
  /** The batches follow one another at most so much apart. */
  batchIntervalMs: 2_000,
} as const;

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

/** Returns the tables in Markdown, and which targets were met. */
export function reportOfAnalytics(results: AnalyticsResults): string {
  const { sizes, beside, visible } = results;
  return [
    ...questionTable(sizes),
    '',
    ...needsTable(sizes),
    '',
    ...besideTable(beside),
    '',
    `From a commit to the first answer that has it, at ${visible.perSecond} changes/s, ${visible.changes} changes: p50 ${visible.p50Ms.toFixed(0)} ms, p99 ${visible.p99Ms.toFixed(0)} ms, at most ${visible.mostMs.toFixed(0)} ms; the longest batch took ${visible.batchMs.toFixed(0)} ms.`,
    '',
    '| target | wanted | measured | |',
    '| --- | --- | --: | --- |',
    ...targetsOf(results).map(({ title, wanted, measured, isMet }) =>
      row(title, wanted, measured, isMet ? 'met' : 'missed'),
    ),
    '',
    conditions(),
  ].join('\n');
}

function questionTable([first, ...generated]: AnalyticsResults['sizes']): string[] {
  const head = ['question', 'groups', `MongoDB, ms`, `here, ms`, 'ratio'];
  const more = generated.map(({ applications }) => `here, ms, ${numberOf(applications)}`);
  return [
    `Medians on ${numberOf(first?.applications ?? 0)} applications, both warm, through HTTP and with names from the directory here.`,
    '',
    row(...head, ...more),
    row('---', ...[...head.slice(1), ...more].map(() => '--:')),
    ...(first?.questions ?? []).map(({ question, groups, graphMs, mongodbMs }, index) =>
      row(
        `(${question.name}) ${question.title}`,
        groups.length,
        mongodbMs?.toFixed(0) ?? '–',
        graphMs.toFixed(0),
        mongodbMs === null ? '–' : (mongodbMs / graphMs).toFixed(1),
        ...generated.map(({ questions }) => questions[index]?.graphMs.toFixed(0) ?? '–'),
      ),
    ),
  ];
}

const needsTable = (sizes: AnalyticsResults['sizes']): string[] => [
  '| applications | built from documents, s | per second | file, MB | analytics, resident MB | its peak, MB |',
  '| --: | --: | --: | --: | --: | --: |',
  ...sizes.map(({ applications, buildSeconds, needs }) =>
    row(
      numberOf(applications),
      buildSeconds?.toFixed(0) ?? '–',
      buildSeconds === null ? '–' : (applications / buildSeconds).toFixed(0),
      needs.fileMb,
      needs.residentMb ?? '–',
      needs.peakResidentMb ?? '–',
    ),
  ),
];

function besideTable({ saturated, rate, p99Ms, ...counts }: BesideResult): string[] {
  const line = (title: string, { alone, beside }: BesideResult['p99Ms'], digits: number) =>
    row(
      title,
      median(alone).toFixed(digits),
      median(beside).toFixed(digits),
      medianRatio({ alone, beside }).toFixed(2),
    );
  return [
    `Status queries alone, and while analysts ask the questions above without pause: medians of ${saturated.alone.length} alternating rounds, and of the ratios of each round. Meanwhile the analysts had ${counts.questions} answers in ${counts.seconds.toFixed(0)} s (${(counts.questions / counts.seconds).toFixed(2)}/s).`,
    '',
    '| status queries | alone | beside | ratio |',
    '| --- | --: | --: | --: |',
    line('per second, at saturation', saturated, 0),
    line(`p99 ms, at ${rate}/s`, p99Ms, 1),
  ];
}

const medianRatio = ({ alone, beside }: BesideResult['p99Ms']): number =>
  median(beside.map((value, round) => value / (alone[round] ?? Number.NaN)));

interface Target {
  title: string;
  wanted: string;
  measured: string;
  isMet: boolean;
}

function targetsOf({ sizes, beside, visible }: AnalyticsResults): Target[] {
  const [first, ...generated] = sizes;
  const ratios = (first?.questions ?? []).flatMap(({ graphMs, mongodbMs }) =>
    mongodbMs === null ? [] : [mongodbMs / graphMs],
  );
  const failures = beside.failures + beside.failedQuestions;
  return [
    atLeast('MongoDB : here, median of the questions', targets.medianRatio, median(ratios)),
    atLeast('MongoDB : here, the least', targets.leastRatio, Math.min(...ratios)),
    ...generated.flatMap((size) => largerTargets(first, size)),
    atLeast(
      'status queries beside analysts : alone, throughput',
      targets.throughput,
      medianRatio(beside.saturated),
    ),
    atMost(
      'status queries beside analysts : alone, p99',
      targets.p99Times,
      medianRatio(beside.p99Ms),
    ),
    atLeast('questions answered meanwhile', 1, beside.questions),
    atMost('requests that failed', 0, failures),
    atMost(
      'from a commit to the answer that has it, the most, ms: the batch interval and two batches',
      Math.floor(targets.batchIntervalMs + 2 * visible.batchMs),
      visible.mostMs,
    ),
  ];
}

function largerTargets(first: SizeResult | undefined, size: SizeResult): Target[] {
  const times = size.questions.map(
    ({ graphMs }, index) => graphMs / (first?.questions[index]?.graphMs ?? Number.NaN),
  );
  const more = size.applications / (first?.applications ?? 1);
  const applications = numberOf(size.applications);
  return [
    atMost(
      `time with ${applications} : ${numberOf(first?.applications ?? 0)} applications, the most`,
      (targets.timesForTen * more) / 10,
      Math.max(...times),
    ),
    atMost(
      `resident memory of analytics, MB, ${applications} applications, at its peak`,
      targets.residentMb,
      size.needs.peakResidentMb ?? Number.NaN,
    ),
  ];
}

const atLeast = (title: string, wanted: number, measured: number): Target => ({
  title,
  wanted: `at least ${wanted}`,
  measured: String(Number(measured.toFixed(2))),
  isMet: measured >= wanted,
});

const atMost = (title: string, wanted: number, measured: number): Target => ({
  title,
  wanted: `at most ${wanted}`,
  measured: String(Number(measured.toFixed(2))),
  isMet: measured <= wanted,
});

const numberOf = (value: number) => value.toLocaleString('en');

function conditions(): string {
  const day = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${day}, Node ${process.versions.node}, ${availableParallelism()} cores, ${gigabytes} GiB; load generator, analysts and MongoDB on the same machine.`;
}
