import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import type { GraphRequest } from '../../platform/operations/request.ts';
import type { Routes } from '../../platform/http/route.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import type { HealthCheck } from '../../platform/http/monitoring.ts';

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
  /** As clients may see them: anything unexpected is already masked. */
  errors?: readonly GraphQLFormattedError[];
}

/** The way to one subgraph. */
export interface SubgraphTransport {
  readonly name: SubgraphName;
  /** What the subgraph serves beside GraphQL. One that cannot be reached throws `UNAVAILABLE`. */
  readonly routes: Routes;
  /**
   * Answers as the subgraph does. A subgraph that cannot be reached is an answer too: no data and an
   * `UNAVAILABLE` error for each thing that was asked. Rejects only on a fault of our own.
   */
  execute(operation: SubgraphOperation): Promise<SubgraphResult>;
  /** Tells that a request will ask for entities later on; absent where nothing would come of it. */
  expectEntities?: ((request: GraphRequest) => void) | undefined;
  /** Whether it is given up for now; absent for a subgraph in this process. */
  readonly circuit?: { readonly isOpen: boolean };
  /** What the subgraph needs in order to answer, and whether it has it now. */
  health(): Promise<HealthCheck[]>;
  stop(): Promise<void>;
}
