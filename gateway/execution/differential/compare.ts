import { ApolloGateway } from '@apollo/gateway';
import { GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import { createDataSource } from '../../data-source.ts';
import { createCompiledExecutor } from '../compiled-executor.ts';
import type { FetchTarget } from '../plan/fetch.ts';
import { createTypeConditionTest } from '../type-conditions.ts';
import { type Faults, type Library, libraryTransport } from './library/library.ts';

type Executor = ApolloGateway['executor'];
type RequestContext = Parameters<Executor>[0];

export interface Ask {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** With which the operation is known already; the same as `variables` unless given. */
  knownWith?: Record<string, unknown>;
  faults?: Faults;
}

/** What one execution answers and what it fetches. */
export interface Run {
  data: unknown;
  extensions: unknown;
  /** Without `serviceName`, in the order of their text. */
  errors: GraphQLFormattedError[];
  /** In their order where it counts, in mutations. */
  fetches: { subgraph: string; query: string; variables: unknown }[];
}

export interface Comparison {
  apollo: Run;
  /** The second time, as the engine executes it. */
  again: Run;
  /** Whether Apollo's executor was left out of it. */
  compiled: boolean;
}

/** Executes operations on the library twice: by Apollo's executor, then as the engine does. */
export async function createComparison(library: Library) {
  let fetches: Run['fetches'] = [];
  let faults: Faults = {};
  const targets = new Map<string, FetchTarget>();
  for (const [name, schema] of library.schemas) {
    const transport = libraryTransport(name, schema, () => faults);
    targets.set(name, {
      observe: () => {},
      transport: {
        ...transport,
        execute(operation) {
          const { query, variables } = operation;
          fetches.push(plain({ subgraph: name, query, variables }));
          return transport.execute(operation);
        },
      },
    });
  }
  const compiledExecutor = createCompiledExecutor({
    targets,
    satisfies: createTypeConditionTest(library.supergraphSdl),
  });
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const gateway = new ApolloGateway({
    supergraphSdl: library.supergraphSdl,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    experimental_didResolveQueryPlan: compiledExecutor.didResolveQueryPlan,
    buildService: ({ name }) => {
      const target = targets.get(name);
      if (!target) throw new Error(`There is no subgraph ${name}.`);
      return createDataSource(target.transport);
    },
  });
  const { executor } = await gateway.load();
  let byApollo = 0;
  const execute = compiledExecutor.over((requestContext) => {
    byApollo += 1;
    return executor(requestContext);
  });

  async function run(by: Executor, requestContext: RequestContext): Promise<Run> {
    fetches = [];
    const result = await by(requestContext);
    return readRun(result, fetches);
  }

  async function compare(ask: Ask): Promise<Comparison> {
    const requestContext = requestContextOf(ask);
    faults = ask.faults ?? {};
    byApollo = 0;
    if (ask.knownWith) {
      const { request } = requestContextOf({ ...ask, variables: ask.knownWith });
      await executor({ ...requestContext, request });
    }
    const apollo = await run(executor, requestContext);
    const again = await run(execute, requestContext);
    return { apollo, again, compiled: byApollo === 0 };
  }

  if (!gateway.schema) throw new Error('The gateway has loaded its schema.');
  return { schema: gateway.schema, compare };
}

function requestContextOf({ query, variables, operationName }: Ask): RequestContext {
  return {
    request: { query, variables, operationName },
    document: parse(query),
    queryHash: query,
    context: {},
    metrics: {},
  } as unknown as RequestContext; // all of it that the executors read
}

function readRun(
  { data, errors = [], extensions }: Awaited<ReturnType<Executor>>,
  fetches: Run['fetches'],
): Run {
  return {
    data: plain(data),
    extensions: plain(extensions),
    errors: inOrder(errors.map((error) => withoutService(plain(formatted(error))))),
    fetches: fetches.some(isOfMutation) ? fetches : inOrder(fetches),
  };
}

const isOfMutation = ({ query }: Run['fetches'][number]) => query.startsWith('mutation');

/** Apollo's executor lets faults of its own through as they are. */
function formatted(error: Error): GraphQLFormattedError {
  return error instanceof GraphQLError ? error.toJSON() : { message: error.message };
}

function withoutService({ message, path, extensions = {} }: GraphQLFormattedError) {
  const { serviceName: _, ...shown } = extensions;
  return { message, ...(path && { path }), extensions: shown };
}

/** As clients and subgraphs get it. */
function plain<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

/** Parallel fetches may come in any order. */
function inOrder<Value>(values: readonly Value[]): Value[] {
  return values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
