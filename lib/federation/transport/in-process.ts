import { type DocumentNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { presentError } from '../../platform/errors/present-error.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import { createExecutor, type ExecutorOptions } from '../execute.ts';
import type { RunningSubgraph } from '../subgraph.ts';
import { refusedAs } from './refused.ts';
import type { SubgraphTransport } from './transport.ts';

/** Characters of what the other subgraphs ask: each asks the few operations that stand in its code. */
const maxPeerTexts = 50_000;

/**
 * A subgraph in this very process: no serialising, no second parse, and no validation, since what the
 * query planner and the other subgraphs send is valid by construction. The fetches of one request
 * share one context, hence its loaders. Stopping it stops the subgraph.
 */
export function createInProcessTransport(
  subgraph: RunningSubgraph,
  options: ExecutorOptions,
): SubgraphTransport {
  const executor = createExecutor(subgraph.schema, options);
  const createContext = (request: GraphRequest) => subgraph.createContext(request);
  const { foresee } = subgraph;
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
    async execute({ query, document = parseOnce(query), operationName, variables, request }) {
      const { reason } = request.interruption;
      if (reason) return refusedAs(reason, { query, document, variables });
      const { data, errors } = await executor.execute(
        { document, operationName, variables },
        request.once(createContext),
      );
      if (!errors) return { data: data ?? null };
      // One error for all that was not finished, instead of one at each place.
      const interrupted = request.interruption.reason;
      if (interrupted) return refusedAs(interrupted, { query, document, variables });
      return {
        ...(data !== undefined && { data }),
        errors: errors.map((error) => presentError(error.toJSON(), error, request.logger)),
      };
    },
    expectEntities: foresee && ((request) => foresee(request.once(createContext))),
    health: () => subgraph.health(),
    stop: () => subgraph.stop(),
  };
}
