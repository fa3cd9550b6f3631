import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { isClientError } from '../../kit/errors.ts';
import { graphqlError } from '../errors/graphql-error.ts';
import { statusOfCode } from '../errors/http-answer.ts';
import { type Language, say } from '../../kit/say.ts';
import { once } from '../../kit/once.ts';
import { Interruption } from '../operations/interruption.ts';
import type { Admission } from '../operations/admission.ts';
import { answerAccepted } from './accepted-operations.ts';
import { routeGraphql } from './graphql-route.ts';
import { withStatusOfRefused } from './refused-status.ts';
import { storingOf } from './storing.ts';
import { createReadDocument, type ReadDocument } from '../documents/asked-document.ts';
import type { GraphqlEngine } from '../operations/engine.ts';
import type { OperationMemory } from '../operations/memory.ts';
import { createErrorCounts, type ErrorCounts } from '../operations/error-counts.ts';
import type { OperationMetrics } from '../operations/metrics.ts';
import { createOperations, type Operations } from '../operations/operations.ts';
import { admitText } from '../documents/admit-text.ts';
import { rulesOf } from '../operations/document-rules.ts';
import type { SelectionLimits } from '../operations/selection-limits.ts';
import { createPersistedQueries, type PersistedQueries } from '../documents/persisted-queries.ts';
import { noType, unresolved } from '../operations/unservable.ts';
import { languageOfRequest } from '../http/language-of-request.ts';
import { wantsCost } from '../http/wants-cost.ts';
import type { OperationPolicy } from '../operations/policy.ts';
import { sentSelection } from '../operations/client-selection.ts';
import { createGraphRequest, type GraphRequest } from '../operations/request.ts';
import type { SubscriptionMetrics } from '../subscriptions/metrics.ts';
import type { ViewerOfHeader } from '../subscriptions/credential.ts';
import { defaultSubscriptionLimits, type SubscriptionLimits } from '../subscriptions/limits.ts';
import { type MessageCharges, noMessageCharges } from '../subscriptions/message-charges.ts';
import { serveSubscriptions } from '../subscriptions/serve-subscriptions.ts';
import { Subscriptions } from '../subscriptions/subscriptions.ts';
import {
  openSchema,
  type PresentError,
  presenterFor,
  type SchemaExposure,
} from '../errors/schema-exposure.ts';
import type { TrustedDocuments } from '../documents/trusted-documents.ts';
import type { Viewer } from '../../kit/viewer.ts';

/** The language of the request that Apollo Server answers: it presents errors without saying whose they are. */
const languageNow = new AsyncLocalStorage<Language>();

type ApolloOptions = ConstructorParameters<typeof ApolloServer<GraphRequest>>[0];

interface GraphqlServerOptions {
  engine: GraphqlEngine;
  /** The memory budget of cached operations; the engine uses it too. */
  memory: OperationMemory;
  policy: OperationPolicy;
  /** Limits how many operations run at once; unlimited if absent. */
  admission?: Admission | undefined;
  /** Called for each execution, for each answer except those of subscriptions, and for each error that a client gets. */
  operationMetrics: OperationMetrics;
  /** The documents that may be requested by id; if absent, there are none. */
  trustedDocuments?: TrustedDocuments | undefined;
  logger: Logger;
  /** The limits on the size of an operation. */
  limits: SelectionLimits;
  /** The timeout of an operation; a change that has begun may take longer. */
  operationTimeoutMs: number;
  /** How much of the schema is exposed; everything by default. */
  exposure?: SchemaExposure | undefined;
  /** Proves the viewer. A rejection refuses the whole request, with the status of its code. */
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  /** Proves a viewer from an `Authorization` header alone, where there is no request. */
  viewerOfHeader: ViewerOfHeader;
  /** Called for subscriptions. */
  subscriptionMetrics: SubscriptionMetrics;
  /** The limits of subscriptions; the defaults apply to those not given. */
  subscriptionLimits?: Partial<SubscriptionLimits> | undefined;
  /** Limits that differ for connections from gateways; by default none do. */
  gatewaySubscriptionLimits?: Partial<SubscriptionLimits> | undefined;
  /** The charges for messages over WebSockets; by default there are none. */
  messageCharges?: MessageCharges | undefined;
  /** The client's address; the peer's address by default. Rejects as `viewerOf` does. */
  clientAddressOf?: (request: FastifyRequest) => string | Promise<string>;
  /** Whether the caller, once proved, is a gateway, which holds answers back itself; by default none is. */
  isGateway?: (request: FastifyRequest) => boolean;
}

/** The options with their defaults, and what is derived from them once. */
interface Served extends GraphqlServerOptions {
  readonly exposure: SchemaExposure;
  readonly clientAddressOf: (request: FastifyRequest) => string | Promise<string>;
  readonly isGateway: (request: FastifyRequest) => boolean;
  readonly operations: Operations;
  readonly persistedQueries: PersistedQueries;
  readonly read: ReadDocument;
  readonly present: PresentError;
  readonly errors: ErrorCounts;
  readonly messageCharges: MessageCharges;
}

/**
 * Serves GraphQL over HTTP at `/graphql` of a server that is not listening yet. Apollo Server
 * parses, validates and speaks HTTP; `presentError` makes the errors that clients see. @returns a
 * function that stops it after the operations in progress have ended.
 */
export async function serveGraphql(
  server: FastifyInstance,
  options: GraphqlServerOptions,
): Promise<{ stop(): Promise<void> }> {
  const exposure = options.exposure ?? openSchema;
  const persistedQueries = createPersistedQueries(options.memory);
  const errors = createErrorCounts(options.operationMetrics.observeError);
  const served: Served = {
    ...options,
    exposure,
    viewerOf: refusingOnce(options.viewerOf),
    clientAddressOf: options.clientAddressOf ?? (({ ip }) => ip),
    isGateway: options.isGateway ?? (() => false),
    operations: createOperations({
      ...options,
      observe: options.operationMetrics.observeExecution,
      errors,
    }),
    persistedQueries,
    read: createReadDocument(options.trustedDocuments, persistedQueries),
    errors,
    present: errors.counting(presenterFor(exposure)),
    messageCharges: options.messageCharges ?? noMessageCharges,
  };
  const subscriptions = createSubscriptions(served);
  const stream = serveSubscriptions(server, { ...served, subscriptions });
  options.engine.onReplaced?.(() => void subscriptions.planAgain());
  // Before the server waits for its connections.
  server.addHook('preClose', subscriptions.stop);
  const apollo = createApolloServer(server, served);
  await apollo.start();
  const answer = fastifyApolloHandler(apollo, {
    context: (request, reply) => admittedRequest(served, request, reply),
  });
  routeGraphql(server, {
    direct: answerAccepted(served),
    stream,
    apollo: async (request, reply) =>
      languageNow.run(languageOfRequest(request), async () =>
        withStatusOfRefused(reply, await answer.call(server, request, reply)),
      ),
    observe: options.operationMetrics.observeAnswer,
  });

  return { stop: once(() => apollo.stop()) };
}

function createSubscriptions(served: Served): Subscriptions {
  const limits = { ...defaultSubscriptionLimits, ...served.subscriptionLimits };
  return new Subscriptions({
    ...served,
    plan: served,
    metrics: served.subscriptionMetrics,
    limits,
    gatewayLimits: { ...limits, ...served.gatewaySubscriptionLimits },
  });
}

function createApolloServer(server: FastifyInstance, served: Served): ApolloServer<GraphRequest> {
  const { engine, operations, persistedQueries, trustedDocuments } = served;
  const { exposure, limits, logger, present } = served;
  return new ApolloServer<GraphRequest>({
    gateway: asApolloGateway(engine, operations),
    // Operations are cached within the one budget for everything cached of operations.
    documentStore: trustedDocuments?.parsed ?? null,
    persistedQueries: { cache: persistedQueries.store },
    logger: quiet(logger),
    introspection: true, // refused by a rule of ours, with its own message
    validationRules: rulesOf(exposure),
    // The graph reads no cookies: a page of another site has no rights to use.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.maxTokens },
    formatError: (formatted, error) =>
      present(formatted, error, { language: languageNow.getStore() ?? 'en', logger }),
    plugins: [
      drain(server),
      executeAdmitted,
      refuseUnservable,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/**
 * Creates the request that operations use. Rejects, before the text is parsed, if the viewer cannot
 * be proved, may not send this text, or has an empty bucket.
 */
async function admittedRequest(
  served: Served,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<GraphRequest> {
  const { trustedDocuments } = served;
  const viewer = await proved(served.viewerOf, request);
  const clientAddress = await proved(served.clientAddressOf, request);
  const asked = served.read(request);
  if (!trustedDocuments && asked.refusal) throw asked.refusal;
  const trustedDocument = trustedDocuments?.admit(asked, viewer) ?? null;
  const interruption = new Interruption(reply.raw, served.operationTimeoutMs);
  const isGateway = served.isGateway(request);
  const graphRequest = createGraphRequest(viewer, request.id, served.logger, {
    clientAddress,
    language: languageOfRequest(request),
    wantsCost: wantsCost(request),
    trustedDocument,
    text: asked.askedText,
    interruption,
    callerHoldsBack: isGateway,
    clientSelection: isGateway ? sentSelection(request.body) : null,
    storing: storingOf(request),
  });
  await admitText(served, asked, graphRequest);
  return graphRequest;
}

type ViewerOf = GraphqlServerOptions['viewerOf'];

/** Repeats the original refusal when the viewer of a refused request is asked for again. */
function refusingOnce(viewerOf: ViewerOf): ViewerOf {
  const refusals = new WeakMap<FastifyRequest, unknown>();
  return (request) => {
    if (refusals.has(request)) throw refusals.get(request);
    const refuse = (error: unknown): never => {
      refusals.set(request, error);
      throw error;
    };
    try {
      const viewer = viewerOf(request);
      return viewer instanceof Promise ? viewer.catch(refuse) : viewer;
    } catch (error) {
      return refuse(error);
    }
  };
}

async function proved<Proved>(
  prove: (request: FastifyRequest) => Proved | Promise<Proved>,
  request: FastifyRequest,
): Promise<Proved> {
  try {
    return await prove(request);
  } catch (error) {
    if (!isClientError(error)) throw error;
    const http = { status: statusOfCode[error.code] };
    throw graphqlError(error.code, error.said, { ...error.details, http });
  }
}

/** Waits for the operations in progress, without a limit of its own: the caller sets one. */
function drain(server: FastifyInstance): ApolloServerPlugin<GraphRequest> {
  return {
    async serverWillStart() {
      return { drainServer: () => server.close() };
    },
  };
}

type ApolloGateway = NonNullable<ApolloOptions['gateway']>;

/** Apollo Server calls any executor of operations a gateway. */
function asApolloGateway(engine: GraphqlEngine, operations: Operations): ApolloGateway {
  return {
    onSchemaLoadOrUpdate(callback) {
      const load = () => callback({ apiSchema: engine.schema, coreSupergraphSdl: '' });
      load();
      engine.onReplaced?.(load);
      return () => {};
    },
    async load() {
      return {
        async executor({ request, document, operation, source, context }) {
          const result = await operations.execute(
            {
              text: source,
              operationName: request.operationName,
              document,
              definition: operation,
            },
            request.variables ?? {},
            context as GraphRequest, // the server creates it below
          );
          return { ...result };
        },
      };
    },
    async stop() {},
  };
}

/**
 * Makes Apollo Server parse exactly the admitted text: it may read the URL of a GET request in
 * another way. A text that was found by its id replaces the id.
 */
const executeAdmitted: ApolloServerPlugin<GraphRequest> = {
  async requestDidStart({ request, contextValue: { text } }) {
    const isById = request.query === undefined && text !== null;
    Object.assign(request, {
      query: text ?? undefined,
      operationName: request.operationName || undefined,
    });
    if (!isById) return;
    const { persistedQuery: _, ...extensions } = request.extensions ?? {};
    Object.assign(request, { extensions });
  },
};

/** Refuses operations that are valid and still cannot be executed. */
const refuseUnservable: ApolloServerPlugin<GraphRequest> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, schema, request }) {
        const reason = unservable(operation, request.operationName, schema);
        if (reason) {
          throw graphqlError('BAD_USER_INPUT', reason, {
            reason: 'VALIDATION',
            http: { status: 400 },
          });
        }
      },
    };
  },
};

function unservable(
  operation: OperationDefinitionNode | undefined,
  operationName: string | undefined,
  schema: GraphQLSchema,
) {
  if (!operation) return unresolved(operationName || undefined);
  const type = operation.operation;
  if (type === OperationTypeNode.SUBSCRIPTION) {
    return say`A subscription needs a WebSocket, or a request that accepts \`text/event-stream\` or \`multipart/mixed;subscriptionSpec=1.0\`.`;
  }
  return schema.getRootType(type) ? null : noType(type);
}

const ignore = () => {};

/** Apollo Server reports each start and stop; only failures are worth a line. */
function quiet(logger: Logger) {
  return {
    debug: ignore,
    info: ignore,
    warn: (message?: unknown) => logger.warn(String(message)),
    error: (message?: unknown) => logger.error(String(message)),
  };
}
