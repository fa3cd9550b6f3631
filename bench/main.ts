import { createLogger } from '../lib/platform/process/logger.ts';
import { runMain, stopOnSignals, type Stoppable } from '../lib/platform/process/run.ts';
import { benchAnalytics } from './analytics/bench-analytics.ts';
import { benchAttack } from './attack/bench-attack.ts';
import { benchInbox } from './inbox/bench-inbox.ts';
import { compareAnswers, untilAllAnswer } from './compare-answers.ts';
import { compareExamples } from './compare-examples.ts';
import { compareFiled } from './compare-filed.ts';
import { type DataSet, nameOf, prepare, startMongoDB } from './data.ts';
import { benchMemory } from './memory/bench-memory.ts';
import { measureRounds } from './measure.ts';
import { type Options, readOptions, usage } from './options.ts';
import { peakResidentMb, stopAll } from './processes.ts';
import { reportOf } from './report.ts';
import { isWholeGraph, needOf, type RowName, startRows } from './rows.ts';
import { settle } from './settle.ts';
import { benchSubscriptions } from './subscriptions/bench-subscriptions.ts';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/** How often the page of an inbox is requested per round. */
const asksARound = 20;

/**
 * `npm run bench`: measures this graph and others on the same data, in one run; prints ratios. Exits with 1 when a
 * contender responds wrongly or not at all; a missed target is a failure only with `--attack`.
 */
await runMain(usage, async () => {
  const options = readOptions();
  const running: Stoppable[] = [];
  stopOnSignals(running, createLogger({ level: 'warn', name: 'bench' }));
  try {
    const mongodb = await startMongoDB(say);
    running.push(mongodb, { stop: stopAll });
    const special = await benchChosen(options, mongodb.uri);
    const { text, isMet } = special ?? (await compareContenders(options, mongodb.uri));
    if (text !== null) process.stdout.write(`${text}\n`);
    if (!isMet) process.exitCode = 1;
  } finally {
    for (const part of running.toReversed()) await part.stop();
  }
});

/** The result of a bench: its report, and whether the process succeeds. */
interface Outcome {
  text: string | null;
  isMet: boolean;
}

/** The bench that the options choose instead of the comparison with others; null if they choose none. */
async function benchChosen(options: Options, uri: string): Promise<Outcome | null> {
  const { rounds, seconds, inbox, memory, attack, subscriptions, analytics } = options;
  const reported = (text: string): Outcome => ({ text, isMet: true });
  if (inbox) return reported(await benchInbox({ uri, rounds: rounds * asksARound, say }));
  if (memory) return reported(await benchMemory({ uri, names: memory, say }));
  if (attack) {
    const { text, met: isMet } = await benchAttack({ uri, rounds, seconds, say });
    return { text, isMet };
  }
  if (subscriptions) {
    const { text, isComplete } = await benchSubscriptions({ ...subscriptions, uri, say });
    return { text, isMet: isComplete };
  }
  if (analytics) return reported(await benchAnalytics({ ...analytics, uri, say }));
  return null;
}

/** Starts this graph and others, checks that they answer alike, and measures them. */
async function compareContenders(options: Options, uri: string): Promise<Outcome> {
  const { rows: names, rounds, seconds, checkRouters } = options;
  const dataOf = await prepareData(options, uri);
  say('Starting the contenders …');
  const rows = await startRows({ mongodbUri: uri, names, dataOf, say });
  await untilAllAnswer(rows);
  await compareAnswers(rows);
  await compareFiled(uri, rows);
  say('All answer, and all alike.');
  const settled = () => settle(uri, rows);
  if (checkRouters) {
    await compareExamples({ mongodbUri: uri, rows, settle: settled });
    say('So are the examples of each role.');
    return { text: null, isMet: true };
  }
  const results = await measureRounds(rows, { rounds, seconds, settle: settled, say });
  const peaksMb = rows
    .filter(({ name }) => isWholeGraph(name))
    .map(({ pid }) => peakResidentMb(pid));
  const failed = results.some((row) => row.rounds.some(({ failures }) => failures > 0));
  return { text: reportOf(results, peaksMb), isMet: !failed };
}

/** Writes the data that the contenders need, each set once. @returns the set of a contender. */
async function prepareData({ rows: names, applications }: Options, uri: string) {
  const dataSets = new Map<string, DataSet>();
  for (const need of names.map((name) => needOf(name, applications))) {
    if (dataSets.has(nameOf(need))) continue;
    dataSets.set(nameOf(need), await prepare(uri, need, say));
  }
  return (name: RowName): DataSet => {
    const dataSet = dataSets.get(nameOf(needOf(name, applications)));
    if (!dataSet) throw new Error(`${name} has no data`);
    return dataSet;
  };
}
