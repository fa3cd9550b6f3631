import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Measure } from '../kit/measure.ts';
import type { Keys } from '../platform/identity/keys.ts';
import type { GraphRequest } from '../platform/operations/request.ts';
import type { RouteName, Routes } from '../platform/http/route.ts';
import type { HealthCheck } from '../platform/http/health-check.ts';
import type { SubgraphName } from '../kit/subgraph-names.ts';
import type { Peers } from './peers.ts';

/**
 * The environment of a subgraph, the same in the gateway's process and in its own. Each subgraph declares its own
 * settings.
 */
export interface SubgraphEnvironment<Settings = unknown> {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  settings: Settings;
  logger: Logger;
  /** The other subgraphs, over any transport. */
  peers: Peers;
}

/** A running subgraph. */
export interface RunningSubgraph {
  readonly name: SubgraphName;
  /** The executable schema, with the access declared in the SDL enforced. */
  readonly schema: GraphQLSchema;
  /** Creates a context for one request; several fetches of that request may share it. */
  createContext(request: GraphRequest): object;
  /**
   * Called when a request begins that will need entities after other fetches have completed. It prefetches the entities
   * that will most probably be needed into the context's loaders. Prefetching alone reveals nothing.
   */
  foresee?(context: object): void;
  /** The handlers of its routes; exactly those that it declares. */
  readonly routes?: Routes;
  /** Resolves when the subgraph can answer for the first time. Until then its fields fail with `UNAVAILABLE`. */
  readonly ready: Promise<void>;
  /** Its metrics, which its process serves. */
  readonly measures?: readonly Measure[];
  /** The state of everything that the subgraph needs in order to answer. */
  health(): Promise<HealthCheck[]>;
  /** Stops everything it started. May be called twice. */
  stop(): Promise<void>;
}

/** A subgraph as a value: nothing happens until it is started, and the caller decides where it runs. */
export interface Subgraph<Settings = unknown> {
  readonly name: SubgraphName;
  /** The routes it serves besides GraphQL, known without starting it. */
  readonly routes?: readonly RouteName[];
  /**
   * How long its routes may take for an answer, in milliseconds, if longer than gateways wait for a subgraph server: the
   * subgraph itself ends what takes longer.
   */
  readonly longestRouteMs?: number;
  /**
   * Its root fields that a request may contain only once: gateways and the subgraph's server refuse operations that
   * repeat them.
   */
  readonly oncePerRequest?: readonly string[];
  /**
   * Whether requests may have to wait for their turn there, and then take as long as an operation may. A gateway waits for
   * them until the operation is over: a turn that does not come is no sign that the subgraph is down.
   */
  readonly answersInTurn?: boolean;
  /**
   * Whether it keeps what clients have selected of its root fields: gateways then send a server of it all of that, also
   * what other subgraphs answer.
   */
  readonly recordsSelections?: boolean;
  /** Starts in the background and returns at once; dependencies may become available later. */
  readonly start: (environment: SubgraphEnvironment<Settings>) => RunningSubgraph;
}
