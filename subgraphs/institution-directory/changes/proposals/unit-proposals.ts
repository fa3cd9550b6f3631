import type { Viewer } from '../../../../lib/kit/viewer.ts';
import type { HeldDirectory } from '../../held/index.ts';
import type { ProposeUnitChangeInput } from '../../schema-types.ts';
import type { DirectoryChangeModel, DirectoryChangeRecord } from '../directory-change.model.ts';
import { requireSignedIn } from '../require-signed-in.ts';
import type { UnitStore } from '../unit-store.ts';
import { approve } from './approve.ts';
import { propose } from './propose.ts';
import { reject, type Rejection } from './reject.ts';
import { withdraw } from './withdraw.ts';

interface UnitProposalsDependencies {
  model: DirectoryChangeModel;
  store: UnitStore;
  held: HeldDirectory;
  viewer: Viewer;
}

/**
 * Changes of units that take two administrators: one proposes, another approves, and then exactly the proposed
 * change is made. Until then the proposer may withdraw it and any other administrator may reject it.
 */
export interface UnitProposals {
  /**
   * Proposes a change. If the same administrator sends the same proposal again while it is open, that proposal
   * is returned.
   * @throws the errors that the change itself would throw now; `CONFLICT` with `proposalId` while there is
   * another proposal for the unit; `LIMIT_EXCEEDED`; `BAD_USER_INPUT` with the field.
   */
  propose(input: ProposeUnitChangeInput): Promise<DirectoryChangeRecord>;
  /**
   * Makes the change that another administrator has proposed, and resolves when it is in force, as `moveUnit`
   * does.
   * @throws `FORBIDDEN` for the proposer; `CONFLICT` where the proposal is not open, or a unit that it names,
   * or one above those, has changed since.
   */
  approve(id: string): Promise<DirectoryChangeRecord>;
  /** @throws `FORBIDDEN` for the proposer, who withdraws it; `CONFLICT` where it is not open. */
  reject(given: Rejection): Promise<DirectoryChangeRecord>;
  /** @throws `FORBIDDEN` for anyone but the proposer; `CONFLICT` where it is not open. */
  withdraw(id: string): Promise<DirectoryChangeRecord>;
}

export function createUnitProposals({
  viewer,
  ...dependencies
}: UnitProposalsDependencies): UnitProposals {
  const services = { ...dependencies, subject: requireSignedIn(viewer).subject };
  return {
    propose: (input) => propose(services, input),
    approve: (id) => approve(services, id),
    reject: (given) => reject(services, given),
    withdraw: (id) => withdraw(services, id),
  };
}
