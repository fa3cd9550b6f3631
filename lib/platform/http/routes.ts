import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { badInput, tooLate } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { httpAnswerTo, statusOfCode } from '../errors/http-answer.ts';
import { formattedError } from '../errors/graphql-error.ts';
import { maskedError } from '../errors/masked-error.ts';
import { isUnread } from './http-limits.ts';
import { languageOfRequest } from './language-of-request.ts';
import type { RouteHandler, RouteMethod, Routes } from './route.ts';
import { varyBy } from './vary.ts';
import type { Viewer } from '../../kit/viewer.ts';

/**
 * Decides whether a request may begin, once its viewer is known. Nothing of its body is read before.
 * @returns a function to call when it is over. Rejects with a refusal for the client.
 */
export type AdmitTransfer = (request: FastifyRequest, viewer: Viewer) => Promise<() => void>;

export interface RoutesOptions {
  routes: Routes;
  /** The same as for GraphQL: a rejection refuses the request, with the status of its code. */
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  logger: Logger;
  /** The idle timeout: how long a client may neither send nor read, unless it waits for the server. */
  idleMs?: number;
  admit?: AdmitTransfer;
}

/**
 * How long the rest of a refused body is read and discarded: closing the connection while the client is sending could
 * lose the response.
 */
const lingerMs = 5_000;

const notModified = 304;

/** The status of a request whose client disconnected; it appears only in the log and the metrics. */
const clientGone = 499;

/**
 * Adds routes besides GraphQL to a server that is not listening yet. Handlers receive bodies as streams, of any type
 * and length.
 */
export async function serveRoutes(
  server: FastifyInstance,
  { routes, viewerOf, logger, idleMs = 30_000, admit = async () => () => {} }: RoutesOptions,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.setErrorHandler((error, request, reply) =>
      refuse(request, reply, error, logger.child({ requestId: request.id })),
    );
    scope.addHook('onRequest', (request, reply, done) => {
      scope.connections.exempt(request.raw, reply.raw);
      done();
    });
    for (const [name, handler] of Object.entries(routes)) {
      const [method = '', url = ''] = name.split(' ');
      scope.route({
        method: method === 'GET' ? ['GET', 'HEAD'] : method,
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
    signal.throwIfAborted(); // a connection that is already closed would never emit `close`
    const leave = await admit(request, viewer);
    if (signal.aborted) leave();
    signal.throwIfAborted();
    reply.raw.once('close', leave);
    request.raw.pipe(body);
    const { status, ...answered } = await handler({
      method: request.method as RouteMethod, // of the route
      viewer,
      requestId,
      logger: log,
      params: request.params as Record<string, string>, // the parameters of the path
      search: url.includes('?') ? url.slice(url.indexOf('?')) : '',
      headers,
      body,
      signal,
    });
    const isHeadOnly = request.method === 'HEAD' || status === notModified;
    if (typeof answered.body !== 'string') {
      if (isHeadOnly) answered.body.destroy();
      else await begun(answered.body, signal);
    }
    const { vary, ...others } = answered.headers;
    if (vary !== undefined) varyBy(reply, String(vary));
    return reply
      .code(status)
      .headers(others)
      .send(isHeadOnly ? undefined : answered.body);
  } catch (error) {
    if (!signal.aborted) return refuse(request, reply, error, log);
    reply.raw.statusCode = clientGone;
    return reply.hijack();
  } finally {
    throwAwayRest(request.raw);
  }
}

/**
 * Waits for the first bytes, or the end, since a status cannot be changed once sent.
 * @throws the error of the stream.
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

/** @returns a signal that is aborted when the client disconnects; the body then fails as well. */
function untilGone({ raw }: FastifyReply, body: PassThrough): AbortSignal {
  const gone = new AbortController();
  body.on('error', () => {}); // handled by the reader, if any
  raw.once('close', () => {
    if (raw.writableFinished) return;
    const reason = new Error('The client has gone.');
    gone.abort(reason);
    body.destroy(reason);
  });
  return gone.signal;
}

/**
 * Ends the request of an idle client. A client that still has to send body data gets an error through the reader of the
 * body, and is cut off if it stays idle for the same time after its error. One that does not read what was sent is cut
 * off. A client that waits for this server is not idle: its answer takes as long as the handler allows.
 */
function endWhenIdle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { body, idleMs }: { body: PassThrough; idleMs: number },
): void {
  // It begins anew with each byte that is sent or received.
  outgoing.setTimeout(idleMs, () => {
    if (incoming.complete ? !isUnread(outgoing) : body.writableNeedDrain) return;
    if (incoming.complete || outgoing.headersSent || body.destroyed) {
      outgoing.destroy();
      return;
    }
    body.destroy(tooSlow());
    outgoing.setTimeout(idleMs);
  });
}

const tooSlow = () => tooLate(say`The rest of the request did not arrive.`, { field: 'body' });

function throwAwayRest(raw: IncomingMessage): void {
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
  const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
  raw.once('close', () => clearTimeout(timer));
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  logger: Logger,
): FastifyReply {
  const known = isUnreadableType(error)
    ? badInput('body', 'BODY', say`The content type of the request cannot be read.`)
    : error;
  const masked = maskedError(known, logger);
  const answer = httpAnswerTo(masked);
  return reply
    .code(answer?.status ?? statusOfCode[masked.code])
    .headers(Object.fromEntries(answer?.headers ?? []))
    .send({ errors: [formattedError(masked, languageOfRequest(request))] });
}

/** Fastify's own error for a request before it reaches a handler. */
const isUnreadableType = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE';
