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
import { readOptions, usage } from './options.ts';
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
  const { rows: names, applications, rounds, seconds, checkRouters, inbox, memory } = options;
  const running: Stoppable[] = [];
  stopOnSignals(running, createLogger({ level: 'warn', name: 'bench' }));
  try {
    const mongodb = await startMongoDB(say);
    running.push(mongodb, { stop: stopAll });
    if (inbox) {
      const report = await benchInbox({ uri: mongodb.uri, rounds: rounds * asksARound, say });
      process.stdout.write(`${report}\n`);
      return;
    }
    if (memory) {
      const report = await benchMemory({ uri: mongodb.uri, names: memory, say });
      process.stdout.write(`${report}\n`);
      return;
    }
    if (options.attack) {
      const { text, met } = await benchAttack({ uri: mongodb.uri, rounds, seconds, say });
      process.stdout.write(`${text}\n`);
      if (!met) process.exitCode = 1;
      return;
    }
    if (options.subscriptions) {
      const given = { ...options.subscriptions, uri: mongodb.uri, say };
      const { text, isComplete } = await benchSubscriptions(given);
      process.stdout.write(`${text}\n`);
      if (!isComplete) process.exitCode = 1;
      return;
    }
    if (options.analytics) {
      const report = await benchAnalytics({ ...options.analytics, uri: mongodb.uri, say });
      process.stdout.write(`${report}\n`);
      return;
    }
    const dataSets = new Map<string, DataSet>();
    for (const need of names.map((name) => needOf(name, applications))) {
      if (dataSets.has(nameOf(need))) continue;
      dataSets.set(nameOf(need), await prepare(mongodb.uri, need, say));
    }
    const dataOf = (name: RowName) => {
      const dataSet = dataSets.get(nameOf(needOf(name, applications)));
      if (!dataSet) throw new Error(`${name} has no data`);
      return dataSet;
    };
    say('Starting the contenders …');
    const rows = await startRows({ mongodbUri: mongodb.uri, names, dataOf, say });
    await untilAllAnswer(rows);
    await compareAnswers(rows);
    await compareFiled(mongodb.uri, rows);
    say('All answer, and all alike.');
    const settled = () => settle(mongodb.uri, rows);
    if (checkRouters) {
      await compareExamples({ mongodbUri: mongodb.uri, rows, settle: settled });
      say('So are the examples of each role.');
      return;
    }
    const results = await measureRounds(rows, { rounds, seconds, settle: settled, say });
    const peaksMb = rows
      .filter(({ name }) => isWholeGraph(name))
      .map(({ pid }) => peakResidentMb(pid));
    process.stdout.write(`${reportOf(results, peaksMb)}\n`);
    const failed = results.some((row) => row.rounds.some(({ failures }) => failures > 0));
    if (failed) process.exitCode = 1;
  } finally {
    for (const part of running.toReversed()) await part.stop();
  }
});
