import { readFileSync } from 'node:fs';
import { startSubgraphs, type SubgraphServers } from '../contenders.ts';
import { ConfigurationError } from '../../lib/platform/process/setting.ts';
import { pidOfMongod } from '../pid-of-mongod.ts';
import { inDatabaseOf, untilAllIsReported } from '../settle.ts';
import { type GatewayName, gatewayTitles, startInspected, subscribedSetting } from './gateways.ts';
import { type Measured, measureDelivery, measureMemory } from './measure.ts';
import {
  lineOf,
  lineOfMemory,
  reportOfSubscriptions,
  type SubscriptionResults,
} from './report-subscriptions.ts';
import { prepareScene, type Scene, type Sharing } from './scene.ts';
import { Subscribers } from './subscribers.ts';

export interface SubscriptionOptions {
  /** Numbers of open subscriptions, in ascending order. */
  sizes: readonly number[];
  /** Referrals per second. */
  rates: readonly number[];
  /** The number of subscriptions beside Hive Gateway; 0 to leave it out. */
  hiveSize: number;
  /** How long each rate is measured. */
  seconds: number;
}

interface Options extends SubscriptionOptions {
  uri: string;
  say: (line: string) => void;
}

interface Run extends Options {
  scene: Scene;
  mongodPid: number;
  results: {
    memory: SubscriptionResults['memory'][number][];
    deliveries: SubscriptionResults['deliveries'][number][];
    saturated: SubscriptionResults['saturated'][number][];
  };
}

/** How many referrals are written as fast as possible. */
const burst = 2_000;
const warmUpSeconds = 5;
/** How long their deliveries are awaited. */
const longestBurstMs = 60_000;

/**
 * `npm run bench -- --subscriptions`: measures the memory of open subscriptions, the time from a commit to its delivery,
 * and the deliveries per second at saturation, the latter beside Hive Gateway over the same subgraphs.
 * @returns the report, and whether every event was delivered by this graph.
 */
export async function benchSubscriptions(
  options: Options,
): Promise<{ text: string; isComplete: boolean }> {
  const { uri, sizes, hiveSize, say } = options;
  const subscribers = Math.max(...sizes, hiveSize);
  requireFiles(subscribers);
  const scene = await prepareScene({ uri, subscribers, say });
  const run: Run = {
    ...options,
    scene,
    mongodPid: await pidOfMongod(uri),
    results: { memory: [], deliveries: [], saturated: [] },
  };
  await measureAlone(run);
  await measureShared(run);
  if (hiveSize > 0) await measureBesideHive(run);
  const { results } = run;
  const ours = [...results.deliveries, ...results.saturated].filter(
    ({ gateway }) => gateway !== 'hive',
  );
  return {
    text: reportOfSubscriptions(results),
    isComplete: ours.every(({ missing }) => missing === 0),
  };
}

/** Only the memory: nobody has ten thousand filters. */
const measureAlone = (run: Run) =>
  withGateway(run, { name: 'in-process', subgraphs: null, sharing: 'alone' }, async (measured) =>
    rememberMemory(run, measured, run.sizes),
  );

const measureShared = (run: Run) =>
  withGateway(
    run,
    { name: 'in-process', subgraphs: null, sharing: 'of a unit' },
    async (measured) => {
      await rememberMemory(run, measured, run.sizes);
      await warmUp(run, measured);
      for (const perSecond of run.rates) await deliverAt(run, measured, perSecond);
      await saturate(run, measured);
    },
  );

/** Each gateway with as many subscriptions as Hive Gateway, over the same subgraphs. */
async function measureBesideHive(run: Run): Promise<void> {
  const { uri, scene, hiveSize, rates } = run;
  const behind = await startSubgraphs(subscribedSetting(uri, scene.data.databasePrefix));
  for (const [name, subgraphs] of [
    ['in-process', null],
    ['over-http', behind],
    ['hive', behind],
  ] as const) {
    await withGateway(run, { name, subgraphs, sharing: 'of a unit' }, async (measured) => {
      await rememberMemory(run, measured, [hiveSize]);
      await warmUp(run, measured);
      await deliverAt(run, measured, Math.min(...rates));
      await saturate(run, measured);
    });
  }
}

async function rememberMemory(run: Run, measured: Measured, sizes: readonly number[]) {
  const found = await measureMemory(measured, sizes);
  run.results.memory.push(...found);
  for (const one of found) run.say(lineOfMemory(one));
}

/**
 * Delivers at the lowest rate for a while without measuring it: the garbage collections of the memory's measurement have
 * discarded compiled code of all gateways alike.
 */
async function warmUp({ rates }: Run, measured: Measured): Promise<void> {
  const perSecond = Math.min(...rates);
  await measureDelivery(measured, { perSecond, count: perSecond * warmUpSeconds });
}

async function deliverAt({ seconds, results, say }: Run, measured: Measured, perSecond: number) {
  const found = await measureDelivery(measured, { perSecond, count: perSecond * seconds });
  results.deliveries.push(found);
  say(lineOf(found));
}

async function saturate({ results, say }: Run, measured: Measured) {
  const load = { perSecond: null, count: burst, longestMs: longestBurstMs };
  const found = await measureDelivery(measured, load);
  results.saturated.push(found);
  say(lineOf(found));
}

interface Contender {
  name: GatewayName;
  /** Null for the graph in one process. */
  subgraphs: SubgraphServers | null;
  sharing: Sharing;
}

async function withGateway(
  run: Run,
  { name, subgraphs, sharing }: Contender,
  work: (measured: Measured) => Promise<void>,
): Promise<void> {
  const { uri, scene, mongodPid, say } = run;
  say(`Starting ${gatewayTitles[name]} …`);
  const setting = subscribedSetting(uri, scene.data.databasePrefix);
  const gateway = await startInspected(name, { setting, subgraphs, token: scene.token, say });
  try {
    await inDatabaseOf(uri, scene.data, untilAllIsReported);
    const subscribers = new Subscribers(scene, gateway, sharing);
    await work({ say, scene, gateway, subscribers, mongodPid });
    if (gateway.hasEnded()) throw new Error('The gateway has ended.');
    await subscribers.close();
  } finally {
    gateway.inspected.close();
    await gateway.stop();
  }
}

/** Files beside those of connections. */
const otherFiles = 1_000;

/** @throws ConfigurationError if a process may not open as many connections. */
function requireFiles(connections: number): void {
  const limits = readFileSync('/proc/self/limits', 'utf8');
  // Node has raised the limit as far as it may.
  const [, most = 'unlimited'] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
  const needed = connections + otherFiles;
  if (Number(most) < needed) {
    throw new ConfigurationError(
      `${connections} connections need ${needed} open files, and a process may have ${most}: raise the limit (ulimit -n ${needed}), or give smaller --sizes.`,
    );
  }
}
