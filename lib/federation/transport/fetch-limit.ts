import { type ClientError, clientError } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { exceedsBytes } from '../../platform/operations/answer-limit.ts';

/** The largest request of a gateway that a subgraph server reads, in bytes: it may be for many entities at once. */
export const largestFetchBytes = 10_000_000;

/**
 * Refuses what a subgraph server would not read, before it is serialized: a variable of the client is in memory once,
 * and in the body as often as the operation uses it.
 * @throws LIMIT_EXCEEDED
 */
export function limitFetch(variables: object | undefined, maxBytes = largestFetchBytes): void {
  if (variables && exceedsBytes(variables, maxBytes)) throw fetchTooLarge(maxBytes);
}

const fetchTooLarge = (limit: number): ClientError =>
  clientError(
    'LIMIT_EXCEEDED',
    say`The values of the operation, each as often as it is used, have more than ${limit} bytes, which is the limit: use fewer or shorter values at once.`,
    { quantity: 'fetchBytes', limit },
  );
