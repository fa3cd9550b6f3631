import { availableParallelism, totalmem } from 'node:os';
import { median } from '../median.ts';
import type { Needs } from './analytics-graph.ts';
import type { MeasuredQuestion } from './measure-questions.ts';

export interface SizeResult {
  readonly applications: number;
  /** How long the copy took to be built from the documents; null for generated facts. */
  readonly buildSeconds: number | null;
  readonly questions: readonly MeasuredQuestion[];
  readonly needs: Needs;
}

export interface AnalyticsResults {
  /** The first has documents in MongoDB. */
  readonly sizes: readonly SizeResult[];
}

const atLeast = { median: 20, each: 5 } as const;

const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

/** Returns the tables in Markdown, and which targets were met. */
export function reportOfAnalytics({ sizes }: AnalyticsResults): string {
  return [...sizes.flatMap(tableOf), conditions()].join('\n');
}

function tableOf({ applications, questions }: SizeResult): string[] {
  const ratios = questions.flatMap(
    ({ graphMs, mongodbMs }) => (mongodbMs ?? []) && Number(mongodbMs) / graphMs,
  );
  return [
    `${applications} applications`,
    ...questions.map(({ question, graphMs, mongodbMs }) =>
      row(question.name, question.title, graphMs.toFixed(0), mongodbMs?.toFixed(0) ?? '–'),
    ),
    row('median', median(ratios).toFixed(1), atLeast.median, atLeast.each),
  ];
}

function conditions(): string {
  const day = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${day}, Node ${process.versions.node}, ${availableParallelism()} cores, ${gigabytes} GiB`;
}
