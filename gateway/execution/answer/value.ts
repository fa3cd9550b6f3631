import { type Completion, failed, reportNull } from './completion.ts';

/**
 * Builds the answer's value from what was fetched for it, which is not null. Gives `failed` in place
 * of a null that comes from a problem.
 * @param earlier what an earlier selection of the same field has built; it is added to.
 * @param at the last part of the value's path, not in `completion.path` yet.
 * @param owner the name of the type that has the field.
 */
export type Complete = (
  fetched: unknown,
  earlier: unknown,
  at: string | number,
  owner: string,
  completion: Completion,
) => unknown;

/** How the values of one field, or the elements of one list, are built. */
export interface ValueShape {
  readonly nonNull: boolean;
  /** The type's name, without the exclamation mark. */
  readonly type: string;
  /** Whether there is nothing inside to select. */
  readonly leaf: boolean;
  readonly complete: Complete;
}

/** The value, null, or `failed`. Reports a null that may not be. */
export function fill(
  { nonNull, type, complete }: ValueShape,
  fetched: unknown,
  earlier: unknown,
  at: string | number,
  owner: string,
  completion: Completion,
): unknown {
  if (fetched !== null) return complete(fetched, earlier, at, owner, completion);
  if (!nonNull) return null;
  reportNull(completion, at, { type, owner });
  return failed;
}
