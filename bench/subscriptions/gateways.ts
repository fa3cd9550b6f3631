import {
  ourSupergraph,
  type Setting,
  settingOver,
  startGraph,
  startHiveGateway,
  type SubgraphServers,
} from '../contenders.ts';
import { inspect, type InspectedProcess } from '../memory/inspected-process.ts';
import { postGraphql } from '../post-graphql.ts';
import { freePort, type Started, untilRight } from '../processes.ts';

export const gatewayTitles = {
  'in-process': 'this graph, in one process',
  'over-http': 'this graph, over HTTP subgraphs',
  hive: 'Hive Gateway, over the same subgraphs',
} as const;

export type GatewayName = keyof typeof gatewayTitles;

/** A gateway with subscriptions, and its memory. */
export interface InspectedGateway extends Started {
  readonly name: GatewayName;
  readonly inspected: InspectedProcess;
  /** Of its subgraph servers. */
  readonly behind: readonly number[];
}

/** Limits above every size that is measured. */
const withoutLimits = {
  MAX_CONNECTIONS: '100000',
  MAX_CONNECTIONS_PER_ADDRESS: '100000',
  SUBSCRIPTION_CONNECTIONS_PER_VIEWER: '100000',
  SUBSCRIPTIONS_PER_CONNECTION: '100000',
};

export const subscribedSetting = (uri: string, databasePrefix: string): Setting => ({
  env: { ...settingOver(uri, databasePrefix).env, ...withoutLimits },
});

interface Options {
  setting: Setting;
  /** The subgraph servers; null for the graph in one process. */
  subgraphs: SubgraphServers | null;
  /** Of an officer. */
  token: string;
  say: (line: string) => void;
}

export async function startInspected(
  name: GatewayName,
  { setting, subgraphs, token, say }: Options,
): Promise<InspectedGateway> {
  const port = await freePort();
  const flags = [`--inspect=127.0.0.1:${port}`];
  const started = await start();
  await untilRight(
    { title: gatewayTitles[name], hasEnded: started.hasEnded },
    () => postGraphql(started, { body: readyQuery, token }),
    (answer) => answer.includes('"endCursor":"'),
  );
  const inspected = await inspect(port);
  return { ...started, name, inspected, behind: subgraphs?.pids ?? [] };

  function start(): Promise<Started> {
    if (!subgraphs) return startGraph(setting, undefined, flags);
    if (name === 'over-http') return startGraph(setting, subgraphs.urls, flags);
    return startHiveGateway(setting, ourSupergraph(subgraphs.urls), say, flags);
  }
}

/** Answered to officers once the stream of events runs and the unit tree is known. */
const readyQuery = JSON.stringify({
  query: '{ applicationEvents(first: 1) { pageInfo { endCursor } } }',
});
