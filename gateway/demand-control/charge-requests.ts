import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ClientError, retryLater } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { formattedError } from '../../lib/platform/errors/graphql-error.ts';
import { languageOfRequest } from '../../lib/platform/http/language-of-request.ts';
import type { Viewer } from '../../lib/kit/viewer.ts';
import { type Budgets, budgetNameOf } from '../../lib/platform/operations/budgets.ts';
import { ownerOfRequest } from '../../lib/platform/operations/owner-of-request.ts';
import type { Client, MessageCharges } from '../../lib/platform/subscriptions/message-charges.ts';
import type { Buckets } from '../../lib/kit/buckets.ts';
import { createHoldBack } from './hold-back.ts';

interface ChargeRequestsOptions {
  buckets: Buckets;
  budgets: Budgets;
  /** The viewer of a request if its token was verified before; null for any other request. Verifies nothing. */
  knownViewerOf: (request: FastifyRequest) => Viewer;
  /** Called for each refused request or message. */
  observe?: (cost: number, refused: 'bucket') => void;
}

/** The size of a body that is free, and the further bytes that cost 1 to read and parse. */
const freeBytes = 5_000;
const bytesForOne = 100;

/** The cost of rendering the metrics, of a process that serves them to its clients. */
const costOfMetrics = 100;

/** The cost of accepting a WebSocket. */
const costOfHandshake = 25;

/** The cost of any message over a WebSocket, without its size. */
const costOfMessage = 1;

/** The cost of a request that was answered with a client error, or of a token that is not valid. */
export const costOfFault = 25;

/**
 * Charges clients for costs outside of operations: for refused requests (malformed, without a valid token, for a
 * missing resource), for metrics, for WebSockets, and for large bodies, before they are read. A request whose token was
 * verified before is charged to its viewer, any other to its address. Whoever has an empty bucket is refused until it has
 * refilled: those behind an address who have no such token, whatever token they send, but nobody else behind it. The
 * buckets are separate from those for operations.
 * @returns the charges for messages over WebSockets, to the same buckets.
 */
export function chargeRequests(
  server: FastifyInstance,
  { buckets, budgets, knownViewerOf, observe }: ChargeRequestsOptions,
): MessageCharges {
  const holdBack = createHoldBack();
  const accountOf = (client: Client) => ({
    key: requestBucketOf(client),
    budget: budgets[budgetNameOf(client.viewer)],
  });
  const clientOf = (request: FastifyRequest): Client => ({
    viewer: knownViewerOf(request),
    clientAddress: request.ip,
  });

  // Hooks with a callback save a promise for each request.
  server.addHook('onRequest', (request, reply, done) => {
    const client = clientOf(request);
    const { key, budget } = accountOf(client);
    const cost = Math.min(budget.operation, costOf(request));
    if (isOfHealth(request) || buckets.take(key, cost, budget)) {
      done();
      return;
    }
    observe?.(cost, 'bucket');
    const seconds = Math.max(1, buckets.secondsUntil(key, cost, budget));
    const message = client.viewer ? tooManyOfViewer : tooManyFromAddress;
    const error = retryLater(message, Math.ceil(seconds));
    void holdBack(key).then(() => refuse(request, reply, error));
  });

  server.addHook('onResponse', (request, { statusCode }, done) => {
    if (statusCode >= 400 && statusCode < 500 && statusCode !== 429) {
      // A token that was valid is known by now.
      const { key, budget } = accountOf(clientOf(request));
      buckets.charge(key, costOfFault, budget);
    }
    done();
  });

  const take = (client: Client, cost: number): boolean => {
    const { key, budget } = accountOf(client);
    const isTaken = buckets.take(key, Math.min(budget.operation, cost), budget);
    if (!isTaken) observe?.(cost, 'bucket');
    return isTaken;
  };
  return {
    message: (client, bytes) => take(client, costOfMessage + Math.floor(bytes / bytesForOne)),
    verification(client, mayOwe) {
      const { key, budget } = accountOf(client);
      if (mayOwe) buckets.charge(key, costOfFault, budget);
      else if (!take(client, costOfFault)) {
        const seconds = Math.ceil(buckets.secondsUntil(key, costOfFault, budget));
        throw retryLater(tooManyTokens, seconds, { throttleStatus: buckets.statusOf(key, budget) });
      }
      return () => buckets.charge(key, -costOfFault, budget);
    },
  };
}

/** Without reading the body. */
function refuse(request: FastifyRequest, reply: FastifyReply, error: ClientError): void {
  void reply
    .code(429)
    .header('retry-after', error.retryAfterSeconds)
    .header('connection', 'close')
    .send({ errors: [formattedError(error, languageOfRequest(request))] });
}

/** The bucket of a viewer, or of an address, for what is charged outside of operations. */
export const requestBucketOf = (client: Client) => `requests ${ownerOfRequest(client)}`;

const tooManyOfViewer = say`Too many of your requests were refused. Try again later.`;
const tooManyTokens = say`Too many access tokens were sent.`;
const tooManyFromAddress = say`Too many requests from your address were refused. Try again later.`;

/** Balancers may have the address of the clients that they serve. */
const isOfHealth = ({ routeOptions }: FastifyRequest): boolean =>
  routeOptions.url?.startsWith('/health/') === true;

function costOf(request: FastifyRequest): number {
  if (request.headers.upgrade !== undefined) return costOfHandshake;
  return request.routeOptions.url === '/metrics' ? costOfMetrics : costOfBody(request);
}

/** Uploads are read as streams, with limits of their own. Every other body may be parsed, whatever it is called. */
function costOfBody({ headers }: FastifyRequest): number {
  const length = headers['content-length'];
  // A body of unknown length counts as a large one.
  const bytes =
    length === undefined ? (headers['transfer-encoding'] ? Infinity : 0) : Number(length);
  const isUpload = headers['content-type']?.toLowerCase().startsWith('multipart/') === true;
  if (bytes <= freeBytes || isUpload) return 0;
  return Math.ceil((bytes - freeBytes) / bytesForOne);
}
