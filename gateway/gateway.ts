import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { viewerOfHeader, type TokenVerifier } from '../platform/access-token.ts';
import { clientLimits, serveGraphql } from '../platform/graphql-server.ts';
import { createHttpServer } from '../platform/http-server.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createMonitoringServer } from '../platform/monitoring-server.ts';
import { createOperationMemory, defaultMemoryBytes } from '../platform/operations/memory.ts';
import type { OperationPolicy } from '../platform/operations/policy.ts';
import { serveRoutes } from '../platform/routes.ts';
import type { SchemaExposure } from '../platform/schema-exposure.ts';
import { subgraphNames } from '../subgraphs/names.ts';
import type { HealthCheck } from '../subgraphs/shared/subgraph.ts';
import { createEngine } from './engine.ts';
import { type LandingPageExample, serveLandingPage } from './landing-page.ts';
import type { SubgraphTransport } from './transport/transport.ts';

export interface GatewayOptions {
  supergraphSdl: string;
  /** One for each subgraph. Stopping the gateway stops them. */
  transports: readonly SubgraphTransport[];
  verifyAccessToken: TokenVerifier;
  logger: Logger;
  corsOrigins: readonly string[];
  maxBodyBytes: number;
  /** What GraphiQL at `/` opens with; null where it is not served. */
  examples: readonly LandingPageExample[] | null;
  /** What is told of the schema; by default everything. */
  exposure?: SchemaExposure | undefined;
  /** Where health and metrics are served apart from everything else; by default they are not. */
  monitoringPort?: number | undefined;
  /** How much is remembered of operations. */
  memoryBytes?: number;
  /** Whether operations are executed in compiled form; by default they are. */
  compile?: boolean;
  /** What is decided about every operation. */
  policy?: OperationPolicy;
  /** What else has to hold before it is ready. */
  health?: () => HealthCheck[];
}

export interface Gateway {
  readonly server: FastifyInstance;
  /** Null where health and metrics are served with everything else. */
  readonly monitoring: FastifyInstance | null;
  /** @returns the address that it listens on. */
  listen(address: { host: string; port: number }): Promise<string>;
  /** Lets the requests under way end, then ends everything. May be called twice. */
  stop(): Promise<void>;
}

/** The gateway as a function of its configuration; it knows no domain. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { transports, logger, verifyAccessToken } = options;
  const metrics = createMetrics();
  const health = async () => [
    ...(await Promise.all(transports.map(healthOf))).flat(),
    ...(options.health?.() ?? []),
  ];
  const { monitoringPort } = options;
  const monitoring =
    monitoringPort === undefined ? null : await createMonitoringServer({ logger, metrics, health });
  const server = await createHttpServer({
    logger,
    metrics,
    corsOrigins: options.corsOrigins,
    maxBodyBytes: options.maxBodyBytes,
    monitored: monitoring ? 'NOTHING' : 'ALL',
    health,
  });
  if (options.examples) serveLandingPage(server, options.examples);
  const viewerOf = ({ headers }: FastifyRequest) =>
    viewerOfHeader(headers.authorization, verifyAccessToken);
  for (const { routes } of transports) await serveRoutes(server, { routes, viewerOf, logger });
  const memory = createOperationMemory(options.memoryBytes ?? defaultMemoryBytes);
  const graphql = await serveGraphql(server, {
    engine: createEngine({
      supergraphSdl: options.supergraphSdl,
      transports,
      metrics,
      memory,
      compile: options.compile ?? true,
    }),
    memory,
    policy: options.policy ?? {},
    observe: metrics.observeExecution,
    logger,
    limits: clientLimits,
    exposure: options.exposure,
    viewerOf,
  });

  async function stop(): Promise<void> {
    await graphql.stop();
    await server.close();
    await monitoring?.close();
    // Until one has stopped it may ask those that start before it.
    for (const name of subgraphNames.toReversed()) {
      await transports.find((transport) => transport.name === name)?.stop();
    }
    metrics.stop();
  }

  let stopped: Promise<void> | null = null;
  return {
    server,
    monitoring,
    async listen({ host, port }) {
      await monitoring?.listen({ host, port: monitoringPort ?? 0 });
      return server.listen({ host, port });
    },
    stop: () => (stopped ??= stop()),
  };
}

async function healthOf(transport: SubgraphTransport) {
  const checks = await transport.health();
  return checks.map(({ name, ok }) => ({ name: `${transport.name}: ${name}`, ok }));
}
