import {
  ourSupergraph,
  type Setting,
  settingOver,
  startContender,
  startGraph,
  startHiveGateway,
  startStockSubgraphs,
  startSubgraphs,
  type SubgraphServers,
  stockSupergraph,
} from './contenders.ts';
import { type DataNeed, type DataSet } from './data.ts';
import type { Started } from './processes.ts';
import type { LoadName } from './query.ts';
import { once } from '../lib/kit/once.ts';

/** A line of the table. */
export interface Row extends Started {
  name: RowName;
  title: string;
  load: LoadName;
  data: DataSet;
  /** Its own processes, including subgraph servers. */
  pids: readonly number[];
}

/** Every row by its name in `--rows`, in the order of the table. */
export const titles = {
  'in-process': 'this graph, in one process',
  'over-http': 'this graph, over HTTP subgraphs',
  'apollo-over-ours': 'stock Apollo Gateway over the same subgraphs',
  'hive-over-ours': 'Hive Gateway on our supergraph, over the same subgraphs',
  'apollo-over-stock': 'stock Apollo Gateway over stock subgraphs',
  'hive-over-stock': 'Hive Gateway over stock subgraphs',
  monolith: 'one Apollo Server, no federation',
  'raw-driver': 'node:http and the raw driver',
  hello: 'Apollo Server hello world',
  small: 'this graph, 10,000 applications',
  large: 'this graph, 1,000,000 applications',
  filing: 'filing: this graph, in one process',
  'filing-raw-driver': 'filing: node:http and the raw driver, the same writes in a transaction',
} as const;

export type RowName = keyof typeof titles;

export const rowNames = Object.keys(titles) as readonly RowName[]; // the literal above has no other keys

/** The rows with their own number of applications. */
const ownSizes: Partial<Record<RowName, number>> = { small: 10_000, large: 1_000_000 };

/** The rows that get other requests than the status of an application. */
const otherLoads: Partial<Record<RowName, LoadName>> = {
  hello: 'hello',
  filing: 'filing',
  'filing-raw-driver': 'filing',
};

const loadOf = (name: RowName): LoadName => otherLoads[name] ?? 'status';

/** The rows that are this graph with all subgraphs in one process. */
const wholeGraphs = ['in-process', 'small', 'large', 'filing'] as const satisfies RowName[];

type WholeGraph = (typeof wholeGraphs)[number];

export const isWholeGraph = (name: RowName): name is WholeGraph =>
  wholeGraphs.some((whole) => whole === name);

export const filingRows = rowNames.filter((name) => loadOf(name) === 'filing');

/** `usual` is the number of applications for rows without their own. */
export const needOf = (name: RowName, usual: number): DataNeed => ({
  applications: ownSizes[name] ?? usual,
  writtenBy: loadOf(name) === 'filing' ? name : null,
});

interface Options {
  mongodbUri: string;
  names: readonly RowName[];
  dataOf: (name: RowName) => DataSet;
  say: (line: string) => void;
}

/** Starts the selected contenders, and the subgraph servers that they share. */
export async function startRows({ mongodbUri, names, dataOf, say }: Options): Promise<Row[]> {
  const settingOf = (name: RowName) => settingOver(mongodbUri, dataOf(name).databasePrefix);
  const ours = once(() => startSubgraphs(settingOf('over-http')));
  const stock = once(() => startStockSubgraphs(settingOf('apollo-over-stock')));
  const rows: Row[] = [];
  for (const name of names) {
    const { started, behind } = await start(name, settingOf(name), { ours, stock }, say);
    rows.push({
      ...started,
      name,
      title: titles[name],
      load: loadOf(name),
      data: dataOf(name),
      pids: [started.pid, ...(behind?.pids ?? [])],
    });
  }
  return rows;
}

type Shared = Record<'ours' | 'stock', () => Promise<SubgraphServers>>;

async function start(
  name: RowName,
  setting: Setting,
  shared: Shared,
  say: (line: string) => void,
): Promise<{ started: Started; behind?: SubgraphServers }> {
  if (isWholeGraph(name)) return { started: await startGraph(setting) };
  switch (name) {
    case 'over-http': {
      const behind = await shared.ours();
      return { behind, started: await startGraph(setting, behind.urls) };
    }
    case 'apollo-over-ours': {
      const behind = await shared.ours();
      const file = ourSupergraph(behind.urls);
      return { behind, started: await startContender(setting, 'stock-gateway.ts', file) };
    }
    case 'hive-over-ours': {
      const behind = await shared.ours();
      return { behind, started: await startHiveGateway(setting, ourSupergraph(behind.urls), say) };
    }
    case 'apollo-over-stock': {
      const behind = await shared.stock();
      const file = stockSupergraph(behind.urls);
      return { behind, started: await startContender(setting, 'stock-gateway.ts', file) };
    }
    case 'hive-over-stock': {
      const behind = await shared.stock();
      const file = stockSupergraph(behind.urls);
      return { behind, started: await startHiveGateway(setting, file, say) };
    }
    case 'monolith':
      return { started: await startContender(setting, 'monolith.ts') };
    case 'raw-driver':
      return { started: await startContender(setting, 'raw-driver.ts') };
    case 'filing-raw-driver':
      return { started: await startContender(setting, 'raw-driver-filing.ts') };
    case 'hello':
      return { started: await startContender(setting, 'hello-world.ts') };
  }
}
