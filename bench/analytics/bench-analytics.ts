import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { inDatabaseOf, untilAllIsReported } from '../settle.ts';
import { type AnalyticsGraph, copyFile, needsOf, startAnalyticsGraph } from './analytics-graph.ts';
import { measureQuestions } from './measure-questions.ts';
import { type Prepared, prepareAnalytics } from './prepare-analytics.ts';
import { type AnalyticsResults, reportOfAnalytics, type SizeResult } from './report-analytics.ts';

export interface AnalyticsOptions {
  /** Numbers of applications, in ascending order. Those after the first are generated from the facts of the first. */
  readonly sizes: readonly number[];
  readonly rounds: number;
  /** How long each load of status queries is measured. */
  readonly seconds: number;
}

interface Options extends AnalyticsOptions {
  uri: string;
  say: (line: string) => void;
}

interface Run extends Options, Prepared {
  /** The number of applications that exist as documents. */
  readonly documents: number;
  readonly token: string;
}

/**
 * `npm run bench -- --analytics`: asks the usual questions of analysts here and of MongoDB on the same data, on more facts
 * than there are documents, and measures what others notice of it.
 * @returns the report.
 * @throws when an answer differs from MongoDB's.
 */
export async function benchAnalytics(options: Options): Promise<string> {
  const [documents = 0] = options.sizes;
  const prepared = await prepareAnalytics(options.uri, documents, options.say);
  try {
    const [token = ''] = prepared.tokens;
    return reportOfAnalytics(await measure({ ...options, ...prepared, documents, token }));
  } finally {
    await prepared.client.close();
  }
}

async function measure(run: Run): Promise<AnalyticsResults> {
  const { data, documents } = run;
  // What earlier runs have written is gone from the documents without a change that could be followed.
  rmSync(dirname(copyFile(data, documents)), { recursive: true });
  const sizes: SizeResult[] = [];
  await withGraph(run, documents, async (graph) => {
    sizes.push(await measureSize(run, graph, documents));
  });
  return { sizes };
}

async function measureSize(
  { data, scene, database, documents, rounds, token, say }: Run,
  graph: AnalyticsGraph,
  applications: number,
): Promise<SizeResult> {
  const { url, secondsToAnswer } = graph;
  const isBuilt = applications === documents;
  if (isBuilt) say(`The copy was built in ${secondsToAnswer.toFixed(0)} s.`);
  const questions = await measureQuestions({
    scene,
    graph: { url, token },
    database: isBuilt ? database : null,
    rounds,
    say,
  });
  return {
    applications,
    buildSeconds: isBuilt ? secondsToAnswer : null,
    questions,
    needs: needsOf(graph, copyFile(data, applications)),
  };
}

async function withGraph(
  run: Run,
  applications: number,
  work: (graph: AnalyticsGraph) => Promise<void>,
): Promise<void> {
  const { uri, data, token, say } = run;
  say(`Starting the graph with facts of ${applications} applications …`);
  const graph = await startAnalyticsGraph({ uri, data, applications, token, say });
  try {
    await inDatabaseOf(uri, data, untilAllIsReported);
    await work(graph);
    if (graph.hasEnded()) throw new Error('The graph has ended.');
  } finally {
    await graph.stop();
  }
}
