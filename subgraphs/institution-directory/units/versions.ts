import type { ClientSession, Connection } from 'mongoose';
import { directoryModels } from './directory.model.ts';

const _id = 'directory';

/**
 * Takes the next versions of the directory for changes that the same transaction writes. Two concurrent
 * transactions conflict here and one is retried: so the versions are in the order in which the changes are
 * committed, none is skipped, and each change is made knowing all earlier ones.
 * @param isReset whether the transaction also changes what followers are not informed of, such as units that it
 * deletes: processes with a copy then read the whole directory again.
 * @returns the first of them.
 */
export async function takeVersions(
  connection: Connection,
  count: number,
  session: ClientSession,
  { isReset = false } = {},
): Promise<number> {
  const { versions } = directoryModels(connection);
  const taken = await versions
    .findOneAndUpdate(
      { _id },
      { $inc: { version: count, ...(isReset && { generation: 1 }) } },
      { session, upsert: true, returnDocument: 'after' },
    )
    .lean();
  return taken.version - count + 1;
}

/** The version of the last change that a majority has. */
export async function committedVersion(connection: Connection, comment: string): Promise<number> {
  const { versions } = directoryModels(connection);
  return (await versions.findOne({ _id }).comment(comment).lean())?.version ?? 0;
}
