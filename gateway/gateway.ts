import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import {
  knownViewerOfRequest,
  viewerOfHeader,
  viewerOfRequest,
} from '../lib/platform/identity/access-token.ts';
import { serveGraphql } from '../lib/platform/graphql-server/graphql-server.ts';
import {
  clientLimits,
  defaultOperationTimeoutMs,
} from '../lib/platform/operations/operation-limits.ts';
import type { TrustedProxies } from '../lib/platform/http/client-address.ts';
import type { HttpLimits } from '../lib/platform/http/http-limits.ts';
import { closeLimitsFor } from '../lib/platform/http/closing.ts';
import { defaultMaxAnswerBytes } from '../lib/platform/operations/answer-limit.ts';
import { createGatewayMetrics, type GatewayMetrics } from './metrics.ts';
import { createServers } from '../lib/platform/http/monitoring-server.ts';
import {
  type Admission,
  type AdmissionOptions,
  createAdmission,
  defaultConcurrency,
  defaultQueueTimeoutMs,
} from '../lib/platform/operations/admission.ts';
import {
  createOperationMemory,
  defaultMemoryBytes,
  type OperationMemory,
} from '../lib/platform/operations/memory.ts';
import { rulesOf } from '../lib/platform/operations/document-rules.ts';
import { type BudgetName, budgetNameOf, type Budgets } from '../lib/platform/operations/budgets.ts';
import { combinePolicies } from '../lib/platform/operations/combine-policies.ts';
import { oncePerRequest } from '../lib/platform/operations/once-per-request.ts';
import type { OperationPolicy } from '../lib/platform/operations/policy.ts';
import type { SubscriptionLimits } from '../lib/platform/subscriptions/limits.ts';
import type { MessageCharges } from '../lib/platform/subscriptions/message-charges.ts';
import type { Routes } from '../lib/platform/http/route.ts';
import { type AdmitTransfer, serveRoutes } from '../lib/platform/http/routes.ts';
import type { CachingTokenVerifier } from '../lib/platform/identity/token-verifier.ts';
import { openSchema, type SchemaExposure } from '../lib/platform/errors/schema-exposure.ts';
import type { ManifestSource } from '../lib/platform/documents/follow-manifests.ts';
import { once } from '../lib/kit/once.ts';
import type { IncludedMetrics } from '../lib/platform/process/included-metrics.ts';
import {
  createTrustedDocuments,
  type TrustedDocuments,
} from '../lib/platform/documents/trusted-documents.ts';
import { subgraphNames } from '../lib/kit/subgraph-names.ts';
import type { Viewer } from '../lib/kit/viewer.ts';
import type { HealthCheck } from '../lib/platform/http/health-check.ts';
import { Buckets } from '../lib/kit/buckets.ts';
import { apiSchemaRoutes } from './api-schema.ts';
import { createCacheControl } from './cache-control.ts';
import { createFileCharges } from './demand-control/charge-files.ts';
import { chargeRequests } from './demand-control/charge-requests.ts';
import type { CostContext } from './demand-control/cost.ts';
import { type CostSchema, readCostSchema } from './demand-control/cost-schema.ts';
import { createDemandControl } from './demand-control/demand-control.ts';
import { createStructuralPolicy, structuralLimits } from './demand-control/structural-limits.ts';
import { createEngine, type GatewayEngine } from './engine.ts';
import { healthOfSubgraphs } from './health.ts';
import { createReplaceableEngine, type ReplaceableEngine } from './replaceable-engine.ts';
import type { PlanningSettings } from './planning/planning.ts';
import { type PagesOptions, servePages } from './pages/pages.ts';
import type { SubgraphTransport } from '../lib/federation/transport/transport.ts';

export interface GatewayOptions {
  supergraphSdl: string;
  /** One for each subgraph. Stopping the gateway stops them. */
  transports: readonly SubgraphTransport[];
  verifyAccessToken: CachingTokenVerifier;
  logger: Logger;
  corsOrigins: readonly string[];
  maxBodyBytes: number;
  /** The limits for clients; the defaults apply to those not given. */
  httpLimits?: Partial<HttpLimits>;
  /** Proxies trusted for the client's address; by default none. */
  trustProxy?: TrustedProxies | null;
  /** The landing page at `/`, and GraphiQL; null if they are not served. */
  pages: PagesOptions | null;
  /** How much of the schema is exposed; by default everything. */
  exposure?: SchemaExposure | undefined;
  /** A separate port for health and metrics; by default there is none. */
  monitoringPort?: number | undefined;
  /** The timeout of an operation. */
  operationTimeoutMs?: number;
  /** The memory limit of the operation cache. */
  memoryBytes?: number;
  /** Whether operations are executed in compiled form; by default they are. */
  compile?: boolean;
  /** The planning settings; the defaults apply to those not given. */
  planning?: Partial<PlanningSettings>;
  /** The largest answer of an operation, in bytes; 8 MB by default. */
  maxAnswerBytes?: number;
  /** The cost limits of operations. */
  demand: { mode: 'enforce' | 'measure'; budgets: Budgets };
  /**
   * How many operations of each role are executed at once, and how long others wait; the defaults apply to those not
   * given.
   */
  concurrency?: Partial<AdmissionOptions>;
  /** Documents that clients may request by id, and the clients restricted to them; by default none. */
  trustedDocuments?: {
    source: ManifestSource | null;
    requiredFor: readonly BudgetName[];
  };
  /** The limits of subscriptions; the defaults apply to those not given. */
  subscriptionLimits?: Partial<SubscriptionLimits>;
  /**
   * The fields (`Type.field`) that depend on the viewer's subject. Without one of them, viewers would get its value for
   * somebody else.
   */
  subjectFields: readonly string[];
  /** An additional policy for every operation. */
  policy?: OperationPolicy;
  /** Root fields that a request may contain only once. */
  oncePerRequest?: readonly string[];
  /** Aborted when the process is about to stop: the gateway then serves, but is no longer ready. */
  stopping?: AbortSignal;
  /** Called with the number of requests that had to be cut while the gateway stopped, whenever some were. */
  onCut?: (requests: number) => void;
  /** The metrics of other processes that are served with those of the gateway; by default none. */
  includedMetrics?: readonly IncludedMetrics[];
  /** Additional conditions for readiness. */
  health?: () => HealthCheck[];
}

export interface Gateway {
  readonly server: FastifyInstance;
  /** Null if health and metrics share the main port. */
  readonly monitoring: FastifyInstance | null;
  /** @returns the address that it listens on. */
  listen(address: { host: string; port: number }): Promise<string>;
  /**
   * Serves another supergraph over the same subgraphs. Subscriptions stay open: they are planned again and resumed
   * after their last cursor; those that the new schema does not accept end.
   * @throws for a supergraph that cannot be used. Nothing changes.
   */
  replaceSupergraph(supergraphSdl: string): void;
  /** Closes the port once requests in progress have finished; nothing else stops yet. May be called twice. */
  close(): Promise<void>;
  /** Closes the port in the same way, then stops everything. May be called twice. */
  stop(): Promise<void>;
}

/** The gateway as a function of its configuration; it knows no domain. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { transports, logger, verifyAccessToken } = options;
  const metrics = createGatewayMetrics();
  for (const other of options.includedMetrics ?? []) metrics.include(other);
  const servers = await serversOf(options, metrics);
  const { server, monitoring } = servers;
  watchTransports(transports, metrics);
  const buckets = new Buckets();
  const charges = chargeBeside(options, { server, buckets, metrics });
  if (options.pages) servePages(server, options.pages, { hasSchema: schemaIsFor(null, options) });
  const viewerOf = ({ raw }: FastifyRequest) => viewerOfRequest(raw, verifyAccessToken);
  for (const { routes } of transports) {
    await serveRoutes(server, {
      routes,
      viewerOf,
      logger,
      ...(charges && { admit: charges.admit }),
    });
  }
  const memory = createOperationMemory(options.memoryBytes ?? defaultMemoryBytes);
  const engine = startEngine(options, { metrics, memory });
  const trustedDocuments = await trustDocuments(options, { engine, memory, metrics });
  await serveRoutes(server, { routes: schemaRoutes(options, engine), viewerOf, logger });
  const graphql = await serveGraphql(server, {
    engine,
    memory,
    trustedDocuments,
    policy: policyOf(options, { engine, trustedDocuments, buckets, metrics }),
    admission: admissionOf(options, metrics),
    operationMetrics: metrics,
    logger,
    limits: clientLimits,
    operationTimeoutMs: options.operationTimeoutMs ?? defaultOperationTimeoutMs,
    exposure: options.exposure,
    viewerOf,
    viewerOfHeader(authorization) {
      verifyAccessToken.keepFresh?.();
      return viewerOfHeader(authorization, verifyAccessToken);
    },
    subscriptionMetrics: metrics.subscriptions,
    subscriptionLimits: options.subscriptionLimits,
    messageCharges: charges?.messages,
  });
  const close = once(async () => {
    await graphql.stop();
    await server.close();
  });
  return {
    server,
    monitoring,
    close,
    async listen({ host, port }) {
      await monitoring?.listen({ host, port: options.monitoringPort ?? 0 });
      return server.listen({ host, port });
    },
    replaceSupergraph: (supergraphSdl) => engine.replace(supergraphSdl),
    stop: once(() => stopAll({ close, monitoring, engine, transports, metrics })),
  };
}

function watchTransports(transports: GatewayOptions['transports'], metrics: GatewayMetrics): void {
  for (const { name, circuit, upstream, measures = [] } of transports) {
    if (circuit) metrics.watchCircuit(name, circuit);
    if (upstream) metrics.watchUpstream(name, upstream);
    metrics.watchMeasures(measures);
  }
}

async function trustDocuments(
  { trustedDocuments, exposure = openSchema, logger }: GatewayOptions,
  {
    engine,
    memory,
    metrics,
  }: { engine: ReplaceableEngine; memory: OperationMemory; metrics: GatewayMetrics },
): Promise<TrustedDocuments> {
  const documents = await createTrustedDocuments({
    ...(trustedDocuments ?? { source: null, requiredFor: [] }),
    get schema() {
      return engine.schema;
    },
    rules: rulesOf(exposure),
    limits: clientLimits,
    memory,
    logger,
    observe: metrics.observeDocument,
  });
  metrics.watchTrustedDocuments(documents);
  engine.onReplaced(() => void documents.checkAgain());
  return documents;
}

function admissionOf({ concurrency }: GatewayOptions, metrics: GatewayMetrics): Admission {
  const admission = createAdmission({
    limits: defaultConcurrency,
    queueTimeoutMs: defaultQueueTimeoutMs,
    ...concurrency,
  });
  metrics.watchAdmission(admission);
  return admission;
}

/** Publishes the schema to viewers who may introspect it. */
function schemaRoutes(options: GatewayOptions, engine: GatewayEngine): Routes {
  if (!(options.exposure ?? openSchema).introspection) return {};
  return apiSchemaRoutes({
    schema: () => engine.schema,
    maySee: (viewer) => schemaIsFor(viewer, options),
  });
}

/** Whether a viewer may read the schema. */
const schemaIsFor = (
  viewer: Viewer,
  { exposure = openSchema, trustedDocuments }: GatewayOptions,
): boolean =>
  exposure.introspection && !trustedDocuments?.requiredFor.includes(budgetNameOf(viewer));

/**
 * Charges requests, messages and the transfer of files. @returns undefined if nothing is charged.
 */
function chargeBeside(
  { demand: { mode, budgets }, verifyAccessToken }: GatewayOptions,
  { server, buckets, metrics }: Pick<Gateway, 'server'> & Pick<PolicyParts, 'buckets' | 'metrics'>,
): { admit: AdmitTransfer; messages: MessageCharges } | undefined {
  if (mode !== 'enforce') return undefined;
  const observe = metrics.observeCost;
  const messages = chargeRequests(server, {
    buckets,
    budgets,
    knownViewerOf: ({ raw }) => knownViewerOfRequest(raw, verifyAccessToken),
    observe,
  });
  return { messages, admit: createFileCharges({ buckets, budgets, observe }) };
}

function startEngine(
  options: GatewayOptions,
  { metrics, memory }: { metrics: GatewayMetrics; memory: OperationMemory },
): ReplaceableEngine {
  const make = (supergraphSdl: string) =>
    createEngine({
      supergraphSdl,
      transports: options.transports,
      metrics,
      memory,
      compile: options.compile ?? true,
      subjectFields: options.subjectFields,
      ...(options.planning && { planning: options.planning }),
    });
  const finishMs = options.operationTimeoutMs ?? defaultOperationTimeoutMs;
  const engine = createReplaceableEngine(options.supergraphSdl, make, finishMs);
  metrics.watchPlanning(() => engine.waitingToBePlanned);
  return engine;
}

/** The servers of the gateway; they listen when it does. */
function serversOf(
  options: GatewayOptions,
  metrics: GatewayMetrics,
): Promise<Pick<Gateway, 'server' | 'monitoring'>> {
  const { transports, logger, monitoringPort, stopping } = options;
  return createServers({
    logger,
    metrics,
    corsOrigins: options.corsOrigins,
    maxBodyBytes: options.maxBodyBytes,
    limits: options.httpLimits ?? {},
    trustProxy: options.trustProxy ?? null,
    monitoringPort,
    monitoredBeside: 'NOTHING',
    health: async () => [...(await healthOfSubgraphs(transports)), ...(options.health?.() ?? [])],
    stopping,
    closeLimits: closeLimitsFor(options.operationTimeoutMs ?? defaultOperationTimeoutMs),
    onCut: options.onCut,
  });
}

interface PolicyParts {
  engine: GatewayEngine;
  trustedDocuments: TrustedDocuments;
  buckets: Buckets;
  metrics: GatewayMetrics;
}

/** The policies for every operation, in this order. */
function policyOf(
  options: GatewayOptions,
  { engine, trustedDocuments, buckets, metrics }: PolicyParts,
): OperationPolicy {
  return combinePolicies([
    trustedDocuments.policy,
    oncePerRequest(options.oncePerRequest ?? []),
    options.demand.mode === 'enforce' ? createStructuralPolicy(structuralLimits) : {},
    createDemandControl({
      ...options.demand,
      maxAnswerBytes: options.maxAnswerBytes ?? defaultMaxAnswerBytes,
      context: costContextOf(engine),
      buckets,
      observe: metrics.observeCost,
    }),
    createCacheControl(engine),
    options.policy ?? {},
  ]);
}

/** The context of costs, which is another one once the engine was replaced. */
function costContextOf(engine: GatewayEngine): CostContext {
  const costs = new WeakMap<GraphQLSchema, CostSchema>();
  return {
    get schema() {
      return engine.schema;
    },
    get costs() {
      const { supergraphSchema } = engine;
      let known = costs.get(supergraphSchema);
      if (!known) costs.set(supergraphSchema, (known = readCostSchema(supergraphSchema)));
      return known;
    },
  };
}

interface Stopped extends Pick<Gateway, 'close' | 'monitoring'> {
  engine: Stoppable;
  transports: GatewayOptions['transports'];
  metrics: GatewayMetrics;
}

interface Stoppable {
  stop(): Promise<void>;
}

async function stopAll({ close, monitoring, engine, transports, metrics }: Stopped): Promise<void> {
  await close();
  await engine.stop();
  await monitoring?.close();
  // Until it has stopped, a subgraph may query those that start before it.
  for (const name of subgraphNames.toReversed()) {
    await transports.find((transport) => transport.name === name)?.stop();
  }
  metrics.stop();
}
