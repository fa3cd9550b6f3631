import {
  createSourceEventStream,
  execute,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { assembleGraph } from '../../lib/federation/assemble.ts';
import type { RunningSubgraph } from '../../lib/federation/subgraph.ts';
import { isClientError } from '../../lib/kit/errors.ts';
import type { SignedInViewer } from '../../lib/kit/viewer.ts';
import { createGraphRequest } from '../../lib/platform/operations/request.ts';
import { createLogger } from '../../lib/platform/process/logger.ts';
import { subgraphs } from '../../subgraphs/index.ts';
import { subgraphNames } from '../../lib/kit/subgraph-names.ts';
import { type TestGraph, untilReady } from '../support/graph.ts';
import { until } from '../support/wait.ts';

/** Subscriptions at the subgraph itself: how they get to clients is the gateway's. */

const logger = createLogger({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent', name: 'test' });

/** A process of its own on the databases of a graph. */
export async function openSubgraph({ keys, settings, mongodb }: TestGraph) {
  const { running } = assembleGraph({
    subgraphs,
    keys,
    settings,
    logger,
    mongodb,
    timeoutMs: 20_000,
    here: subgraphNames.filter((name) => name !== 'analytics'),
    urls: {},
  });
  await untilReady(running);
  const application = running.find(({ name }) => name === 'application');
  if (!application) throw new Error('the subgraph runs');
  return {
    running,
    subscribe: (viewer: Partial<SignedInViewer>, query: string, variables = {}) =>
      subscribe(application, viewerOf(viewer), query, variables),
    stop: () => Promise.all(running.map((subgraph) => subgraph.stop())),
  };
}

export type TestSubgraph = Awaited<ReturnType<typeof openSubgraph>>;

const viewerOf = (fields: Partial<SignedInViewer>): SignedInViewer => ({
  subject: 'somebody',
  role: 'OFFICER',
  unitId: null,
  citizenId: null,
  ...fields,
});

type Message = Record<string, unknown> & { extensions: { cursor: string } };

/** The errors that a subscription ends with before it begins. */
class Refused extends Error {
  readonly codes: readonly unknown[];
  readonly fields: readonly unknown[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.codes = errors.map(
      ({ originalError }) => originalError && 'code' in originalError && originalError.code,
    );
    this.fields = errors.map(
      ({ originalError }) => isClientError(originalError) && originalError.details['field'],
    );
  }
}

async function subscribe(
  { schema, createContext }: RunningSubgraph,
  viewer: SignedInViewer,
  query: string,
  variableValues: Record<string, unknown>,
) {
  const document = parse(query);
  const context = () => createContext(createGraphRequest(viewer, 'test', logger));
  const stream = await createSourceEventStream({
    schema,
    document,
    variableValues,
    contextValue: context(),
  });
  if (!(Symbol.asyncIterator in stream)) throw new Refused(stream.errors ?? []);
  const source = (stream as AsyncIterable<Message>)[Symbol.asyncIterator]();
  const events: Record<string, unknown>[] = [];
  const cursors: string[] = [];
  const ended = (async () => {
    for (let step = await source.next(); !step.done; step = await source.next()) {
      const message = step.value;
      cursors.push(message.extensions.cursor);
      if (Object.keys(message).length > 1) {
        events.push(await dataOf(schema, { document, variableValues }, message, context()));
      }
    }
  })();
  ended.catch(() => {}); // handled by the test that awaits it
  return {
    /** The data of each event. */
    events,
    /** Of events and of the progress between them. */
    cursors,
    ended,
    until: (count: number) =>
      until(
        () => events,
        ({ length }) => length >= count,
      ),
    async stop(): Promise<void> {
      await source.return?.();
      await ended;
    },
  };
}

async function dataOf(
  schema: GraphQLSchema,
  operation: { document: ReturnType<typeof parse>; variableValues: Record<string, unknown> },
  rootValue: Message,
  contextValue: object,
): Promise<Record<string, unknown>> {
  const result: ExecutionResult = await execute({
    schema,
    ...operation,
    rootValue,
    contextValue,
  });
  const [value] = Object.values(result.data ?? {});
  return result.errors ? { errors: result.errors } : (value as Record<string, unknown>); // as asked
}
