import { settingOver, startGraph } from '../contenders.ts';
import { prepare } from '../data.ts';
import { freePort, peakResidentMb, untilRight } from '../processes.ts';
import { readAsks } from '../compare-answers.ts';
import { bodyOf, isRight, loadNamed } from '../query.ts';
import { postGraphql } from '../post-graphql.ts';
import { flood, type FloodTarget } from './flood.ts';
import { inspect, type MemoryUse } from './inspected-process.ts';
import { type ShapeName, shapes } from './shapes.ts';

interface Options {
  uri: string;
  names: readonly ShapeName[];
  say: (line: string) => void;
}

/** The growth of memory over the last few hundred operations that still counts as steady. */
const steadyGrowth = 0.05;
const lastOperations = 300;

interface Measured extends MemoryUse {
  asked: number;
}

/**
 * Sends a graph, started as in production, an unlimited number of different operations, and
 * measures its memory. Fails when the process ends, a status query is not answered or memory still
 * grows at the end.
 */
export async function benchMemory({ uri, names, say }: Options): Promise<string> {
  const data = await prepare(uri, { applications: 10_000, writtenBy: null }, say);
  const port = await freePort();
  const graph = await startGraph(settingOver(uri, data.databasePrefix), undefined, [
    `--inspect=127.0.0.1:${port}`,
  ]);
  const load = loadNamed('status');
  const [ask] = readAsks({ data });
  if (!ask) throw new Error('There is nobody to ask for a status.');
  const body = bodyOf(load, ask);
  await untilRight(
    { title: 'the graph', hasEnded: graph.hasEnded },
    () => postGraphql(graph, { body, token: ask.token }),
    (answer) => isRight(load, answer),
  );
  const target: FloodTarget = {
    url: graph.url,
    status: { body, token: ask.token, answers: load.answers },
  };
  const inspected = await inspect(port);
  const lines = [
    '| operations | asked | answers | status queries beside | resident MB before | after | heap MB before | after | growth over the last 300 |',
    '| --- | --: | --- | --: | --: | --: | --: | --: | --: |',
  ];
  for (const name of names) {
    const shape = shapes[name];
    say(`${shape.about} …`);
    const before = await inspected.memoryAfterCollection();
    const seen: Measured[] = [{ asked: 0, ...before }];
    const report = await flood(target, shape, async (asked) => {
      const use = await inspected.memoryAfterCollection();
      seen.push({ asked, ...use });
      if (asked % 1_000 === 0) say(`${asked}: ${use.residentMb} MB, heap ${use.heapMb} MB`);
    });
    const growth = growthAtTheEnd(seen);
    const after = seen.at(-1) ?? before;
    lines.push(
      `| ${shape.about} | ${report.asked} | ${JSON.stringify(report.statuses)} | ${report.statusQueries} | ` +
        `${before.residentMb} | ${after.residentMb} | ${before.heapMb} | ${after.heapMb} | ${(100 * growth).toFixed(1)} % |`,
    );
    if (graph.hasEnded()) throw new Error('The graph has ended.');
    if (growth > steadyGrowth) process.exitCode = 1;
  }
  inspected.close();
  lines.push('', `Most resident memory: ${peakResidentMb(graph.pid)} MB.`);
  return lines.join('\n');
}

/** The growth of resident memory after a garbage collection. */
function growthAtTheEnd(seen: readonly Measured[]): number {
  const last = seen.at(-1);
  const earlier = seen.findLast(({ asked }) => asked <= (last?.asked ?? 0) - lastOperations);
  return last && earlier ? last.residentMb / earlier.residentMb - 1 : 0;
}
