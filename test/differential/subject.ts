import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  parse,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { createLogger } from '../../lib/platform/process/logger.ts';
import type { ExecutionPath } from '../../lib/platform/operations/engine.ts';
import { createOperationMemory } from '../../lib/platform/operations/memory.ts';
import { createOperations } from '../../lib/platform/operations/operations.ts';
import { createGraphRequest } from '../../lib/platform/operations/request.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { createEngine } from '../../gateway/engine.ts';
import type { PlanningSettings } from '../../gateway/planning/planning.ts';
import { createHttpTransport } from '../../lib/federation/transport/http.ts';
import type {
  SubgraphOperation,
  SubgraphTransport,
} from '../../lib/federation/transport/transport.ts';
import { answererOf, type Faults, type Library, type LibraryContext } from './library/library.ts';

export interface Ask {
  query: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
  faults?: Faults | undefined;
  /** The viewer; by default anonymous. */
  viewer?: Viewer | undefined;
}

/** An operation that the gateway has sent to a subgraph. */
interface Asked {
  subgraph: string;
  query: string;
  variables: unknown;
}

export interface Execution {
  /** The result for the client, before errors are masked. */
  result: { data: unknown; errors: unknown[]; extensions: unknown };
  path: ExecutionPath | null;
  asked: readonly Asked[];
}

/** The gateway's execution over a library of subgraphs. */
export interface Subject {
  readonly schema: GraphQLSchema;
  /** Executes a valid operation once, as the server does. */
  execute(ask: Ask): Promise<Execution>;
  stop(): Promise<void>;
}

export type TransportKind = 'in-process' | 'http';

interface SubjectOptions {
  transport?: TransportKind;
  /** If false, Apollo's executor executes everything. */
  compile?: boolean;
  /** If false, only the subgraphs refuse fields that a viewer may not access. */
  rightsBeforePlanning?: boolean;
  memoryBytes?: number;
  /** The planning settings; the defaults apply to those not given. */
  planning?: Partial<PlanningSettings>;
}

const logger = createLogger({ level: 'silent', name: 'test' });

const metrics = {
  fetchObserver: () => ({ ok() {}, errors() {} }),
  planning: { planned() {}, refused() {} },
};

/** The execution in progress: there is one at a time. */
interface CurrentExecution {
  context: LibraryContext;
  asked: Asked[];
  path: ExecutionPath | null;
}

export async function createSubject(
  { supergraphSdl, schemas }: Library,
  options: SubjectOptions = {},
): Promise<Subject> {
  const { transport = 'in-process', compile = true, memoryBytes = 50_000_000 } = options;
  const { rightsBeforePlanning = true } = options;
  const current: CurrentExecution = {
    context: { faults: {}, viewer: null },
    asked: [],
    path: null,
  };
  const stops: (() => Promise<void>)[] = [];
  const transports: SubgraphTransport[] = [];
  for (const [name, schema] of schemas) {
    const answer = answererOf(name, schema);
    const execute: Answer = (operation) => answer(operation, current.context);
    const started =
      transport === 'http' ? await overHttp(name, execute, stops) : inProcess(name, execute);
    transports.push(recording(started, current));
  }
  const memory = createOperationMemory(memoryBytes);
  const engine = createEngine({
    supergraphSdl,
    transports,
    metrics,
    memory,
    compile,
    rightsBeforePlanning,
    ...(options.planning && { planning: options.planning }),
  });
  const operations = createOperations({
    engine,
    memory,
    policy: {},
    observe: (path) => (current.path = path),
  });
  return {
    schema: engine.schema,
    async execute({ query, variables = {}, operationName, faults = {}, viewer = null }) {
      Object.assign(current, { context: { faults, viewer }, asked: [], path: null });
      const request = createGraphRequest(viewer, 'test', logger);
      const found = operations.find(query, operationName);
      const result = await (found
        ? operations.executeFound(found, variables, request)
        : operations.execute(received(query, operationName), variables, request));
      const { path, asked } = current;
      return { result: shown(result), path, asked };
    },
    async stop() {
      await engine.stop();
      for (const stop of stops) await stop();
    },
  };
}

/** A transport that records the operations sent. */
function recording(started: SubgraphTransport, current: CurrentExecution): SubgraphTransport {
  return {
    ...started,
    execute(operation) {
      const { query, variables } = operation;
      current.asked.push(plain({ subgraph: started.name, query, variables }));
      return started.execute(operation);
    },
  };
}

function received(text: string, operationName: string | undefined) {
  const document: DocumentNode = parse(text);
  const definition = getOperationAST(document, operationName);
  if (!definition) throw new Error('There is no such operation.');
  return { text, operationName, document, definition };
}

/** The result as it is sent. */
export function shown({ data, errors = [], extensions }: ExecutionResult): Execution['result'] {
  return plain({ data, errors: errors.map(formatted), extensions });
}

const formatted = (error: Error) =>
  error instanceof GraphQLError ? error.toJSON() : { message: error.message };

type Answer = (
  operation: Pick<SubgraphOperation, 'query' | 'document' | 'variables'>,
) => ReturnType<SubgraphTransport['execute']>;

function inProcess(name: string, execute: Answer): SubgraphTransport {
  return {
    name: name as SubgraphTransport['name'], // a library has subgraphs of its own
    routes: {},
    // The gateway changes results; the library's data must not change with them.
    execute: async (operation) => structuredClone(await execute(operation)),
    subscribe: () => {
      throw new Error('The library has no subscriptions.');
    },
    health: async () => [],
    stop: async () => {},
  };
}

async function overHttp(
  name: string,
  execute: Answer,
  stops: (() => Promise<void>)[],
): Promise<SubgraphTransport> {
  // Like a subgraph's server, so that repeated operations are compiled.
  const documents = new LRUCache<string, DocumentNode>({ max: 1_000 });
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = (await json(request)) as Parameters<Answer>[0];
    const { query } = asked;
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const result = await execute({ ...asked, document });
    response.writeHead(result.data === undefined ? 400 : 200);
    response.end(JSON.stringify(result));
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  // A connection must not close while a request is sent, however slow the machine is.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listening on a port
  const transport = createHttpTransport({
    name: name as SubgraphTransport['name'],
    url: `http://127.0.0.1:${port}/graphql`,
    timeoutMs: 30_000,
    signToken: () => 'token',
    signClientAddress: () => 'address',
    // Each operation is sent whatever the outcome of earlier ones.
    circuit: { failures: Infinity },
    routes: [],
  });
  stops.push(async () => {
    await transport.stop();
    server.closeAllConnections();
    server.close();
  });
  return transport;
}

function plain<Value>(value: Value): Value {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
