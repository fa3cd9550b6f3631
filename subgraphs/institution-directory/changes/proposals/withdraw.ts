import { clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import type { DirectoryChangeRecord } from '../directory-change.model.ts';
import { endProposal } from './end-proposal.ts';
import { findProposal } from './find-proposal.ts';
import type { ProposalServices } from './services.ts';

export async function withdraw(
  services: ProposalServices,
  id: string,
): Promise<DirectoryChangeRecord> {
  const proposal = await findProposal(services.model, id);
  if (proposal.by !== services.subject) {
    const message = say`Only the administrator who proposed it can withdraw it.`;
    throw clientError('FORBIDDEN', message, { requirement: 'PROPOSER' });
  }
  return endProposal(services, proposal, 'WITHDRAWN');
}
