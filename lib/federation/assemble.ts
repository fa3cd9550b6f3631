import type { Logger } from 'pino';
import { createClientAddressSigner } from '../platform/identity/client-address-token.ts';
import { createInternalTokenSigner } from '../platform/identity/internal-token.ts';
import type { Keys } from '../platform/identity/keys.ts';
import { type SubgraphName, subgraphNames } from '../kit/subgraph-names.ts';
import type { RunningSubgraph, Subgraph } from './subgraph.ts';
import { createAbsentTransport } from './transport/absent.ts';
import { EventBudget } from './transport/event-budget.ts';
import { createHttpTransport } from './transport/http.ts';
import { createInProcessTransport } from './transport/in-process.ts';
import { createPeers } from './transport/peers.ts';
import type { SubgraphTransport } from './transport/transport.ts';

/** All subgraphs of the graph, with the settings that all of them need together. */
export type Subgraphs<Settings> = Readonly<Record<SubgraphName, Subgraph<Settings>>>;

export interface GraphOptions<Settings> {
  subgraphs: Subgraphs<Settings>;
  /** The subgraphs that run in this process; all others are queried over HTTP, or run nowhere without an address. */
  here: readonly SubgraphName[];
  urls: Partial<Record<SubgraphName, string>>;
  /** How long a subgraph server may take for a response, unless it answers in turn. */
  timeoutMs: number;
  /** Needed only if a subgraph runs in this process. */
  mongodb: { uri: string; databasePrefix: string } | null;
  keys: Keys;
  settings: Settings;
  logger: Logger;
  /** Whether subgraphs in this process compile frequent operations; by default they do. */
  compile?: boolean;
}

export interface Graph {
  readonly transports: readonly SubgraphTransport[];
  readonly running: readonly RunningSubgraph[];
}

/** The root fields of all subgraphs that a client's request may contain only once. */
export const fieldsOncePerRequest = (
  subgraphs: Readonly<Record<SubgraphName, Pick<Subgraph, 'oncePerRequest'>>>,
): readonly string[] =>
  Object.values(subgraphs).flatMap(({ oncePerRequest = [] }) => oncePerRequest);

/** How much later than a subgraph gateways give up its routes, so that its error reaches the client. */
const routeGraceMs = 10_000;

/** For subgraphs that answer in turn; operations end long before, and cancel their requests. */
const inTurnMs = 60_000;

/**
 * Starts the subgraphs of this process and connects to the others. Each started subgraph reaches
 * its peers over the same transports.
 */
export function assembleGraph<Settings>(options: GraphOptions<Settings>): Graph {
  const {
    subgraphs,
    here,
    urls,
    keys,
    settings,
    logger,
    mongodb,
    timeoutMs,
    compile = true,
  } = options;
  const remote = {
    signToken: createInternalTokenSigner(keys),
    signClientAddress: createClientAddressSigner(keys),
    eventBudget: new EventBudget(),
  };
  const transports = new Map<SubgraphName, SubgraphTransport>();
  const running: RunningSubgraph[] = [];

  for (const name of subgraphNames) {
    if (here.includes(name)) continue;
    const url = urls[name];
    const {
      routes = [],
      longestRouteMs,
      answersInTurn = false,
      recordsSelections = false,
    } = subgraphs[name];
    const waits = {
      answersInTurn,
      timeoutMs: answersInTurn ? Math.max(timeoutMs, inTurnMs) : timeoutMs,
      ...(longestRouteMs !== undefined && { routeTimeoutMs: longestRouteMs + routeGraceMs }),
    };
    const transport = url
      ? createHttpTransport({
          ...remote,
          ...waits,
          name,
          url,
          routes,
          sendsSelections: recordsSelections,
        })
      : createAbsentTransport(name, routes);
    transports.set(name, transport);
  }
  for (const name of here) {
    if (!mongodb) throw new Error(`The subgraph ${name} needs MongoDB.`);
    const subgraph = subgraphs[name].start({
      mongodb,
      keys,
      settings,
      logger: logger.child({ subgraph: name }),
      peers: createPeers(name, transports, logger),
    });
    running.push(subgraph);
    transports.set(name, createInProcessTransport(subgraph, { compile }));
  }
  return { transports: [...transports.values()], running };
}
