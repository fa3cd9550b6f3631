import { measureBeside } from './measure-beside.ts';
import { measureBaseline, measureCorpus, sendCorpus } from './measure-corpus.ts';
import { reportOfAttacks } from './report-attack.ts';
import { startAttacked } from './target.ts';

interface Options {
  uri: string;
  rounds: number;
  seconds: number;
  say: (line: string) => void;
}

/**
 * `npm run bench -- --attack`: measures the cost of each operation of the corpus for a graph that
 * enforces its budgets, whether its memory is freed, and the throughput that citizens keep beside
 * attacks. @returns the report, and whether every target was met.
 */
export async function benchAttack({
  uri,
  rounds,
  seconds,
  say,
}: Options): Promise<{ text: string; met: boolean }> {
  const graph = await startAttacked(uri, say);
  try {
    const baseline = await measureBaseline(graph);
    const memory = async () => (await graph.inspected.memoryAfterCollection()).residentMb;
    const before = await memory();
    const operations = await measureCorpus(graph, baseline, say);
    const once = await memory();
    say('Once more, for memory …');
    await sendCorpus(graph, baseline);
    const twice = await memory();
    const beside = await measureBeside(graph, { rounds, seconds, say });
    if (graph.hasEnded()) throw new Error('The graph has ended.');
    return reportOfAttacks({ baseline, operations, beside, residentMb: [before, once, twice] });
  } finally {
    graph.inspected.close();
  }
}
