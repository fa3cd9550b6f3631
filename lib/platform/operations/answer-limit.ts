import type { ExecutionResult } from 'graphql';
import { type ClientError, clientError } from '../../kit/errors.ts';
import { say } from '../../kit/say.ts';
import { graphqlErrorOf } from '../errors/graphql-error.ts';
import type { OperationPolicy } from './policy.ts';

/** The largest answer of an operation, in bytes: 8 MB. */
export const defaultMaxAnswerBytes = 8_000_000;

const answerBytes = 'answerBytes';

/** The error in place of an answer that is larger than `limit` bytes. */
export const answerTooLarge = (limit: number): ClientError =>
  clientError(
    'LIMIT_EXCEEDED',
    say`The answer has more than ${limit} bytes, which is the limit. The operation was executed: ask for fewer or shorter values at once.`,
    { quantity: answerBytes, limit },
  );

export const isAnswerTooLarge = ({
  code,
  details,
}: Pick<ClientError, 'code' | 'details'>): boolean =>
  code === 'LIMIT_EXCEEDED' && details['quantity'] === answerBytes;

/**
 * Replaces data that would be serialized to more than `maxBytes` by null and an error with the code `LIMIT_EXCEEDED`.
 * Called before the result is serialized: until then a text is in memory once, however often the answer contains it.
 */
export function limitAnswer(result: ExecutionResult, maxBytes: number): void {
  if (!exceedsBytes(result.data, maxBytes)) return;
  result.data = null;
  result.errors = [graphqlErrorOf(answerTooLarge(maxBytes))];
}

/** Limits every answer, for servers that know no costs. */
export const limitAnswers = (maxBytes: number): OperationPolicy => ({
  afterResult: (_, result) => limitAnswer(result, maxBytes),
  beforeEvent: (_, result) => limitAnswer(result, maxBytes),
});

/**
 * Whether a JSON value has more bytes in UTF-8 than the limit, escapes of quotes and line breaks not counted. Stops
 * when the limit is passed.
 */
export const exceedsBytes = (value: unknown, limit: number): boolean =>
  // A character has three bytes at most, and few answers are near the limit.
  isLongerThan(limit, value, ({ length }) => 3 * length) &&
  isLongerThan(limit, value, (text) => Buffer.byteLength(text));

function isLongerThan(limit: number, value: unknown, lengthOf: (text: string) => number): boolean {
  const pending: object[] = [];
  let bytes = 0;
  const add = (part: unknown): void => {
    if (typeof part === 'string') bytes += lengthOf(part) + 2;
    else if (typeof part === 'object' && part !== null) pending.push(part);
    else if (typeof part === 'number') bytes += String(part).length;
    else if (part !== undefined) bytes += part === null ? 4 : 5;
  };
  add(value);
  for (let part = pending.pop(); part && bytes <= limit; part = pending.pop()) {
    bytes += 2;
    if (Array.isArray(part)) {
      bytes += part.length;
      for (const item of part) add(item);
      continue;
    }
    for (const key in part) {
      bytes += key.length + 4;
      add(part[key as keyof typeof part]);
    }
  }
  return bytes > limit;
}
