import { OperationTypeNode, parse } from 'graphql';
import { type Dispatcher, Pool } from 'undici';
import {
  clientAddressHeader,
  type ClientAddressSigner,
} from '../../platform/identity/client-address-token.ts';
import { isClientError, unavailable } from '../../kit/errors.ts';
import { isRecord } from '../../kit/is-record.ts';
import { say } from '../../kit/say.ts';
import {
  answerTooLarge,
  defaultMaxAnswerBytes,
  isAnswerTooLarge,
} from '../../platform/operations/answer-limit.ts';
import { selectionToSend } from '../../platform/operations/client-selection.ts';
import { languageHeader } from '../../platform/errors/language.ts';
import type { Interruption } from '../../platform/operations/interruption.ts';
import type { GraphRequest } from '../../platform/operations/request.ts';
import type { InternalTokenSigner } from '../../platform/identity/internal-token.ts';
import { backgroundHeader } from '../../platform/http/background-header.ts';
import type { RouteName } from '../../platform/http/route.ts';
import type { SubgraphName } from '../../kit/subgraph-names.ts';
import { operationType } from '../execute.ts';
import {
  type CircuitBreaker,
  type CircuitBreakerOptions,
  createCircuitBreaker,
  type RequestOutcome,
} from './circuit-breaker.ts';
import type { EventBudget } from './event-budget.ts';
import { limitFetch } from './fetch-limit.ts';
import { forwardRoutes } from './forwarded-routes.ts';
import { parseResult } from './parse-result.ts';
import { refusedAs } from './refused.ts';
import { deduplicate } from './representations.ts';
import { isReset } from './reset.ts';
import type { SubgraphOperation, SubgraphResult, SubgraphTransport } from './transport.ts';
import { createUpstream } from './upstream.ts';

interface HttpTransportOptions {
  name: SubgraphName;
  /** The subgraph's GraphQL endpoint. */
  url: string;
  timeoutMs: number;
  signToken: InternalTokenSigner;
  /** Proves the addresses of anonymous clients to the subgraph. */
  signClientAddress: ClientAddressSigner;
  /** The routes that the subgraph serves besides GraphQL. */
  routes: readonly RouteName[];
  /** Whether the subgraph is sent what clients have selected; by default it is not. */
  sendsSelections?: boolean;
  /** Whether queries may have to wait for their turn there: then it is no failure when none comes in time. */
  answersInTurn?: boolean;
  /** How long the subgraph may send nothing of their answers; by default as long as of others. */
  routeTimeoutMs?: number;
  /** Options of the circuit breaker, with its defaults. */
  circuit?: CircuitBreakerOptions;
  /** Maximum number of connections to the subgraph. */
  connections?: number;
  /** The largest response of the subgraph that is read, in bytes; 8 MB by default. */
  maxAnswerBytes?: number;
  /** How often the tokens of subscriptions are renewed, in milliseconds. */
  renewMs?: number;
  /** How long subscriptions wait for a subgraph that cannot be reached before they fail, in milliseconds; 30 s by default. */
  unreachableMs?: number;
  /** The budget of waiting events of all remote subgraphs together; absent for one of this subgraph alone. */
  eventBudget?: EventBudget;
}

/** How long a subgraph server that does not respond may delay the readiness of its gateway. */
const healthTimeoutMs = 2_000;

/**
 * The transport to a remote subgraph over keep-alive connections. It proves the viewer with an
 * internal token and requests each entity once. It gives up after `timeoutMs` or when the request
 * is over. It retries a query once when its connection was reset, but never a mutation: it may have
 * been carried out. A subgraph that has failed several times in a row gets no requests for a
 * second, and after that only probes until it answers again. A response that is too large is not read to
 * its end, and a request that is too large is not sent: both are `LIMIT_EXCEEDED`.
 */
export function createHttpTransport(options: HttpTransportOptions): SubgraphTransport {
  const { name, timeoutMs } = options;
  const { origin, pathname, search } = new URL(options.url);
  const pool = new Pool(origin, {
    connections: options.connections ?? 256,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: Math.min(timeoutMs, 2_000),
    keepAliveTimeout: 30_000,
  });
  const breaker = createCircuitBreaker(options.circuit);
  const { routeTimeoutMs = timeoutMs } = options;
  const forwarded = forwardRoutes({ ...options, timeoutMs: routeTimeoutMs, origin, breaker });
  const { maxAnswerBytes = defaultMaxAnswerBytes } = options;
  const upstream = createUpstream(options);
  const remote = { ...options, pool, path: `${pathname}${search}`, breaker, maxAnswerBytes };
  return {
    name,
    routes: forwarded.routes,
    circuit: breaker,
    upstream,
    execute: (operation) => execute(remote, operation),
    subscribe: (...subscription) => upstream.subscribe(...subscription),
    async health() {
      const limitMs = Math.min(timeoutMs, healthTimeoutMs);
      const up = await Promise.all([isReady(pool, limitMs), isAnswered(remote, limitMs)]);
      const ok = up.every(Boolean);
      // No more than that: a subgraph may be ready although its queries get no answer.
      if (ok) breaker.probeNow();
      return [{ name: `${name} subgraph`, ok, required: true }];
    },
    async stop() {
      upstream.stop();
      await forwarded.stop();
      if (!pool.destroyed) await pool.destroy();
    },
  };
}

interface Remote extends Pick<
  HttpTransportOptions,
  'name' | 'timeoutMs' | 'answersInTurn' | 'sendsSelections' | 'signToken' | 'signClientAddress'
> {
  pool: Pool;
  path: string;
  breaker: CircuitBreaker;
  maxAnswerBytes: number;
}

async function execute(remote: Remote, operation: SubgraphOperation): Promise<SubgraphResult> {
  const { variables, request } = operation;
  const report = remote.breaker.admit();
  if (!report) return refusedAs(unreachable(), operation);
  const representations = variables?.['representations'];
  const fewer = Array.isArray(representations) ? deduplicate(representations) : null;
  const sentAt = performance.now();
  try {
    const result = await send(
      remote,
      operation,
      fewer ? { ...variables, representations: fewer.representations } : variables,
    );
    report('answered');
    return fewer ? fewer.expand(result) : result;
  } catch (error) {
    const { reason } = request.interruption;
    report(outcomeOf(error, remote, request.interruption, performance.now() - sentAt));
    if (isClientError(error)) return refusedAs(error, operation);
    if (reason) return refusedAs(reason, operation);
    const level = request.isBackground ? 'debug' : 'warn';
    request.logger[level]({ err: error, subgraph: remote.name }, 'subgraph cannot be reached');
    return refusedAs(unreachable(), operation);
  }
}

/**
 * What is learnt about the subgraph: nothing from a request that this process has not sent, or has cut short, unless it
 * had most of its operation's time.
 */
function outcomeOf(
  error: unknown,
  { answersInTurn = false }: Remote,
  { isOver, isAbandoned, limitMs }: Interruption,
  waitedMs: number,
): RequestOutcome {
  if (isClientError(error) && isAnswerTooLarge(error)) return 'answered';
  if (isOver) {
    const isSilent = !answersInTurn && !isAbandoned && waitedMs >= limitMs * mostOfTime;
    return isSilent ? 'failed' : 'unknown';
  }
  return isClientError(error) ? 'unknown' : 'failed';
}

/** By default the time that a subgraph has for one request: 10 of 15 seconds. */
const mostOfTime = 2 / 3;

async function send(
  remote: Remote,
  operation: SubgraphOperation,
  variables: object | undefined,
): Promise<SubgraphResult> {
  const { name, signToken, signClientAddress } = remote;
  const { query, operationName, request } = operation;
  const { interruption, viewer, clientAddress } = request;
  limitFetch(query, variables);
  // A mutation that was sent may have been carried out: wait for its result.
  if (isMutation(operation)) interruption.beginWrite();
  interruption.throwIfOver();
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    'x-request-id': request.requestId,
    authorization: `Bearer ${signToken(viewer, name)}`,
    [languageHeader]: request.language,
    ...(request.isBackground && { [backgroundHeader]: 'true' }),
    ...(!viewer &&
      clientAddress && { [clientAddressHeader]: signClientAddress(clientAddress, name) }),
  };
  const body = JSON.stringify({
    query,
    operationName,
    variables,
    ...selectionFor(remote, operation),
  });
  try {
    return await post(remote, body, headers, request);
  } catch (error) {
    if (interruption.isOver || !isReset(error) || isMutation(operation)) throw error;
    return post(remote, body, headers, request);
  }
}

async function post(
  { pool, path, timeoutMs, maxAnswerBytes }: Remote,
  body: string,
  headers: Record<string, string>,
  request: GraphRequest,
): Promise<SubgraphResult> {
  const { signal, release } = abortedWith(request.interruption, timeoutMs);
  try {
    const response = await pool.request({ path, method: 'POST', headers, body, signal });
    return parseResult(await jsonOf(response, maxAnswerBytes), request);
  } finally {
    release();
  }
}

/** Reads a body, up to a number of bytes. @throws LIMIT_EXCEEDED for more, with the rest unread. */
async function jsonOf(
  { headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<unknown> {
  const declared = headers['content-length'];
  // The parser reads no more than was declared.
  if (typeof declared === 'string' && Number(declared) <= maxBytes) return body.json();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw answerTooLarge(maxBytes); // leaving the loop destroys the body
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}

const unreachable = () => unavailable(say`A part of the system`);

/**
 * @returns a signal that is aborted at the end of the request or at the timeout, and a function that releases it:
 * cheaper than `AbortSignal.any` of the two.
 */
function abortedWith(interruption: Interruption, timeoutMs: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new Error(`The subgraph has not answered within ${timeoutMs} ms.`));
  }, timeoutMs);
  const forget = interruption.onOver((reason) => controller.abort(reason));
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      forget();
    },
  };
}

async function isReady(pool: Pool, timeoutMs: number): Promise<boolean> {
  try {
    const response = await pool.request({
      path: '/health/ready',
      method: 'GET',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body.dump();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}

/** Whether the subgraph answers this gateway: it may be ready, and refuse the gateway's tokens. */
async function isAnswered(
  { name, pool, path, signToken, maxAnswerBytes }: Remote,
  timeoutMs: number,
): Promise<boolean> {
  try {
    const response = await pool.request({
      path,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${signToken(null, name)}`,
        [backgroundHeader]: 'true',
      },
      body: '{"query":"{ __typename }"}',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = await jsonOf(response, maxAnswerBytes);
    return isRecord(answer) && isRecord(answer['data']);
  } catch {
    return false;
  }
}

/** What the client has selected, for a subgraph that keeps it. */
function selectionFor(
  { sendsSelections = false }: Remote,
  { query, document, operationName, request }: SubgraphOperation,
) {
  if (!sendsSelections || !request.clientSelection) return null;
  return selectionToSend(request.clientSelection, document ?? parse(query), operationName);
}

function isMutation({ query, document, operationName }: SubgraphOperation): boolean {
  return operationType(document ?? parse(query), operationName) === OperationTypeNode.MUTATION;
}
