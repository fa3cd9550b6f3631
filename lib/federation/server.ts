import type { FastifyRequest } from 'fastify';
import { decodeJwt } from 'jose';
import type { Logger } from 'pino';
import { viewerOfRequest } from '../platform/identity/access-token.ts';
import type { TrustedProxies } from '../platform/http/client-address.ts';
import {
  clientAddressHeader,
  type ClientAddressVerifier,
} from '../platform/identity/client-address-token.ts';
import { unauthenticated } from '../kit/errors.ts';
import { once } from '../kit/once.ts';
import {
  defaultOperationTimeoutMs,
  fetchLimits,
  serveGraphql,
} from '../platform/operations/graphql-server.ts';
import type { HttpLimits } from '../platform/http/http-limits.ts';
import { createHttpServer } from '../platform/http/http-server.ts';
import { internalIssuer } from '../platform/identity/internal-token.ts';
import { createMetrics } from '../platform/process/metrics.ts';
import { createMonitoringServer } from '../platform/http/monitoring-server.ts';
import type { ClientOperation, GraphqlEngine, Variables } from '../platform/operations/engine.ts';
import { createOperationMemory, defaultMemoryBytes } from '../platform/operations/memory.ts';
import { oncePerRequest } from '../platform/operations/once-per-request.ts';
import { sizeOf } from '../platform/operations/size-of.ts';
import type { GraphRequest } from '../platform/operations/request.ts';
import { serveRoutes } from '../platform/http/routes.ts';
import type { TokenVerifier } from '../platform/identity/token-verifier.ts';
import type { SchemaExposure } from '../platform/errors/schema-exposure.ts';
import { createExecutor, type ExecutorOptions } from './execute.ts';
import type { RunningSubgraph } from './subgraph.ts';

export interface SubgraphServerOptions {
  /** Stopping the server stops it. */
  subgraph: RunningSubgraph;
  /** Verifies what the gateway and the other subgraphs signed. */
  verifyInternalToken: TokenVerifier;
  /** Verifies what the gateway signed of clients that are not signed in. */
  verifyClientAddress: ClientAddressVerifier;
  /** Whose word on a client's address is taken, as where another router asks; by default nobody's. */
  trustProxy?: TrustedProxies | null;
  /** Root fields that a request may ask for once. */
  oncePerRequest?: readonly string[];
  /** Set where clients' own tokens are taken too, as another router forwards them. */
  verifyAccessToken: TokenVerifier | null;
  /** Whether those without a token are answered what everybody may know; by default they are refused. */
  answersAnyone?: boolean;
  logger: Logger;
  maxBodyBytes: number;
  /** What those who ask are granted; those not given are as usual, but for each address, which is a server's. */
  httpLimits?: Partial<HttpLimits>;
  /** How long an operation may take. */
  operationTimeoutMs?: number;
  /** What is told of the schema; by default everything. */
  exposure?: SchemaExposure | undefined;
  /** Where metrics are served apart from everything else, and health, too; by default they are not. */
  monitoringPort?: number | undefined;
  /** How much is remembered of operations. */
  memoryBytes?: number;
  /** Whether operations that come often are compiled; by default they are. */
  compile?: boolean;
}

/** A subgraph as a server of its own. */
export async function createSubgraphServer(options: SubgraphServerOptions) {
  const { subgraph, logger } = options;
  const metrics = createMetrics();
  const health = () => subgraph.health();
  const { monitoringPort } = options;
  const monitoring =
    monitoringPort === undefined ? null : await createMonitoringServer({ logger, metrics, health });
  const server = await createHttpServer({
    logger,
    metrics,
    corsOrigins: [],
    maxBodyBytes: options.maxBodyBytes,
    limits: { maxConnectionsPerAddress: Infinity, ...options.httpLimits },
    trustProxy: options.trustProxy ?? null,
    monitored: monitoring ? 'HEALTH' : 'ALL', // a gateway asks for it here
    health,
    takesRequestIds: true,
  });
  const verify = eitherToken(options);
  const { answersAnyone = false } = options;
  const viewerOf = ({ raw }: FastifyRequest) => {
    // The gateway signs for clients that are not signed in, too.
    if (!answersAnyone && raw.headers.authorization === undefined) throw onlyProved();
    return viewerOfRequest(raw, verify);
  };
  await serveRoutes(server, { routes: subgraph.routes ?? {}, viewerOf, logger });
  const graphql = await serveGraphql(server, {
    engine: createEngine(subgraph, { compile: options.compile ?? true }),
    memory: createOperationMemory(options.memoryBytes ?? defaultMemoryBytes),
    policy: oncePerRequest(options.oncePerRequest ?? []),
    observe: metrics.observeExecution,
    logger,
    limits: fetchLimits,
    operationTimeoutMs: options.operationTimeoutMs ?? defaultOperationTimeoutMs,
    exposure: options.exposure,
    viewerOf,
    clientAddressOf: ({ headers, ip }) => {
      const signed = headers[clientAddressHeader];
      return typeof signed === 'string' ? options.verifyClientAddress(signed) : ip;
    },
  });

  async function stop(): Promise<void> {
    await graphql.stop();
    await server.close();
    await monitoring?.close();
    await subgraph.stop();
    metrics.stop();
  }

  return {
    server,
    monitoring,
    async listen({ host, port }: { host: string; port: number }) {
      await monitoring?.listen({ host, port: monitoringPort ?? 0 });
      return server.listen({ host, port });
    },
    stop: once(stop),
  };
}

const onlyProved = () =>
  unauthenticated('This subgraph answers the gateway alone: it needs a token of the gateway.');

/** Who issued a token decides who verifies it; an unverified claim only ever chooses the verifier. */
function eitherToken({
  verifyInternalToken,
  verifyAccessToken,
}: SubgraphServerOptions): TokenVerifier {
  if (!verifyAccessToken) return verifyInternalToken;
  return (token) => {
    const isInternal = issuerOf(token) === internalIssuer;
    return isInternal ? verifyInternalToken(token) : verifyAccessToken(token);
  };
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined; // the verifier says what is wrong with it
  }
}

/** What a document keeps with what it is compiled to: see the test of the weights. */
const compiledWeight = 4;

/** Executes as in the gateway's process. */
function createEngine(
  { schema, createContext }: RunningSubgraph,
  options: ExecutorOptions,
): GraphqlEngine {
  const executor = createExecutor(schema, options);
  const prepare = (client: ClientOperation) => {
    const { document, definition } = client;
    const operation = { document, operationName: definition.name?.value };
    return {
      client,
      forms: 1,
      check: () => null, // graphql checks the variables as it executes
      weigh: () => compiledWeight * sizeOf(document),
      plan: (variables: Variables) => ({
        path: executor.pathOf(operation),
        async execute(request: GraphRequest) {
          const result = await executor.execute(
            { ...operation, variables },
            createContext(request),
          );
          // One error for all that was not finished, instead of one at each place.
          const interrupted = result.errors && request.interruption.reason;
          return interrupted ? { data: null, errors: [interrupted] } : result;
        },
        keep() {},
      }),
    };
  };
  return { schema, prepare };
}
