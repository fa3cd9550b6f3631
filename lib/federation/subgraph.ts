import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Keys } from '../platform/identity/keys.ts';
import type { GraphRequest } from '../platform/operations/request.ts';
import type { RouteName, Routes } from '../platform/http/route.ts';
import type { HealthCheck } from '../platform/http/monitoring.ts';
import type { SubgraphName } from '../kit/subgraph-names.ts';
import type { Peers } from './peers.ts';

/** The settings that subgraphs read. */
export interface SubgraphSettings {
  readonly HALF_DAYS_ARE_BUSINESS_DAYS: boolean;
  /** Null where e-mails go to the local outbox. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Null when text messages go to the local outbox. */
  readonly sms: { readonly url: string; readonly token: string | undefined } | null;
  /** The URL at which applicants sign in. */
  readonly PUBLIC_URL?: string | undefined;
}

/** The environment of a subgraph, the same in the gateway's process and in its own. */
export interface SubgraphEnvironment {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  settings: SubgraphSettings;
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
  /** The state of everything that the subgraph needs in order to answer. */
  health(): Promise<HealthCheck[]>;
  /** Stops everything it started. May be called twice. */
  stop(): Promise<void>;
}

/** A subgraph as a value: nothing happens until it is started, and the caller decides where it runs. */
export interface Subgraph {
  readonly name: SubgraphName;
  /** The routes it serves besides GraphQL, known without starting it. */
  readonly routes?: readonly RouteName[];
  /**
   * Its root fields that a request may contain only once: gateways and the subgraph's server refuse operations that
   * repeat them.
   */
  readonly oncePerRequest?: readonly string[];
  /** Starts in the background and returns at once; dependencies may become available later. */
  start(environment: SubgraphEnvironment): RunningSubgraph;
}
