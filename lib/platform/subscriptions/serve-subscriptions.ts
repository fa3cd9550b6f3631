import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { type ClientError, isClientError, isErrorCode, unavailable } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { Viewer } from '../../kit/viewer.ts';
import { formattedError } from '../errors/graphql-error.ts';
import { languageOfRequest } from '../http/language-of-request.ts';
import { httpAnswerTo, statusOfCode } from '../errors/http-answer.ts';
import { Credential } from './credential.ts';
import { type HttpProtocol, HttpStream, multipart, sse } from './http-stream.ts';
import { isRecord } from '../../kit/is-record.ts';
import { answerTypeFor } from '../http/media-types.ts';
import { tooManyConnections } from './limits.ts';
import { namesSubscription } from './names-subscription.ts';
import { malformed, readSubscription } from './read-subscription.ts';
import { createSocketAcceptor, type SocketAcceptor } from './socket-acceptor.ts';
import type { WebSocketOptions } from './websocket-options.ts';

interface ServeSubscriptionsOptions extends WebSocketOptions {
  viewerOf: (request: FastifyRequest) => Viewer | Promise<Viewer>;
  clientAddressOf: (request: FastifyRequest) => string | Promise<string>;
  /** Whether the caller, once proved, is a gateway. */
  isGateway: (request: FastifyRequest) => boolean;
}

/**
 * Serves subscriptions at `/graphql` of a server that is not listening yet: over WebSockets, and as streams to requests
 * that accept them.
 * @returns a function that answers such a request, and returns whether it has.
 */
export function serveSubscriptions(
  server: FastifyInstance,
  options: ServeSubscriptionsOptions,
): (request: FastifyRequest, reply: FastifyReply) => Promise<boolean> {
  const upgrades = routeUpgrades(server);
  const acceptor = createSocketAcceptor(options);
  return async (request, reply) => {
    try {
      const upgrade = upgrades.get(request.raw);
      if (upgrade) {
        await accept(options, acceptor, upgrade, request, reply);
        return true;
      }
      const protocol = protocolFor(request.headers.accept);
      if (!protocol || !mayBeSubscription(options, request)) return false;
      await answer(options, protocol, request, reply);
      return true;
    } catch (thrown) {
      if (!isClientError(thrown)) throw thrown;
      void reply
        .code(statusOfError(thrown))
        .send({ errors: [formattedError(thrown, languageOfRequest(request))] });
      return true;
    }
  };
}

async function accept(
  { viewerOf, clientAddressOf, isGateway }: ServeSubscriptionsOptions,
  acceptor: SocketAcceptor,
  { socket, head }: Upgrade,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { authorization } = request.headers;
  // Browsers cannot send the header: `connection_init` then brings the token. A subgraph requires it.
  const viewer = await viewerOf(request);
  const clientAddress = await clientAddressOf(request);
  void reply.hijack();
  reply.raw.detachSocket(socket);
  // For listeners that wait for the end of the request, such as the limit of an address behind a proxy.
  if (reply.raw.listenerCount('close') > 0) socket.once('close', () => reply.raw.emit('close'));
  request.server.connections.stream(request.raw);
  acceptor.accept(request.raw, socket, head, {
    requestId: request.id,
    clientAddress,
    authorization,
    viewer,
    language: languageOfRequest(request),
    isGateway: isGateway(request),
  });
}

const graphqlPath = '/graphql';

interface Upgrade {
  readonly socket: Socket;
  readonly head: Buffer;
}

/** Lets requests for a WebSocket take the way of all others, with the hooks that limit, charge and log them. */
function routeUpgrades(server: FastifyInstance): WeakMap<IncomingMessage, Upgrade> {
  const upgrades = new WeakMap<IncomingMessage, Upgrade>();
  server.connections.onUpgrade(graphqlPath, (request, socket, head) => {
    upgrades.set(request, { socket, head });
    const response = new ServerResponse(request);
    response.assignSocket(socket);
    // A request that is refused has no other use for its socket.
    response.once('finish', () => socket.destroySoon());
    server.routing(request, response);
  });
  return upgrades;
}

/** The first protocol for subscriptions that a request accepts. */
function protocolFor(accept: string | undefined): HttpProtocol | null {
  if (accept === undefined) return null;
  if (/\btext\/event-stream\b/i.test(accept)) return sse;
  return /\bmultipart\/mixed\b[^,]*\bsubscriptionSpec="?1\.0\b/i.test(accept) ? multipart : null;
}

/**
 * Clients accept a stream for every operation: queries and mutations are answered as usual, as is a request without a
 * known text, unless a stream is all that its client accepts.
 */
function mayBeSubscription(
  { read, limits }: ServeSubscriptionsOptions,
  request: FastifyRequest,
): boolean {
  const body = bodyOf(request);
  if (body instanceof Error) return true;
  const { askedText } = read(request);
  return askedText === null
    ? answerTypeFor(request.headers.accept) === null
    : namesSubscription(askedText, body['operationName'], limits.maxTokens);
}

async function answer(
  options: ServeSubscriptionsOptions,
  form: HttpProtocol,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { subscriptions, viewerOf, viewerOfHeader, present, logger } = options;
  const language = languageOfRequest(request);
  requireRunning(subscriptions);
  const body = bodyOf(request);
  if (body instanceof Error) throw body;
  const credential = await Credential.of(request.headers.authorization, () => viewerOf(request));
  const { viewer } = credential;
  const clientAddress = await options.clientAddressOf(request);
  const lastEventId = lastEventIdOf(request);
  const sent = { body, viewer, requestId: request.id, clientAddress, language, lastEventId };
  const beginning = await readSubscription(options, sent);
  // A client that has left meanwhile: the end of its connection, which releases its place, has been announced.
  if (reply.raw.destroyed) {
    void reply.hijack();
    return;
  }
  requireRunning(subscriptions);
  if (!('planned' in beginning)) {
    void reply.code(statusOf(beginning));
    const to = { language, logger };
    void reply.send({ errors: beginning.map((error) => present(error.toJSON(), error, to)) });
    return;
  }
  subscriptions.requireRoomFor(beginning);
  const release = subscriptions.count(viewer, clientAddress);
  if (!release) throw tooManyConnections();
  const stream = new HttpStream(reply.raw, form, { subscriptions, credential, viewerOfHeader });
  const leave = subscriptions.open(stream);
  reply.raw.once('close', () => {
    leave();
    release();
  });
  request.server.connections.stream(request.raw);
  void reply.hijack();
  stream.begin(beginning, headersOf(reply));
}

function requireRunning({ isStopping }: ServeSubscriptionsOptions['subscriptions']): void {
  if (isStopping) throw unavailable(say`The server`);
}

type Body = Readonly<Record<string, unknown>>;

/** The parameters of GraphQL over HTTP, or the error in their form. */
function bodyOf({ method, body, query }: FastifyRequest): Body | ClientError {
  if (method !== 'GET') return isRecord(body) ? body : malformed('body');
  const given = { ...(query as Body) }; // parsed by the server
  for (const name of ['variables', 'extensions']) {
    if (given[name] === undefined) continue;
    const value = jsonIn(given[name]);
    if (value === undefined) return malformed(name);
    given[name] = value;
  }
  return given;
}

/** @returns undefined for a text that is not JSON. */
function jsonIn(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Sent by clients of server-sent events when they connect again. */
function lastEventIdOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['last-event-id'];
  return typeof given === 'string' && given !== '' ? given : undefined;
}

const statusOfError = (error: ClientError) =>
  httpAnswerTo(error)?.status ?? statusOfCode[error.code];

/** The status of a response that is errors only. */
function statusOf(errors: readonly GraphQLError[]): number {
  const { code, http } = errors[0]?.extensions ?? {};
  if (isRecord(http) && typeof http['status'] === 'number') return http['status'];
  return isErrorCode(code) ? statusOfCode[code] : 400;
}

/** Proxies pass each event on at once, and nothing else uses the connection afterwards. */
const headersOf = (reply: FastifyReply) => ({
  ...(reply.getHeaders() as Record<string, string>), // set by the hooks of the server
  'x-accel-buffering': 'no',
  connection: 'close',
});
