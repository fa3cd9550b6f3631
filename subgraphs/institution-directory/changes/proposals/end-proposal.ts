import { notOpen, openAt } from '../change-log.ts';
import type { DirectoryChangeRecord } from '../directory-change.model.ts';
import { stateOf } from '../directory-changes.ts';
import { findProposal } from './find-proposal.ts';
import type { ProposalServices } from './services.ts';

/** Ends a proposal without making the change; conditional, so that of two decisions one counts. */
export async function endProposal(
  { model, subject }: ProposalServices,
  proposal: DirectoryChangeRecord,
  state: 'REJECTED' | 'WITHDRAWN',
  rejectionReason: string | null = null,
): Promise<DirectoryChangeRecord> {
  const now = new Date();
  const decision = { state, rejectionReason, decidedBy: subject, decidedAt: now };
  const { _id } = proposal;
  const { matchedCount } = await model.updateOne({ _id, ...openAt(now) }, { $set: decision });
  const ended = await findProposal(model, _id);
  // The same decision sent again, because its answer was lost, succeeds in the same way.
  const isDone = matchedCount > 0 || (ended.state === state && ended.decidedBy === subject);
  if (!isDone) throw notOpen({ state: stateOf(ended) });
  return ended;
}
