import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import cors from '@fastify/cors';
import fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import type { Logger } from 'pino';
import type { HealthCheck } from '../subgraphs/shared/subgraph.ts';
import { badInput, clientError } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { type Monitored, serveMonitoring } from './monitoring.ts';
import { presentError } from './present-error.ts';
import { secureAnswers, securityHeaders } from './security-headers.ts';

export interface HttpServerOptions {
  logger: Logger;
  metrics: Metrics;
  corsOrigins: readonly string[];
  maxBodyBytes: number;
  /** What of health and metrics is served here; by default all. */
  monitored?: Monitored;
  health: () => Promise<HealthCheck[]>;
}

const requestIdForm = /^[\w.:-]{1,100}$/;

/** Less than a process may take to end in all: see `platform/run.ts`. */
const longestCloseMs = 10_000;

/**
 * The HTTP server that the gateway and the subgraph servers share: request ids (taken over from
 * `x-request-id` or made), logs, security headers, CORS, health and metrics, and errors in
 * GraphQL's form whatever went wrong. Closing it lets the requests under way end, and each connection with
 * them; what has not ended after ten seconds is cut, since a client may never send the rest of a body.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const { logger, metrics, health } = options;
  const loggerInstance: FastifyBaseLogger = logger; // pino's own type would spread into every handler's
  const server: FastifyInstance = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }), // the line below says it better
    bodyLimit: options.maxBodyBytes,
    // What is under way when the server closes may end, as may what a kept connection still brings.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // An address that cannot be decoded never reaches a route, nor the handlers below.
    frameworkErrors: (_error, request, reply) => {
      sendNotFound(reply.headers({ ...securityHeaders, 'x-request-id': request.id }));
    },
    // A child for each request costs, and few requests log anything but the line below.
    childLoggerFactory: (parent) => parent,
    genReqId: ({ headers: { 'x-request-id': given } }) =>
      typeof given === 'string' && requestIdForm.test(given) ? given : randomUUID(),
  });

  secureAnswers(server);
  if (options.corsOrigins.length > 0) {
    await server.register(cors, {
      origin: options.corsOrigins.includes('*') ? '*' : [...options.corsOrigins],
      methods: ['GET', 'POST', 'OPTIONS'],
      allowedHeaders: ['authorization', 'content-type', 'x-request-id', 'apollo-require-preflight'],
      exposedHeaders: ['x-request-id'],
      maxAge: 600,
    });
  }

  // Hooks with a callback, for each promise less on the way of every request.
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  const connections = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  let closing = false;
  server.addHook('preClose', (done) => {
    closing = true;
    // Node waits for what was only opened, as browsers do ahead of need, as if it were under way.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    const cutting = setTimeout(() => {
      for (const socket of connections) socket.destroy();
    }, longestCloseMs);
    server.server.once('close', () => clearTimeout(cutting));
    done();
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    if (closing) server.server.closeIdleConnections(); // of a response that had begun before
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime: ms } = reply;
    metrics.observeRequest(request.method, route, status, ms / 1000);
    if (logger.isLevelEnabled('info')) {
      const { method, id: requestId } = request;
      logger.info({ requestId, method, route, status, ms: Math.round(ms * 10) / 10 }, 'answered');
    }
    done();
  });

  server.setErrorHandler((error: FastifyError, request, reply) =>
    sendError(reply, error, logger.child({ requestId: request.id })),
  );
  server.setNotFoundHandler((_request, reply) => sendNotFound(reply));

  serveMonitoring(server, { metrics, health }, options.monitored ?? 'ALL');
  return server;
}

function sendNotFound(reply: FastifyReply) {
  return reply
    .code(404)
    .send({ errors: [clientError('NOT_FOUND', 'There is nothing at this address.')] });
}

function sendError(reply: FastifyReply, error: FastifyError, logger: Logger) {
  const status = error.statusCode ?? 500;
  const presented =
    error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
      ? clientError('LIMIT_EXCEEDED', 'The request body is too large.')
      : status < 500
        ? badInput(
            'body',
            'BODY',
            'The request body is not the JSON object that GraphQL over HTTP sends.',
          )
        : presentError({ message: error.message }, error, logger);
  return reply.code(status).send({ errors: [presented] });
}
