import type { HealthCheck } from '../platform/http/health-check.ts';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ExecutionResult, OperationTypeNode } from 'graphql';
import { decodeJwt } from 'jose';
import type { Logger } from 'pino';
import { viewerOfHeader, viewerOfRequest } from '../platform/identity/access-token.ts';
import type { TrustedProxies } from '../platform/http/client-address.ts';
import {
  clientAddressHeader,
  type ClientAddressVerifier,
} from '../platform/identity/client-address-token.ts';
import { unauthenticated } from '../kit/errors.ts';
import { largestMessageBytes } from './transport/fetch-limit.ts';
import { say } from '../kit/say.ts';
import { graphqlErrorOf } from '../platform/errors/graphql-error.ts';
import { once } from '../kit/once.ts';
import { serveGraphql } from '../platform/graphql-server/graphql-server.ts';
import { defaultOperationTimeoutMs, fetchLimits } from '../platform/operations/operation-limits.ts';
import { type HttpLimits, limitsForGateways } from '../platform/http/http-limits.ts';
import { closeLimitsFor } from '../platform/http/closing.ts';
import { internalIssuer } from '../platform/identity/internal-token.ts';
import { createHttpMetrics, type HttpMetrics } from '../platform/http/metrics.ts';
import { createOperationMetrics } from '../platform/operations/metrics.ts';
import { createSubscriptionMetrics } from '../platform/subscriptions/metrics.ts';
import { createServers } from '../platform/http/monitoring-server.ts';
import { defaultMaxAnswerBytes, limitAnswers } from '../platform/operations/answer-limit.ts';
import { combinePolicies } from '../platform/operations/combine-policies.ts';
import type {
  ClientOperation,
  ExecutableSubscription,
  GraphqlEngine,
  Variables,
} from '../platform/operations/engine.ts';
import { createOperationMemory, defaultMemoryBytes } from '../platform/operations/memory.ts';
import { oncePerRequest } from '../platform/operations/once-per-request.ts';
import { sizeOf } from '../platform/operations/size-of.ts';
import type { SubscriptionLimits } from '../platform/subscriptions/limits.ts';
import type { GraphRequest } from '../platform/operations/request.ts';
import { serveRoutes } from '../platform/http/routes.ts';
import type { TokenVerifier } from '../platform/identity/token-verifier.ts';
import type { SchemaExposure } from '../platform/errors/schema-exposure.ts';
import { createExecutor, type ExecutorOptions } from './execute.ts';
import type { RunningSubgraph } from './subgraph.ts';
import { subscribeTo } from './subscribe.ts';

export interface SubgraphServerOptions {
  /** Stopping the server stops the subgraph. */
  subgraph: RunningSubgraph;
  /** Verifies tokens signed by the gateway and the other subgraphs. */
  verifyInternalToken: TokenVerifier;
  /** Verifies the addresses of anonymous clients, as signed by the gateway. */
  verifyClientAddress: ClientAddressVerifier;
  /** Proxies trusted for the client's address, for use behind another router; by default none. */
  trustProxy?: TrustedProxies | null;
  /** Root fields that a request may contain only once. */
  oncePerRequest?: readonly string[];
  /** Set if clients' own tokens are also accepted, as another router forwards them. */
  verifyAccessToken: TokenVerifier | null;
  /** Whether requests without a token are answered with public data; by default they are refused. */
  answersAnyone?: boolean;
  logger: Logger;
  maxBodyBytes: number;
  /**
   * The limits for callers; the defaults apply to those not given, except the limits per address, because that is the
   * address of a server.
   */
  httpLimits?: Partial<HttpLimits>;
  /** The timeout of an operation. */
  operationTimeoutMs?: number;
  /** The largest answer of an operation, in bytes; 8 MB by default. */
  maxAnswerBytes?: number;
  /** The limits of subscriptions; the defaults apply to those not given, except where the client is a gateway. */
  subscriptionLimits?: Partial<SubscriptionLimits>;
  /** How much of the schema is exposed; by default everything. */
  exposure?: SchemaExposure | undefined;
  /** A separate port for metrics and health; by default there is none. */
  monitoringPort?: number | undefined;
  /** Aborted when the process is about to stop: the server then serves, but is no longer ready. */
  stopping?: AbortSignal;
  /** Called with the number of requests that had to be cut while the server stopped, whenever some were. */
  onCut?: (requests: number) => void;
  /** The memory limit of the operation cache. */
  memoryBytes?: number;
  /** Whether frequent operations are compiled; by default they are. */
  compile?: boolean;
  /** Further checks of health. */
  health?: () => HealthCheck[];
}

/** A subgraph with a server of its own. */
export interface SubgraphServer {
  readonly server: FastifyInstance;
  /** Null if health and metrics share the main port. */
  readonly monitoring: FastifyInstance | null;
  /** @returns the address that it listens on. */
  listen(at: { host: string; port: number }): Promise<string>;
  /** Lets requests in progress finish, then stops the server and the subgraph. May be called twice. */
  stop(): Promise<void>;
}

/** Serves a subgraph from its own server. */
export async function createSubgraphServer(
  options: SubgraphServerOptions,
): Promise<SubgraphServer> {
  const { subgraph, logger, monitoringPort } = options;
  const metrics = createHttpMetrics();
  metrics.watchMeasures(subgraph.measures ?? []);
  const { server, monitoring } = await serversOf(options, metrics);
  const prove = provers(options);
  const operationMetrics = createOperationMetrics(metrics.registry);
  await serveRoutes(server, { routes: subgraph.routes ?? {}, viewerOf: prove.viewerOf, logger });
  const graphql = await serveGraphql(server, {
    engine: createEngine(subgraph, { compile: options.compile ?? true }),
    memory: createOperationMemory(options.memoryBytes ?? defaultMemoryBytes),
    policy: combinePolicies([
      oncePerRequest(options.oncePerRequest ?? []),
      limitAnswers(options.maxAnswerBytes ?? defaultMaxAnswerBytes),
    ]),
    operationMetrics,
    logger,
    limits: fetchLimits,
    operationTimeoutMs: options.operationTimeoutMs ?? defaultOperationTimeoutMs,
    exposure: options.exposure,
    ...prove,
    isGateway: ({ headers }) => isInternal(headers.authorization, options),
    subscriptionMetrics: createSubscriptionMetrics(metrics.registry),
    // A gateway has one connection for the subscriptions of all its clients, and sends what it has planned.
    subscriptionLimits: options.subscriptionLimits,
    gatewaySubscriptionLimits: { ...upstreamLimits, ...options.subscriptionLimits },
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

/** The servers of a subgraph; they listen when it does. */
function serversOf(
  options: SubgraphServerOptions,
  metrics: HttpMetrics,
): Promise<Pick<SubgraphServer, 'server' | 'monitoring'>> {
  const { subgraph, logger, monitoringPort, stopping } = options;
  return createServers({
    logger,
    metrics,
    corsOrigins: [],
    maxBodyBytes: options.maxBodyBytes,
    limits: { ...options.httpLimits, ...limitsForGateways },
    trustProxy: options.trustProxy ?? null,
    monitoringPort,
    monitoredBeside: 'HEALTH', // a gateway polls it here
    health: async () => [...(await subgraph.health()), ...(options.health?.() ?? [])],
    stopping,
    closeLimits: closeLimitsFor(options.operationTimeoutMs ?? defaultOperationTimeoutMs),
    onCut: options.onCut,
    takesRequestIds: true,
  });
}

/** Proves viewers, from requests and from headers that a message brings. */
function provers(options: SubgraphServerOptions) {
  const verify = eitherToken(options);
  const { answersAnyone = false } = options;
  const requireHeader = (authorization: string | undefined): void => {
    // The gateway signs requests of anonymous clients, too.
    if (!answersAnyone && authorization === undefined) throw onlyProved();
  };
  return {
    viewerOf({ raw }: FastifyRequest) {
      requireHeader(raw.headers.authorization);
      return viewerOfRequest(raw, verify);
    },
    viewerOfHeader(authorization: string | undefined) {
      requireHeader(authorization);
      options.verifyAccessToken?.keepFresh?.();
      return viewerOfHeader(authorization, verify);
    },
  };
}

const upstreamLimits: Partial<SubscriptionLimits> = {
  perConnection: Infinity,
  connectionsPerViewer: Infinity,
  messageBytes: largestMessageBytes,
  messagesPerHeartbeat: Infinity,
  queueBytes: 16_000_000,
};

const onlyProved = () =>
  unauthenticated(say`This subgraph answers the gateway alone: it needs a token of the gateway.`);

/** The issuer of a token selects its verifier; the unverified claim is used for nothing else. */
function eitherToken({
  verifyInternalToken,
  verifyAccessToken,
}: SubgraphServerOptions): TokenVerifier {
  if (!verifyAccessToken) return verifyInternalToken;
  return (token) =>
    issuerOf(token) === internalIssuer ? verifyInternalToken(token) : verifyAccessToken(token);
}

/** Whether a verified header holds a token of a gateway or of another subgraph. */
function isInternal(
  authorization: string | undefined,
  { verifyAccessToken }: SubgraphServerOptions,
): boolean {
  if (authorization === undefined) return false;
  return !verifyAccessToken || issuerOf(authorization.replace(/^bearer +/i, '')) === internalIssuer;
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined; // the verifier reports the error
  }
}

/** Shared with no other: the gateway opens one for all clients who share it. */
const subscriptionAlone = (open: ExecutableSubscription['open']): ExecutableSubscription => ({
  key: randomUUID(),
  readsSubject: true,
  after: null,
  open,
});

/** The memory factor of a document with its compiled form: see the test of the weights. */
const compiledWeight = 4;

/** The engine that executes operations, the same as in the gateway's process. */
function createEngine(subgraph: RunningSubgraph, options: ExecutorOptions): GraphqlEngine {
  const { schema } = subgraph;
  const createContext = (request: GraphRequest) => subgraph.createContext(request);
  const subscribable = { schema, createContext, present: (result: ExecutionResult) => result };
  const executor = createExecutor(schema, options);
  const prepare = (client: ClientOperation) => {
    const { document, definition } = client;
    const operation = { document, operationName: definition.name?.value };
    return {
      client,
      made: 0,
      forms: 1,
      check: () => null, // graphql checks the variables during execution
      weigh: () => compiledWeight * sizeOf(document),
      plan: (variables: Variables) => ({
        path: executor.pathOf(operation),
        subscription:
          definition.operation === OperationTypeNode.SUBSCRIPTION
            ? subscriptionAlone((start, receiver) =>
                subscribeTo(subscribable, { ...operation, variables }, start, receiver),
              )
            : undefined,
        async execute(request: GraphRequest) {
          const result = await executor.execute(
            { ...operation, variables },
            createContext(request),
          );
          // One error for everything unfinished, instead of one at each path.
          const interrupted = result.errors && request.interruption.reason;
          return interrupted ? { data: null, errors: [graphqlErrorOf(interrupted)] } : result;
        },
        keep() {},
      }),
    };
  };
  return { schema, prepare };
}
