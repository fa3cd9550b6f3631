import { clientError } from '../../../../lib/kit/errors.ts';
import { say } from '../../../../lib/kit/say.ts';
import { placeOf } from '../../../../lib/kit/unit-lineage.ts';
import { type Directory, requireUnit } from '../../held/index.ts';
import { notOpen } from '../change-log.ts';
import type { DirectoryChangeRecord } from '../directory-change.model.ts';
import { stateOf } from '../directory-changes.ts';
import { changedTo } from './aim.ts';
import { findProposal } from './find-proposal.ts';
import type { ProposalServices } from './services.ts';

export async function approve(
  services: ProposalServices,
  id: string,
): Promise<DirectoryChangeRecord> {
  const { model, store, subject } = services;
  const proposal = await findProposal(model, id);
  if (proposal.by === subject) {
    const message = say`An administrator other than the one who proposed it has to approve it.`;
    throw clientError('FORBIDDEN', message, { requirement: 'OTHER_THAN_PROPOSER' });
  }
  const isRepeated = proposal.state === 'DONE' && proposal.decidedBy === subject;
  await store.change(
    (directory) => {
      const unit = requireUnit(directory, proposal.unitId);
      if (isRepeated) return unit; // only waits until it is in force
      if (stateOf(proposal) !== 'PROPOSED') throw notOpen({ state: stateOf(proposal) });
      requireAsProposed(directory, proposal);
      return changedTo(directory, unit, proposal);
    },
    { by: subject, proposal },
  );
  return findProposal(model, id);
}

/**
 * Checks that neither the unit, nor its proposed place, nor any unit above the two has changed since the
 * proposal: the approver decides on what they have read. A new name counts too, since people decide by names.
 * @throws `CONFLICT` with the unit that has changed.
 */
function requireAsProposed({ tree }: Directory, proposal: DirectoryChangeRecord): void {
  const { unitId, newParentId, successorId, basedOn } = proposal;
  const aimId = successorId ?? newParentId;
  const named = [unitId, ...(aimId === null ? [] : [aimId])];
  for (const id of named.flatMap((one) => placeOf(one, tree))) {
    const version = tree.get(id)?.version ?? 0;
    if (basedOn !== null && version <= basedOn) continue;
    const message = say`Units that the proposal concerns have changed since: propose it again.`;
    throw clientError('CONFLICT', message, { state: stateOf(proposal), unitId: id, version });
  }
}
