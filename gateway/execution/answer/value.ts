import { type Completion, type Coordinate, failed, reportNull } from './completion.ts';

/**
 * Builds the answer's value from the fetched value, which is not null. Returns `failed` in place of a null caused by a
 * problem. The path of the completion is that of the value.
 */
export type Complete = (fetched: unknown, completion: Completion) => unknown;

/** Describes how to build the values of one field, or the elements of one list. */
export interface ValueShape {
  readonly nonNull: boolean;
  readonly coordinate: Coordinate;
  readonly complete: Complete;
}

/** The value, null, or `failed`. Reports a null that is not allowed. */
export function fill(
  { nonNull, coordinate, complete }: ValueShape,
  fetched: unknown,
  completion: Completion,
): unknown {
  if (fetched !== null && fetched !== undefined) return complete(fetched, completion);
  if (!nonNull) return null;
  reportNull(completion, coordinate);
  return failed;
}
