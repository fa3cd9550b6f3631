import { type ClientError, clientError } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { exceedsBytes } from '../../platform/operations/answer-limit.ts';

/** The largest request of a gateway that a subgraph server reads, in bytes: it may be for many entities at once. */
export const largestFetchBytes = 10_000_000;

/** The largest message of a gateway that a subgraph server reads over a WebSocket, which it closes otherwise. */
export const largestMessageBytes = 1_000_000;

/**
 * Refuses what a subgraph server would not read, before it is serialized: a variable of the client is in memory once,
 * and in the body as often as the operation uses it.
 * @throws LIMIT_EXCEEDED
 */
export function limitFetch(query: string, variables: object | undefined): void {
  const isTooLarge =
    query.length > largestFetchBytes || (variables && exceedsBytes(variables, largestFetchBytes));
  if (isTooLarge) throw fetchTooLarge(largestFetchBytes);
}

export const fetchTooLarge = (limit: number): ClientError =>
  clientError(
    'LIMIT_EXCEEDED',
    say`As it is sent to a part of the system, the operation has more than ${limit} bytes, which is the limit: use fewer or shorter names and values at once.`,
    { quantity: 'fetchBytes', limit },
  );
