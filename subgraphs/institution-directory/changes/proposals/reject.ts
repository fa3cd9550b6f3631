import { clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { plainText } from '../../../../lib/kit/plain-text.ts';
import type { DirectoryChangeRecord } from '../directory-change.model.ts';
import { endProposal } from './end-proposal.ts';
import { findProposal } from './find-proposal.ts';
import { type ProposalServices, reasonLengths } from './services.ts';

export interface Rejection {
  id: string;
  reason: string;
}

export async function reject(
  services: ProposalServices,
  { id, reason }: Rejection,
): Promise<DirectoryChangeRecord> {
  const rejectionReason = plainText(reason, 'reason', reasonLengths);
  const proposal = await findProposal(services.model, id);
  if (proposal.by === services.subject) {
    const message = say`You proposed it: withdraw it with withdrawUnitChange.`;
    throw clientError('FORBIDDEN', message, { requirement: 'OTHER_THAN_PROPOSER' });
  }
  return endProposal(services, proposal, 'REJECTED', rejectionReason);
}
