import { notFound } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { longestReadMs } from '../../../../lib/mongodb/find-at-once.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from '../directory-change.model.ts';

/** @throws `NOT_FOUND`, also for a change that was never a proposal. */
export async function findProposal(
  model: DirectoryChangeModel,
  id: string,
): Promise<DirectoryChangeRecord> {
  const found = await model.findById(id).maxTimeMS(longestReadMs).lean<DirectoryChangeRecord>();
  if (!found || found.expiresAt === null) throw notFound(say`proposal`);
  return found;
}
