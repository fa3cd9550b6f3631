import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { inDatabaseOf, untilAllIsReported } from '../settle.ts';
import { type AnalyticsGraph, copyFile, needsOf, startAnalyticsGraph } from './analytics-graph.ts';
import { bodyOf } from './ask.ts';
import { type BesideResult, measureBeside } from './measure-beside.ts';
import { measureQuestions } from './measure-questions.ts';
import { measureVisible, type VisibleResult } from './measure-visible.ts';
import { multiplyFacts } from './multiply-facts.ts';
import { type Prepared, prepareAnalytics } from './prepare-analytics.ts';
import { questions } from './questions/index.ts';
import { reportOfAnalytics, type SizeResult } from './report-analytics.ts';
import { notMultiplied } from './rows.ts';

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

/** Changes per second. */
const changeRate = 50;
const changeSeconds = 30;
/** For generating facts; the copy itself is used with the standard settings. */
const generatorMemoryMb = 2_000;

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
    return await measure({ ...options, ...prepared, documents, token });
  } finally {
    await prepared.client.close();
  }
}

async function measure(run: Run): Promise<string> {
  const { data, documents, sizes } = run;
  const written = `${copyFile(data, documents)}.written`;
  // What a run has written is gone from the documents without a change that could be followed.
  if (existsSync(written)) rmSync(dirname(written), { recursive: true });
  const { size, beside } = await withGraph(run, documents, async (graph) => ({
    size: await measureSize(run, graph, documents),
    beside: await measureOthers(run, graph),
  }));
  const measured = [size];
  for (const applications of sizes.slice(1)) {
    const generated = await measureGenerated(run, applications);
    requireMultiplied(size, generated);
    measured.push(generated);
  }
  // Last, since it writes.
  writeFileSync(written, '');
  const visible = await withGraph(run, documents, (graph) => measureChanges(run, graph));
  return reportOfAnalytics({ sizes: measured, beside, visible });
}

async function measureSize(
  { data, scene, database, documents, rounds, token, say }: Run,
  graph: AnalyticsGraph,
  applications: number,
): Promise<SizeResult> {
  const { url, secondsToAnswer, wasBuilt } = graph;
  const isOfDocuments = applications === documents;
  if (wasBuilt) say(`The copy was built in ${secondsToAnswer.toFixed(0)} s.`);
  const measured = await measureQuestions({
    scene: { ...scene, applications },
    graph: { url, token },
    database: isOfDocuments ? database : null,
    rounds,
    say,
  });
  return {
    applications,
    buildSeconds: wasBuilt ? secondsToAnswer : null,
    questions: measured,
    needs: needsOf(graph, copyFile(data, applications)),
  };
}

/** Generates the facts of more applications from those of the documents, and asks about them. */
async function measureGenerated(run: Run, applications: number): Promise<SizeResult> {
  const { data, documents, say } = run;
  const to = copyFile(data, applications);
  rmSync(dirname(to), { recursive: true });
  const start = performance.now();
  await multiplyFacts(
    { from: copyFile(data, documents), to: copyFile(data, applications) },
    applications / documents,
    generatorMemoryMb,
  );
  const seconds = (performance.now() - start) / 1_000;
  say(`Facts of ${applications} applications were generated in ${seconds.toFixed(0)} s.`);
  try {
    return await withGraph(run, applications, (graph) => measureSize(run, graph, applications));
  } finally {
    rmSync(dirname(to), { recursive: true });
  }
}

/** @throws when a count on generated facts is not the multiple that it must be. */
function requireMultiplied(size: SizeResult, generated: SizeResult): void {
  const times = generated.applications / size.applications;
  for (const [index, { question, groups }] of size.questions.entries()) {
    const wrong = notMultiplied(groups, generated.questions[index]?.groups ?? [], times);
    if (wrong.length > 0) throw new Error(`(${question.name}) ${wrong.join('\n')}`);
  }
}

function measureOthers(run: Run, { url }: AnalyticsGraph): Promise<BesideResult> {
  const { data, scene, tokens, rounds, seconds, say } = run;
  const analysts = { url, tokens, bodies: questions.map((question) => bodyOf(question, scene)) };
  return measureBeside({ url, data, analysts, rounds, seconds, say });
}

function measureChanges(run: Run, { url }: AnalyticsGraph): Promise<VisibleResult> {
  const { uri, data, token, quietUnit: unitId } = run;
  const load = { perSecond: changeRate, seconds: changeSeconds };
  return measureVisible({ uri, url, token, data, unitId, ...load });
}

async function withGraph<Result>(
  run: Run,
  applications: number,
  work: (graph: AnalyticsGraph) => Promise<Result>,
): Promise<Result> {
  const { uri, data, token, say } = run;
  say(`Starting the graph with facts of ${applications} applications …`);
  const graph = await startAnalyticsGraph({ uri, data, applications, token, say });
  try {
    await inDatabaseOf(uri, data, untilAllIsReported);
    const result = await work(graph);
    if (graph.hasEnded()) throw new Error('The graph has ended.');
    return result;
  } finally {
    await graph.stop();
  }
}
