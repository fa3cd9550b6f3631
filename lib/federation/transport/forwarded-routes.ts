import type { IncomingHttpHeaders } from 'node:http';
import { type Dispatcher, Pool } from 'undici';
import { isClientError, unavailable } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import type { InternalTokenSigner } from '../../platform/identity/internal-token.ts';
import type { RouteAnswer, RouteName, RouteRequest, Routes } from '../../platform/http/route.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { isReset } from './reset.ts';

interface ForwardedRoutesOptions {
  name: SubgraphName;
  /** The origin of the subgraph's server, without a path. */
  origin: string;
  /** How long the subgraph may send nothing. */
  timeoutMs: number;
  signToken: InternalTokenSigner;
  routes: readonly RouteName[];
  /** The breaker of the subgraph's GraphQL endpoint: while it is open, nothing is sent here either. */
  breaker: Pick<CircuitBreaker, 'isRefusing'>;
}

export interface ForwardedRoutes {
  readonly routes: Routes;
  stop(): Promise<void>;
}

/** The client's headers about its body and the wanted response; all others stay between client and gateway. */
const forwardedHeaders = ['accept', 'accept-encoding', 'accept-language', 'range', 'if-range'];
const bodyHeaders = ['content-length', 'content-type'];

/** The subgraph's headers that are meant for the gateway alone, or that the gateway's own server sets. */
const keptHeaders = new Set([
  'connection',
  'date',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-request-id',
]);

/** Sent by proxies in front of a subgraph, never by a subgraph. */
const awayStatuses = new Set([502, 504]);

/**
 * The routes of a remote subgraph. Bodies are streamed in both directions with backpressure, over connections separate
 * from those of GraphQL, since a slow client occupies one for as long as it takes. When the client disconnects, the
 * request to the subgraph is cancelled.
 */
export function forwardRoutes(options: ForwardedRoutesOptions): ForwardedRoutes {
  const { origin, timeoutMs, routes } = options;
  const pool = new Pool(origin, {
    connections: 256,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: Math.min(timeoutMs, 2_000),
    keepAliveTimeout: 30_000,
  });
  const forwarding = { ...options, pool };
  return {
    routes: Object.fromEntries(
      routes.map((route) => [
        route,
        (request: RouteRequest) => forward(forwarding, route, request),
      ]),
    ),
    async stop() {
      if (!pool.destroyed) await pool.destroy();
    },
  };
}

interface Forwarding extends ForwardedRoutesOptions {
  readonly pool: Pool;
}

async function forward(
  forwarding: Forwarding,
  route: RouteName,
  request: RouteRequest,
): Promise<RouteAnswer> {
  const { name, breaker } = forwarding;
  if (breaker.isRefusing) throw unavailable(say`A part of the system`);
  const { body, signal, logger } = request;
  try {
    const response = await sendOrRepeat(forwarding, route, request);
    const { statusCode: status } = response;
    if (awayStatuses.has(status)) {
      await response.body.dump();
      throw new Error(`answered with status ${status}`);
    }
    const headers = endToEnd(response.headers);
    if (request.method !== 'HEAD') return { status, headers, body: response.body };
    await response.body.dump();
    return { status, headers, body: '' };
  } catch (error) {
    // The error for the client if its own body was the cause: the subgraph has not failed.
    if (isClientError(body.errored)) throw body.errored;
    if (!signal.aborted) logger.warn({ err: error, subgraph: name }, 'subgraph cannot be reached');
    throw unavailable(say`A part of the system`);
  }
}

/** Sends a request, and once more if its connection had been closed meanwhile. */
async function sendOrRepeat(
  { name, pool, signToken }: Forwarding,
  route: RouteName,
  { method, viewer, requestId, params, search, headers, body, signal }: RouteRequest,
): Promise<Dispatcher.ResponseData> {
  const [, path = ''] = route.split(' ');
  const hasBody = method === 'POST';
  const send = () =>
    pool.request({
      method,
      path: `${fill(path, params)}${search}`,
      headers: {
        ...pick(headers, hasBody ? [...forwardedHeaders, ...bodyHeaders] : forwardedHeaders),
        'x-request-id': requestId,
        authorization: `Bearer ${signToken(viewer, name)}`,
      },
      body: hasBody ? body : null,
      signal,
    });
  return send().catch((error: unknown) => {
    // Any other request may have been carried out, and its body has been consumed.
    if ((method !== 'GET' && method !== 'HEAD') || !isReset(error)) throw error;
    return send();
  });
}

function fill(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:(\w+)/g, (_, param: string) => encodeURIComponent(params[param] ?? ''));
}

function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((header) => {
      const value = headers[header];
      return typeof value === 'string' ? [[header, value]] : [];
    }),
  );
}

function endToEnd(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([header, value]) =>
      value === undefined || keptHeaders.has(header) ? [] : [[header, value]],
    ),
  );
}
