import { isClientError } from '../../../lib/kit/errors.ts';
import { isDamage, isFault, isOfContent } from '../database/index.ts';
import { ObsoleteCopyError } from './obsolete-copy.ts';

/**
 * What an error says of the copy: it has to be built anew from its source, its file is damaged, or DuckDB has failed in a
 * way that does not tell whether the file is the cause.
 */
export type Verdict = 'OBSOLETE' | 'DAMAGED' | 'DOUBTFUL';

/** A file that DuckDB has not opened, whatever it says of it. */
class UnopenedError extends Error {
  override readonly name = 'UnopenedError';
}

/** Does a part of opening the file. What DuckDB says of its content is doubtful, also where it is no known damage. */
export async function opening<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isOfContent(error) || isDamage(error)) throw error;
    throw new UnopenedError(error.message, { cause: error });
  }
}

/** @returns null for an error that says nothing of the copy, such as one of a peer. */
export function verdictOn(error: unknown): Verdict | null {
  if (error instanceof ObsoleteCopyError || isExpired(error)) return 'OBSOLETE';
  if (isDamage(error)) return 'DAMAGED';
  return isFault(error) || error instanceof UnopenedError ? 'DOUBTFUL' : null;
}

const isExpired = (error: unknown) => isClientError(error) && error.code === 'CURSOR_EXPIRED';
