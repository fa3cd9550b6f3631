import { type Completion, type Coordinate, failed, reportNull } from './completion.ts';

/**
 * Builds the answer's value from what was fetched for it, which is not null. Gives `failed` in place of a
 * null that comes from a problem. The path of the completion is that of the value.
 */
export type Complete = (fetched: unknown, completion: Completion) => unknown;

/** How the values of one field, or the elements of one list, are built. */
export interface ValueShape {
  readonly nonNull: boolean;
  readonly coordinate: Coordinate;
  readonly complete: Complete;
}

/** The value, null, or `failed`. Reports a null that may not be. */
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
