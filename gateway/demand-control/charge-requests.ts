import type { FastifyInstance, FastifyRequest } from 'fastify';
import { clientOfAddress } from '../../lib/kit/client-of-address.ts';
import { retryLater } from '../../lib/kit/errors.ts';
import { say } from '../../lib/kit/say.ts';
import { formattedError } from '../../lib/platform/errors/graphql-error.ts';
import { languageOfRequest } from '../../lib/platform/http/language-of-request.ts';
import type { Budget } from '../../lib/platform/operations/budgets.ts';
import type { MessageCharges } from '../../lib/platform/subscriptions/message-charges.ts';
import type { Buckets } from '../../lib/kit/buckets.ts';
import { createHoldBack } from './hold-back.ts';

interface ChargeRequestsOptions {
  buckets: Buckets;
  /** The budget of one address. */
  budget: Budget;
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
 * Charges addresses for costs outside of operations: for refused requests (malformed, without a valid token, for a
 * missing resource), for metrics, for WebSockets, and for large bodies, before they are read. An address whose bucket
 * is empty is refused until the bucket has refilled, and so are people behind the same address who sign in. The bucket is
 * separate from the one for operations: anonymous operations do not lock them out.
 * @returns the charges for messages over WebSockets, to the same bucket.
 */
export function chargeRequests(
  server: FastifyInstance,
  { buckets, budget, observe }: ChargeRequestsOptions,
): MessageCharges {
  const holdBack = createHoldBack();

  // Hooks with a callback save a promise for each request.
  server.addHook('onRequest', (request, reply, done) => {
    const key = requestBucketOf(request.ip);
    const cost = Math.min(budget.operation, costOf(request));
    if (buckets.take(key, cost, budget)) {
      done();
      return;
    }
    observe?.(cost, 'bucket');
    const seconds = Math.max(1, buckets.secondsUntil(key, cost, budget));
    const refuse = () => {
      const retryAfter = Math.ceil(seconds);
      const error = retryLater(
        say`Too many requests from your address were refused. Try again later.`,
        retryAfter,
      );
      // The body is not read.
      void reply
        .code(429)
        .header('retry-after', retryAfter)
        .header('connection', 'close')
        .send({
          errors: [formattedError(error, languageOfRequest(request))],
        });
    };
    void holdBack(key).then(refuse);
  });

  server.addHook('onResponse', (request, { statusCode }, done) => {
    if (statusCode >= 400 && statusCode < 500 && statusCode !== 429) {
      buckets.charge(requestBucketOf(request.ip), costOfFault, budget);
    }
    done();
  });

  const take = (address: string, cost: number): boolean => {
    const isTaken = buckets.take(requestBucketOf(address), cost, budget);
    if (!isTaken) observe?.(cost, 'bucket');
    return isTaken;
  };
  return {
    message: (address, bytes) =>
      take(address, Math.min(budget.operation, costOfMessage + Math.floor(bytes / bytesForOne))),
    verification: (address) =>
      take(address, costOfFault)
        ? () => buckets.charge(requestBucketOf(address), -costOfFault, budget)
        : null,
  };
}

/** The bucket of an address for what is charged outside of operations. */
export const requestBucketOf = (address: string) => `requests ${clientOfAddress(address)}`;

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
