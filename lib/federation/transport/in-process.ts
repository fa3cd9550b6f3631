import { type DocumentNode, type ExecutionResult, type GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { presentError } from '../../platform/errors/present-error.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import { createExecutor, type ExecutorOptions } from '../execute.ts';
import type { RunningSubgraph } from '../subgraph.ts';
import { subscribeTo } from '../subscribe.ts';
import { refusedAs } from './refused.ts';
import type { SubgraphResult, SubgraphTransport } from './transport.ts';

/**
 * Limit for the texts of the other subgraphs' operations, in characters: each sends only the few operations in its
 * code.
 */
const maxPeerTexts = 50_000;

/**
 * The transport to a subgraph in this process: without serialization, a second parse or validation, since operations of
 * the query planner and of the other subgraphs are valid by construction. The fetches of one request share one context
 * and hence its loaders. Stopping the transport stops the subgraph.
 */
export function createInProcessTransport(
  subgraph: RunningSubgraph,
  options: ExecutorOptions,
): SubgraphTransport {
  const executor = createExecutor(subgraph.schema, options);
  const createContext = (request: GraphRequest) => subgraph.createContext(request);
  const { foresee, schema } = subgraph;
  const subscribable = { schema, createContext, present };
  let isStarting = true;
  void subgraph.ready.then(
    () => (isStarting = false),
    () => {}, // it was stopped before, or logs why it cannot start
  );
  const parsed = new LRUCache<string, DocumentNode>({
    maxSize: maxPeerTexts,
    sizeCalculation: (_document, query) => query.length,
  });

  function parseOnce(query: string): DocumentNode {
    let document = parsed.get(query);
    if (!document) parsed.set(query, (document = parse(query, { noLocation: true })));
    return document;
  }

  return {
    name: subgraph.name,
    routes: subgraph.routes ?? {},
    measures: subgraph.measures ?? [],
    async execute({ query, document = parseOnce(query), operationName, variables, request }) {
      const { reason } = request.interruption;
      if (reason) return refusedAs(reason, { query, document, variables, request });
      const { data, errors } = await executor.execute(
        { document, operationName, variables },
        request.once(createContext),
      );
      if (!errors) return { data: data ?? null };
      // One error for everything unfinished, instead of one at each path.
      const interrupted = request.interruption.reason;
      if (interrupted) return refusedAs(interrupted, { query, document, variables, request });
      return { ...(data !== undefined && { data }), errors: presented(errors, request) };
    },
    subscribe({ query, document = parseOnce(query), ...operation }, start, receiver) {
      return subscribeTo(subscribable, { document, ...operation }, start, receiver);
    },
    expectEntities: foresee && ((request) => foresee(request.once(createContext))),
    get isStarting() {
      return isStarting;
    },
    health: () => subgraph.health(),
    stop: () => subgraph.stop(),
  };
}

/** With the errors in the form for clients. */
const present = ({ data, errors }: ExecutionResult, request: GraphRequest): SubgraphResult => ({
  ...(data !== undefined && { data }),
  ...(errors && { errors: presented(errors, request) }),
});

const presented = (errors: readonly GraphQLError[], request: GraphRequest) =>
  errors.map((error) => presentError(error.toJSON(), error, request));
