import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import type {
  EventReceiver,
  EventStream,
  SubscriptionStart,
} from '../../platform/operations/engine.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import type { Measure } from '../../kit/measure.ts';
import type { Routes } from '../../platform/http/route.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import type { HealthCheck } from '../../platform/http/health-check.ts';

/** One operation for a subgraph, on behalf of a client's request. */
export interface SubgraphOperation {
  query: string;
  /** The same operation parsed, valid for the subgraph; the same object each time it is sent. */
  document?: DocumentNode | undefined;
  operationName?: string | undefined;
  variables?: Readonly<Record<string, unknown>> | undefined;
  request: GraphRequest;
}

export interface SubgraphResult {
  data?: Record<string, unknown> | null;
  /** Safe for clients: unexpected errors are already masked. */
  errors?: readonly GraphQLFormattedError[];
}

/** A subscription at a subgraph. */
export type SubgraphSubscription = Omit<SubgraphOperation, 'request'>;

/** The transport to one subgraph. */
export interface SubgraphTransport {
  readonly name: SubgraphName;
  /**
   * The routes that the subgraph serves besides GraphQL. They throw `UNAVAILABLE` when it is
   * unreachable.
   */
  readonly routes: Routes;
  /** The metrics of a subgraph in this process. */
  readonly measures?: readonly Measure[];
  /**
   * Resolves to the subgraph's result. An unreachable subgraph gives a result too: no data and an
   * `UNAVAILABLE` error for each requested field. Rejects only on an internal fault.
   */
  execute(operation: SubgraphOperation): Promise<SubgraphResult>;
  /**
   * Opens a subscription on behalf of the viewers who share its events. Each event has the cursor that the subgraph sent
   * in `extensions.cursor`. A stream that breaks is resumed after the last cursor; it fails only if the subgraph says
   * so, has given no cursor, or cannot be reached for half a minute. Nothing is received before this has returned.
   */
  subscribe(
    subscription: SubgraphSubscription,
    start: SubscriptionStart,
    receiver: EventReceiver<SubgraphResult>,
  ): EventStream;
  /** Announces that a request will ask for entities later on; absent if this has no effect. */
  expectEntities?: ((request: GraphRequest) => void) | undefined;
  /** Whether the subgraph is considered down; absent for a subgraph in this process. */
  readonly circuit?: { readonly isOpen: boolean };
  /** The connection over which events arrive; absent for a subgraph in this process. */
  readonly upstream?: { readonly isConnected: boolean };
  /** Whether a subgraph in this process has yet to be able to answer; absent for one that runs elsewhere. */
  readonly isStarting?: boolean;
  /** The state of everything that the subgraph needs in order to answer. */
  health(): Promise<HealthCheck[]>;
  stop(): Promise<void>;
}
