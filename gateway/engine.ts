import { ApolloGateway } from '@apollo/gateway';
import type { ExecuteAccepted } from '../platform/accepted-operations.ts';
import type { GraphqlEngine } from '../platform/graphql-server.ts';
import type { Metrics } from '../platform/metrics.ts';
import { createDataSource } from './data-source.ts';
import { createCompiledExecutor } from './execution/compiled-executor.ts';
import type { FetchObserver, FetchTarget } from './execution/plan/fetch.ts';
import { createTypeConditionTest } from './execution/type-conditions.ts';
import { loadableByApolloGateway } from './supergraph.ts';
import type { SubgraphTransport } from './transport/transport.ts';

export interface Engine {
  engine: GraphqlEngine;
  /** The compiled form alone. */
  executeAccepted: ExecuteAccepted;
}

export interface EngineOptions {
  supergraphSdl: string;
  transports: readonly SubgraphTransport[];
  metrics: Metrics;
}

/**
 * Plans operations over the supergraph and executes them over the transports: the first time by
 * Apollo's gateway, after that, where they can be compiled, by the compiled form of the same plan.
 */
export function createEngine({ supergraphSdl, transports, metrics }: EngineOptions): Engine {
  // Must be set before the gateway is constructed, which would otherwise report its use.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const targets = new Map<string, FetchTarget>(
    transports.map((transport) => [
      transport.name,
      { transport, observe: fetchObserver(transport.name, metrics) },
    ]),
  );
  const compiled = createCompiledExecutor({
    targets,
    satisfies: createTypeConditionTest(supergraphSdl),
  });
  const gateway = new ApolloGateway({
    supergraphSdl: loadableByApolloGateway(supergraphSdl),
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    experimental_didResolveQueryPlan: compiled.didResolveQueryPlan,
    buildService: ({ name }) => {
      const target = targets.get(name);
      if (!target) throw new Error(`The supergraph has a subgraph "${name}" without transport.`);
      return createDataSource(measured(target));
    },
  });
  return {
    executeAccepted: compiled.execute,
    engine: {
      onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
      async load(options) {
        const { executor } = await gateway.load(options);
        return { executor: executor && compiled.over(executor) };
      },
      stop: () => gateway.stop(),
    },
  };
}

function fetchObserver(subgraph: string, metrics: Metrics): FetchObserver {
  const observers = metrics.fetchObserver(subgraph);
  return (outcome, seconds) => observers[outcome](seconds);
}

/** For Apollo's executor; compiled fetches measure themselves. */
function measured({ transport, observe }: FetchTarget): SubgraphTransport {
  return {
    ...transport,
    async execute(operation) {
      const start = performance.now();
      const result = await transport.execute(operation);
      observe(result.errors ? 'errors' : 'ok', (performance.now() - start) / 1000);
      return result;
    },
  };
}
