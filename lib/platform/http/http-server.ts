import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import type { TrustedProxies } from './client-address.ts';
import { type CloseLimits, type Closing, defaultCloseLimits, watchClosing } from './closing.ts';
import { allowOrigins } from './cors.ts';
import { badInput, type ClientError, clientError } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { formattedError } from '../errors/graphql-error.ts';
import {
  addressTooLong,
  Connections,
  defaultHttpLimits,
  type HttpLimits,
  maxAddressLength,
  tooManyRequests,
} from './http-limits.ts';
import type { HttpMetrics } from './metrics.ts';
import { backgroundHeader } from './background-header.ts';
import { challengeFor } from './challenge.ts';
import type { HealthCheck } from './health-check.ts';
import { type Monitored, monitoringRoutes, serveMonitoring } from './monitoring.ts';
import { languageOfRequest } from './language-of-request.ts';
import { maskedError } from '../errors/masked-error.ts';
import { secureAnswers, securityHeaders } from './security-headers.ts';

export interface HttpServerOptions {
  logger: Logger;
  metrics: HttpMetrics;
  /** Origins as `isOrigin` knows them. */
  corsOrigins: readonly string[];
  maxBodyBytes: number;
  /** The defaults apply to those not given. */
  limits?: Partial<HttpLimits>;
  /** Proxies trusted for the client's address; by default none. */
  trustProxy?: TrustedProxies | null;
  /** The monitoring routes that are served here; by default health and metrics. */
  monitored?: Monitored;
  health: () => Promise<HealthCheck[]>;
  /**
   * Aborted when the process is about to stop. The server still answers, but is no longer ready, and closes each
   * connection after its next response, so that none is in use when it is closed.
   */
  stopping?: AbortSignal | undefined;
  /** How long connections may last once the server is closing; by default five seconds. */
  closeLimits?: CloseLimits;
  /** Called with the number of requests that were cut because the server is closing, whenever some were. */
  onCut?: ((requests: number) => void) | undefined;
  /** Whether the callers are gateways, whose request ids are used here as well. */
  takesRequestIds?: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    connections: Connections;
  }
}

/** Any limit that a client may wait for has free places again within about a second. */
const retryAfterSeconds = 1;

/** A request id from outside: short, and safe to log. */
const requestIdForm = /^[\w.:-]{1,100}$/;

function givenId({ 'x-request-id': given }: IncomingHttpHeaders): string | undefined {
  return typeof given === 'string' && requestIdForm.test(given) ? given : undefined;
}

/**
 * The HTTP server shared by the gateway and the subgraph servers: its own request ids, with the client's `x-request-id`
 * logged beside them, time and connection limits, logs, security headers, CORS, health and metrics, and all errors in
 * GraphQL's form. Closing it lets requests in progress finish and closes each connection after them. What has not
 * finished within `closeLimits` is cut.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { logger, metrics, health, stopping, trustProxy = null, takesRequestIds = false } = options;
  const connections = new Connections({
    limits: { ...defaultHttpLimits, ...options.limits },
    trusted: trustProxy,
    observe: metrics.observeCut,
  });
  const loggerInstance: FastifyBaseLogger = logger; // pino's own type would spread to the types of all handlers
  const server: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }), // `observeAnswers` logs it instead
    bodyLimit: options.maxBodyBytes,
    serverFactory: (handler) => connections.serve(handler),
    clientErrorHandler: (error, socket) => connections.refuseBroken(error, socket),
    ...(trustProxy && { trustProxy }),
    // Requests in progress when the server closes may finish, as may those that arrive on a kept connection.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // A URL that cannot be decoded never reaches a route, nor the handlers below.
    frameworkErrors: (_error, request, reply) => {
      sendNotFound(request, reply.headers({ ...securityHeaders, 'x-request-id': request.id }));
    },
    // A child logger for each request is expensive, and few requests log more than the line of `observeAnswers`.
    childLoggerFactory: (parent) => parent,
    genReqId: ({ headers }) => (takesRequestIds ? givenId(headers) : undefined) ?? randomUUID(),
  });

  secureAnswers(server);
  if (options.corsOrigins.length > 0) await allowOrigins(server, options.corsOrigins);
  // Hooks with a callback save a promise for each request.
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  server.decorate('connections', connections);
  if (trustProxy) limitProxied(server, connections, trustProxy);
  const closing = watchClosing(server, connections, {
    limits: options.closeLimits ?? defaultCloseLimits,
    onCut(requests) {
      logger.warn({ requests }, 'requests in progress were cut');
      options.onCut?.(requests);
    },
  });
  completeHeaders(server, () => closing.hasBegun || stopping?.aborted === true);
  limitAddresses(server);
  observeAnswers(server, closing, { logger, metrics, takesRequestIds });
  server.setErrorHandler((error: FastifyError, request, reply) =>
    sendError(request, reply, error, logger.child({ requestId: request.id })),
  );
  server.setNotFoundHandler((request, reply) => sendNotFound(request, reply));
  serveMonitoring(server, { metrics, health, stopping }, options.monitored ?? 'ALL');
  return server;
}

/** Applies the connection limit per address to the clients of trusted proxies. */
function limitProxied(
  server: FastifyInstance,
  connections: Connections,
  trustProxy: TrustedProxies,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { remoteAddress = '' } = request.raw.socket;
    const isProxied = trustProxy(remoteAddress, 0);
    if (!isProxied || !connections.isOneTooMany(request.ip, reply.raw)) done();
    else sendErrors(request, reply.code(429), tooManyRequests());
  });
}

/** Refuses requests with long addresses. Beyond 16 KB of address and headers, Node refuses them itself. */
function limitAddresses(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.length <= maxAddressLength) done();
    else
      void reply
        .code(414)
        .send({ errors: [formattedError(addressTooLong(), languageOfRequest(request))] });
  });
}

function completeHeaders(server: FastifyInstance, isLeaving: () => boolean): void {
  server.addHook('onSend', (request, reply, _payload, done) => {
    if (isLeaving()) reply.header('connection', 'close');
    const { statusCode } = reply;
    if ((statusCode === 503 || statusCode === 429) && !reply.hasHeader('retry-after')) {
      reply.header('retry-after', retryAfterSeconds);
    }
    if (statusCode === 401 || statusCode === 403) {
      reply.header('www-authenticate', challengeFor(request.headers.authorization, statusCode));
    }
    done();
  });
}

const isBackground = ({ headers }: FastifyRequest) => headers[backgroundHeader] !== undefined;

/**
 * Measures and logs each response: one line, with the request id that the client knows. Whatever is polled is logged as
 * debugging while it succeeds.
 */
function observeAnswers(
  server: FastifyInstance,
  closing: Closing,
  {
    logger,
    metrics,
    takesRequestIds,
  }: { logger: Logger; metrics: HttpMetrics; takesRequestIds: boolean },
): void {
  server.addHook('onResponse', (request, reply, done) => {
    if (closing.hasBegun) server.server.closeIdleConnections(); // for a response begun earlier
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime: ms } = reply;
    metrics.observeRequest(request.method, route, status, ms / 1000);
    const isPoll = monitoringRoutes.has(route) || (takesRequestIds && isBackground(request));
    // A failure is worth a line, whoever asks.
    const level = isPoll && status < 400 ? 'debug' : 'info';
    if (logger.isLevelEnabled(level)) {
      const { method, id: requestId } = request;
      const clientRequestId = takesRequestIds ? undefined : givenId(request.headers);
      const answered = { method, route, status, ms: Math.round(ms * 10) / 10 };
      logger[level]({ requestId, clientRequestId, ...answered }, 'answered');
    }
    done();
  });
}

const sendNotFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendErrors(
    request,
    reply.code(404),
    clientError('NOT_FOUND', say`There is nothing at this address.`),
  );

function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: FastifyError,
  logger: Logger,
): FastifyReply {
  const status = error.statusCode ?? 500;
  return sendErrors(
    request,
    reply.code(status),
    error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
      ? clientError('LIMIT_EXCEEDED', say`The request body is too large.`)
      : status < 500
        ? badInput(
            'body',
            'BODY',
            say`The request body is not the JSON object that GraphQL over HTTP sends.`,
          )
        : maskedError(error, logger),
  );
}

const sendErrors = (
  request: FastifyRequest,
  reply: FastifyReply,
  error: ClientError,
): FastifyReply => reply.send({ errors: [formattedError(error, languageOfRequest(request))] });
