import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { badInput, clientError, isErrorCode, statusOfCode } from '../../kit/errors.ts';
import { presentError } from '../errors/present-error.ts';
import type { RouteHandler, Routes } from './route.ts';
import type { Viewer } from '../../kit/viewer.ts';

/**
 * Decides whether a request may begin, once its viewer is known.
 * @returns what to call when it is over.
 * @throws a refusal for the client.
 */
export type AdmitTransfer = (request: FastifyRequest, viewer: Viewer) => () => void;

export interface RoutesOptions {
  routes: Routes;
  /** As for GraphQL: a rejection refuses the request, with the status of its code. */
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  logger: Logger;
  /** A client that sends and reads nothing for so long is waited for no more. */
  idleMs?: number;
  admit?: AdmitTransfer;
}

/**
 * For how long the rest of a refused body is read and thrown away: a connection that is closed on a
 * client while it sends may lose it the answer.
 */
const lingerMs = 5_000;

/** What became of a request whose client went; nobody reads it but the log and the metrics. */
const clientGone = 499;

/**
 * Serves routes beside GraphQL on a server that is not listening yet. Bodies reach the handlers as
 * streams, of whatever type and length.
 */
export async function serveRoutes(
  server: FastifyInstance,
  { routes, viewerOf, logger, idleMs = 30_000, admit = () => () => {} }: RoutesOptions,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.setErrorHandler((error, request, reply) =>
      refuse(reply, error, logger.child({ requestId: request.id })),
    );
    scope.addHook('onRequest', (request, reply, done) => {
      scope.connections.exempt(request.raw, reply.raw);
      done();
    });
    for (const [name, handler] of Object.entries(routes)) {
      const [method = '', url = ''] = name.split(' ');
      scope.route({
        method,
        url,
        exposeHeadRoute: false,
        handler: (request, reply) =>
          answer({ handler, viewerOf, logger, idleMs, admit }, request, reply),
      });
    }
  });
}

async function answer(
  {
    handler,
    viewerOf,
    logger,
    idleMs,
    admit,
  }: Omit<Required<RoutesOptions>, 'routes'> & { handler: RouteHandler },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id: requestId, headers, url } = request;
  const log = logger.child({ requestId });
  const body = new PassThrough();
  endWhenIdle(request.raw, reply.raw, { body, idleMs });
  const signal = untilGone(reply, body);
  try {
    const viewer = await viewerOf(request);
    signal.throwIfAborted(); // a connection that is closed already would never tell that it is over
    reply.raw.once('close', admit(request, viewer));
    request.raw.pipe(body);
    const { status, ...answered } = await handler({
      viewer,
      requestId,
      logger: log,
      params: request.params as Record<string, string>, // whatever the path names
      search: url.includes('?') ? url.slice(url.indexOf('?')) : '',
      headers,
      body,
      signal,
    });
    if (typeof answered.body !== 'string') await begun(answered.body, signal);
    return reply.code(status).headers(answered.headers).send(answered.body);
  } catch (error) {
    if (!signal.aborted) return refuse(reply, error, log);
    reply.raw.statusCode = clientGone;
    return reply.hijack();
  } finally {
    throwAwayRest(request.raw);
  }
}

/**
 * Waits for the first bytes, or the end, since a status cannot be taken back.
 * @throws what the stream fails with.
 */
async function begun(body: Readable, signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const options = { signal: AbortSignal.any([signal, enough.signal]) };
  try {
    await Promise.race([once(body, 'readable', options), once(body, 'end', options)]);
  } catch (error) {
    body.destroy();
    throw error;
  } finally {
    enough.abort();
  }
}

/** @returns what tells the handler that nobody waits any more, and fails the body then. */
function untilGone({ raw }: FastifyReply, body: PassThrough): AbortSignal {
  const gone = new AbortController();
  body.on('error', () => {}); // whoever reads it learns; nobody has to
  raw.once('close', () => {
    if (raw.writableFinished) return;
    const reason = new Error('The client has gone.');
    gone.abort(reason);
    body.destroy(reason);
  });
  return gone.signal;
}

/**
 * A client that owes the rest of a body is told so, by whoever reads the body; any other is cut off, and so
 * is one that was told, when as much time has passed again.
 */
function endWhenIdle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { body, idleMs }: { body: PassThrough; idleMs: number },
): void {
  outgoing.setTimeout(idleMs, () => {
    if (incoming.complete || outgoing.headersSent || body.destroyed) {
      outgoing.destroy();
      return;
    }
    body.destroy(tooSlow());
    outgoing.setTimeout(idleMs);
  });
}

const tooSlow = () =>
  clientError('LIMIT_EXCEEDED', 'The rest of the request did not arrive.', {
    field: 'body',
    http: { status: 408 },
  });

function throwAwayRest(raw: IncomingMessage): void {
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
  raw.once('close', () => clearTimeout(timer));
}

function refuse(reply: FastifyReply, error: unknown, logger: Logger): FastifyReply {
  const known = isUnreadableType(error)
    ? badInput('body', 'BODY', 'The content type of the request cannot be read.')
    : error;
  const presented = presentError(
    known instanceof GraphQLError ? known.toJSON() : { message: '' },
    known,
    logger,
  );
  const code = presented.extensions?.['code'];
  const status =
    statusIn(known) ?? statusOfCode[isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'];
  return reply
    .code(status)
    .headers(headersIn(known))
    .send({ errors: [presented] });
}

/** What Fastify itself says of a request before it reaches a handler. */
const isUnreadableType = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';

const httpOf = (error: unknown): unknown =>
  error instanceof GraphQLError ? error.extensions['http'] : null;

/** An error may name a status that says more than that of its code. */
function statusIn(error: unknown): number | null {
  const http = httpOf(error);
  if (typeof http !== 'object' || http === null || !('status' in http)) return null;
  return typeof http.status === 'number' ? http.status : null;
}

function headersIn(error: unknown): Record<string, string> {
  const http = httpOf(error);
  if (typeof http !== 'object' || http === null || !('headers' in http)) return {};
  return http.headers instanceof Map ? Object.fromEntries(http.headers) : {};
}
