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
  /** Null where text messages go to the local outbox. */
  readonly sms: { readonly url: string; readonly token: string | undefined } | null;
  /** Where applicants sign in. */
  readonly PUBLIC_URL?: string | undefined;
}

/** What a subgraph is given to run on, the same in the gateway's process and in its own. */
export interface SubgraphEnvironment {
  mongodb: { uri: string; databasePrefix: string };
  keys: Keys;
  settings: SubgraphSettings;
  logger: Logger;
  /** The other subgraphs, over whatever transport leads to them. */
  peers: Peers;
}

/** A subgraph at work. */
export interface RunningSubgraph {
  readonly name: SubgraphName;
  /** Executable, with what its SDL declares about access enforced. */
  readonly schema: GraphQLSchema;
  /** A context for one request; several fetches of that request may share it. */
  createContext(request: GraphRequest): object;
  /**
   * Told when a request begins that will ask for entities once others have answered: begins to read, into
   * the loaders of the context, what these will most probably be. What it reads shows nothing by itself.
   */
  foresee?(context: object): void;
  /** What its routes do; exactly those that it declares. */
  readonly routes?: Routes;
  /** Resolves when it can answer for the first time. Until then its fields fail as `UNAVAILABLE`. */
  readonly ready: Promise<void>;
  /** What it needs in order to answer, and whether it has it now. */
  health(): Promise<HealthCheck[]>;
  /** Ends everything it started. May be called twice. */
  stop(): Promise<void>;
}

/**
 * A subgraph as a value: nothing happens until it is started, and where it then runs is decided by
 * whoever starts it.
 */
export interface Subgraph {
  readonly name: SubgraphName;
  /** What it serves beside GraphQL, known without starting it. */
  readonly routes?: readonly RouteName[];
  /**
   * Its root fields that a request may ask for once: gateways and the server of the subgraph refuse what asks more
   * often.
   */
  readonly oncePerRequest?: readonly string[];
  /** Begins to work and returns at once; what it needs may come later. */
  start(environment: SubgraphEnvironment): RunningSubgraph;
}
