import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { badInput, statusOfCode, isErrorCode } from './errors.ts';
import { presentError } from './present-error.ts';
import type { RouteHandler, Routes } from './route.ts';
import type { Viewer } from './viewer.ts';

export interface RoutesOptions {
  routes: Routes;
  /** As for GraphQL: a rejection refuses the request, with the status of its code. */
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  logger: Logger;
}

/** A client that sends and reads nothing for so long is gone. */
const idleMs = 30_000;

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
  { routes, viewerOf, logger }: RoutesOptions,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.setErrorHandler((error, request, reply) =>
      refuse(reply, error, logger.child({ requestId: request.id })),
    );
    for (const [name, handler] of Object.entries(routes)) {
      const [method = '', url = ''] = name.split(' ');
      scope.route({
        method,
        url,
        exposeHeadRoute: false,
        handler: (request, reply) => answer({ handler, viewerOf, logger }, request, reply),
      });
    }
  });
}

async function answer(
  {
    handler,
    viewerOf,
    logger,
  }: Pick<RoutesOptions, 'viewerOf' | 'logger'> & { handler: RouteHandler },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id: requestId, headers, url } = request;
  const log = logger.child({ requestId });
  const body = new PassThrough();
  const signal = untilGone(reply, body);
  try {
    const viewer = await viewerOf(request);
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
  raw.setTimeout(idleMs, () => raw.destroy());
  raw.once('close', () => {
    if (raw.writableFinished) return;
    const reason = new Error('The client has gone.');
    gone.abort(reason);
    body.destroy(reason);
  });
  return gone.signal;
}

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
  return reply.code(status).send({ errors: [presented] });
}

/** What Fastify itself says of a request before it reaches a handler. */
const isUnreadableType = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';

/** An error may name a status that says more than that of its code. */
function statusIn(error: unknown): number | null {
  const http = error instanceof GraphQLError ? error.extensions['http'] : null;
  if (typeof http !== 'object' || http === null || !('status' in http)) return null;
  return typeof http.status === 'number' ? http.status : null;
}
